package dev.pagewalk.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says how a table is printed. */
final class TableFormat {
  @Option(
      names = "--format",
      paramLabel = "FORM",
      converter = FormatWord.class,
      description = "Print ${COMPLETION-CANDIDATES}. Default: text.")
  private Form form = Form.TEXT;

  /** What is printed. */
  enum Form {
    TEXT, JSON, MARKDOWN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final class FormatWord extends Word<Form> {
    FormatWord() {
      super(Form.values());
    }
  }

  Form form() {
    return form;
  }
}
