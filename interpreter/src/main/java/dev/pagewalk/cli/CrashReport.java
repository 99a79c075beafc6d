package dev.pagewalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is said and kept when the tool itself is wrong: one paragraph for the user, a file with the details for its
 * authors.
 */
final class CrashReport {
  private CrashReport() {}

  /**
   * Keeps the details of {@code failure} in a file and gives the paragraph, with a line feed behind it.
   *
   * @param doing what the tool was doing, as the end of a sentence
   */
  static String keep(Throwable failure, String doing, List<String> arguments) {
    if (failure instanceof OutOfMemoryError) {
      return "pagewalk: ran out of memory while " + doing + ". Give the searches less with --max-memory or"
          + " --max-states, or give Java more: PAGEWALK_JAVA_OPTS=-Xmx8g.\n";
    }
    String headline = "pagewalk: this is our fault: " + failure + ", while " + doing + ".";
    try {
      Path file = Files.createTempFile("pagewalk-failure-", ".txt");
      Files.writeString(file, details(failure, doing, arguments));
      return headline + " The details are in " + file
          + ": please send that file and the scenario to the authors of Pagewalk.\n";
    } catch (IOException | SecurityException unwritable) {
      return headline + " The details could not be written to a file (" + unwritable.getMessage()
          + "): please send this line and the scenario to the authors of Pagewalk.\n";
    }
  }

  private static String details(Throwable failure, String doing, List<String> arguments) {
    StringWriter details = new StringWriter();
    PrintWriter out = new PrintWriter(details);
    out.println("pagewalk " + Version.number() + " on JDK " + Runtime.version() + ", " + System.getProperty("os.name"));
    out.println("arguments: " + String.join(" ", arguments));
    out.println("while " + doing);
    for (Throwable each = failure; each != null; each = each.getCause()) {
      out.println(each);
      for (StackTraceElement frame : each.getStackTrace()) {
        out.println("  at " + frame);
      }
    }
    return details.toString();
  }
}
