package dev.pagewalk.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The doc comment of a kernel function by its parts.
 *
 * @param summary what it does
 * @param sources the kernel's functions that it was held against: file, function, release
 * @param simplified where the model does otherwise than the kernel
 * @param leftOut what the kernel does and the model does not
 */
record FunctionDoc(String summary, List<String> sources, List<String> simplified, List<String> leftOut) {
  /**
   * Takes {@code doc} apart: {@code source:} and {@code Model:} begin a part, which goes on until the next one does.
   */
  static FunctionDoc of(String doc) {
    StringBuilder summary = new StringBuilder();
    List<StringBuilder> sources = new ArrayList<>();
    List<StringBuilder> models = new ArrayList<>();
    StringBuilder current = summary;
    for (String raw : doc.split("\n")) {
      String line = raw.strip();
      if (line.startsWith("source:")) {
        current = new StringBuilder();
        sources.add(current);
        line = line.substring("source:".length()).strip();
      } else if (line.startsWith("Model:")) {
        current = new StringBuilder();
        models.add(current);
        line = line.substring("Model:".length()).strip();
      }
      current.append(current.isEmpty() || line.isEmpty() ? "" : " ").append(line);
    }
    List<String> notes = models.stream().map(StringBuilder::toString).toList();
    return new FunctionDoc(
        summary.toString(),
        sources.stream().map(StringBuilder::toString).toList(),
        notes.stream().filter(note -> !speaksOfOmission(note)).toList(),
        notes.stream().filter(FunctionDoc::speaksOfOmission).toList());
  }

  private static boolean speaksOfOmission(String note) {
    return note.contains("left out") || note.contains("not modelled");
  }
}
