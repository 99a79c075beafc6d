package dev.pagewalk.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything around a command that is not its arguments.
 *
 * @param stdin read only where an argument is {@code -}
 * @param stdout gets the result and nothing else, as UTF-8
 * @param stderr gets everything that is not the result
 * @param environment variables of the process
 * @param directory the working directory, absolute
 * @param resultOnTerminal whether a person watches stdout
 * @param messagesOnTerminal whether a person watches stderr
 * @param columns width of the terminal, if it is known
 */
public record Console(
    InputStream stdin,
    PrintStream stdout,
    PrintStream stderr,
    Map<String, String> environment,
    Path directory,
    boolean resultOnTerminal,
    boolean messagesOnTerminal,
    Optional<Integer> columns) {
  /** Cells of a line where nothing says how wide the terminal is. */
  static final int USUAL_WIDTH = 100;

  private static final int LEAST_WIDTH = 40;
  private static final int GREATEST_WIDTH = 400;

  public Console {
    environment = Map.copyOf(environment);
    directory = directory.toAbsolutePath().normalize();
  }

  /** Cells of a line of the result: {@code COLUMNS} if it is set, else the terminal's, else 100. */
  int width() {
    Optional<Integer> asked = Optional.ofNullable(environment.get("COLUMNS"))
        .filter(columns -> columns.matches("[0-9]{1,4}"))
        .map(Integer::valueOf)
        .filter(columns -> 0 < columns);
    int width = asked.or(() -> columns).orElse(USUAL_WIDTH);
    return Math.clamp(width, LEAST_WIDTH, GREATEST_WIDTH);
  }
}
