package dev.pagewalk.cli;

import dev.pagewalk.report.Paint;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a result is printed. */
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORM",
      converter = FormatWord.class,
      description = "Print ${COMPLETION-CANDIDATES}. Default: text.")
  private Format format = Format.TEXT;

  @Mixin
  private ColorOption color = new ColorOption();

  /** What is printed. */
  enum Format {
    TEXT, JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final class FormatWord extends Word<Format> {
    FormatWord() {
      super(Format.values());
    }
  }

  /** The options are those of {@code given}. */
  void take(PlainArguments given) {
    format = given.json() ? Format.JSON : Format.TEXT;
  }

  boolean isJson() {
    return format == Format.JSON;
  }

  /** Colours of the result. */
  Paint result(Console console) {
    return color.result(console);
  }

  /** Colours of messages. */
  Paint messages(Console console) {
    return color.messages(console);
  }
}
