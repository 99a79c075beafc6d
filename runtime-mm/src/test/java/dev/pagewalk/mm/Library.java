package dev.pagewalk.mm;

import dev.pagewalk.hw.state.StructLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the library declares, read by simple patterns: this module has no parser. */
final class Library {
  private static final Pattern EXTERN =
      Pattern.compile("((?:^///.*\n)*)^extern fn (\\w+)\\(([^)]*)\\)", Pattern.MULTILINE);
  private static final Pattern STRUCT =
      Pattern.compile("^(?:extern )?struct (\\w+) \\{\n(.*?)^\\}", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("^  (\\w+): ([^;]+);", Pattern.MULTILINE);
  private static final Pattern LENGTH = Pattern.compile("\\[(\\d+)\\]$");

  /** An extern function: its first line of documentation says whether it is a step. */
  record Extern(String name, int arity, String doc) {
    boolean isStep() {
      return doc.contains("[step]");
    }

    boolean isLocal() {
      return doc.contains("[local]");
    }
  }

  private Library() {}

  static String text() {
    StringBuilder text = new StringBuilder();
    for (String file : read("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
      text.append(read(file.strip())).append('\n');
    }
    return text.toString();
  }

  static List<Extern> externs() {
    List<Extern> externs = new ArrayList<>();
    Matcher matcher = EXTERN.matcher(text());
    while (matcher.find()) {
      String parameters = matcher.group(3).strip();
      int arity = parameters.isEmpty() ? 0 : parameters.split(",").length;
      externs.add(new Extern(matcher.group(2), arity, matcher.group(1)));
    }
    return externs;
  }

  static List<StructLayout> structs() {
    List<StructLayout> structs = new ArrayList<>();
    Matcher matcher = STRUCT.matcher(text());
    while (matcher.find()) {
      StructLayout struct = new StructLayout(matcher.group(1));
      Matcher field = FIELD.matcher(matcher.group(2));
      while (field.find()) {
        Matcher length = LENGTH.matcher(field.group(2));
        struct.add(field.group(1), length.find() ? Integer.parseInt(length.group(1)) : 1);
      }
      structs.add(struct);
    }
    return structs;
  }

  private static String read(String file) {
    try (InputStream in = Kernel.class.getResourceAsStream("/mm/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
