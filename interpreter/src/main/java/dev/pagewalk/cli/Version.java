package dev.pagewalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What {@code --version} prints. */
public final class Version {
  private Version() {}

  /** The version of the tool, such as {@code 0.1.0}. */
  public static String number() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The tool, the JDK that runs it, and the kernel library of {@code engine}, a line each. */
  static String text(Engine engine) {
    Engine.Library library = engine.library();
    return """
        pagewalk %s
        JDK %s (%s) in %s
        kernel library %s (%s) in %s
        """.formatted(number(), Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.home"),
        library.version(), library.hash(), library.directory());
  }
}
