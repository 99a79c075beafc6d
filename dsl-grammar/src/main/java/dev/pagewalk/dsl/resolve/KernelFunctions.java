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
  private final Map<String, String> files;

  private KernelFunctions(Map<String, String> files) {
    this.files = files;
  }

  static KernelFunctions load() {
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
    return new KernelFunctions(files);
  }

  /** The file that defines the function, such as {@code mm/memory.c}; empty for a function that is not in the list. */
  Optional<String> fileOf(String function) {
    return Optional.ofNullable(files.get(function));
  }
}
