package dev.pagewalk.cli;

import dev.pagewalk.report.Paint;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that say how a result is printed. */
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORM",
      converter = FormatWord.class,
      description = "Print ${COMPLETION-CANDIDATES}. Default: text.")
  private Format format = Format.TEXT;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      converter = ColorWord.class,
      description = "Use colours: ${COMPLETION-CANDIDATES}. Default: auto, on a terminal unless NO_COLOR is set.")
  private Color color = Color.AUTO;

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

  /** When colours are used. */
  enum Color {
    AUTO, ALWAYS, NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final class ColorWord extends Word<Color> {
    ColorWord() {
      super(Color.values());
    }
  }

  boolean isJson() {
    return format == Format.JSON;
  }

  /** Colours of the result. */
  Paint result(Console console) {
    return paint(console, console.resultOnTerminal());
  }

  /** Colours of messages. */
  Paint messages(Console console) {
    return paint(console, console.messagesOnTerminal());
  }

  private Paint paint(Console console, boolean onTerminal) {
    boolean colourful = switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> onTerminal && console.environment().getOrDefault("NO_COLOR", "").isEmpty()
          && !"dumb".equals(console.environment().get("TERM"));
    };
    return colourful ? Paint.ANSI : Paint.PLAIN;
  }
}
