package dev.pagewalk.dsl.resolve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Well-known functions of the kernel's memory management and the files that define them, to tell a function that the
 * library lacks from a misspelt name. The list is the resource {@code known-kernel-functions.txt}: a file's name with a
 * colon, then its functions.
 */
final class KernelFunctions {
  /** A text without mistakes never asks for the list; to open the jar for it would be a tenth of a short check. */
  private static final class Listed {
    static final Map<String, String> FILES = read();
  }

  private KernelFunctions() {}

  /** The file that defines the function, such as {@code mm/memory.c}; empty for a function that is not in the list. */
  static Optional<String> fileOf(String function) {
    return Optional.ofNullable(Listed.FILES.get(function));
  }

  private static Map<String, String> read() {
    Map<String, String> files = new LinkedHashMap<>();
    try (InputStream in = KernelFunctions.class.getResourceAsStream("known-kernel-functions.txt");
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String file = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (String word : line.strip().split(" +")) {
          if (word.endsWith(":")) {
            file = word.substring(0, word.length() - 1);
          } else if (!word.isEmpty()) {
            files.put(word, file);
          }
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return files;
  }
}
