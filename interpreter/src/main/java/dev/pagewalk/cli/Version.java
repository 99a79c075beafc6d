package dev.pagewalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the tool's version and the JDK that runs it. */
public final class Version implements IVersionProvider {
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

  @Override
  public String[] getVersion() {
    return new String[] {
      "pagewalk " + number(),
      "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ") in " + System.getProperty("java.home")
    };
  }
}
