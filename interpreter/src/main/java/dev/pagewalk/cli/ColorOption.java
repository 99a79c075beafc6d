package dev.pagewalk.cli;

import dev.pagewalk.report.Paint;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says when colours are used. */
final class ColorOption {
  @Option(
      names = "--color",
      paramLabel = "WHEN",
      converter = ColorWord.class,
      description = "Use colours: ${COMPLETION-CANDIDATES}. Default: auto, on a terminal unless NO_COLOR is set.")
  private Color color = Color.AUTO;

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
