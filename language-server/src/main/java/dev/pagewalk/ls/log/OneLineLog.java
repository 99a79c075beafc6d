package dev.pagewalk.ls.log;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the protocol's library has to say, a line each and only what is serious: a client that leaves in haste is not.
 */
public final class OneLineLog extends Handler {
  /** Held here, since the logging of the JDK forgets settings of loggers that nobody holds. */
  private static final Logger LOGGER = Logger.getLogger("org.eclipse.lsp4j");

  private final PrintStream out;
  private final String command;

  private OneLineLog(PrintStream out, String command) {
    this.out = out;
    this.command = command;
  }

  /** From now on {@code out} gets the log of a command. */
  public static void to(PrintStream out, String command) {
    LOGGER.setUseParentHandlers(false);
    for (Handler old : LOGGER.getHandlers()) {
      LOGGER.removeHandler(old);
    }
    LOGGER.setLevel(Level.SEVERE);
    LOGGER.addHandler(new OneLineLog(out, command));
  }

  @Override
  public void publish(LogRecord entry) {
    String message = String.valueOf(entry.getMessage());
    boolean isHaste = message.contains("ClosedChannelException") || message.contains("Pipe")
        || message.contains("Stream closed");
    if (!isHaste) {
      out.println("pagewalk " + command + ": " + message.lines().findFirst().orElse(""));
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
