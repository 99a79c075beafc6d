package dev.pagewalk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A matrix for a document: the same text whenever the same was found. */
public final class MatrixMarkdown {
  private final Sources sources;

  /** A renderer that finds places in {@code sources}. */
  public MatrixMarkdown(Sources sources) {
    this.sources = sources;
  }

  /** Renders the table, an item for each expectation that is not met, and the counts, without times. */
  public String render(Matrix matrix) {
    StringBuilder out = new StringBuilder();
    Map<Matrix.Scenario, String> headings = matrix.headings();
    List<String> cells = new ArrayList<>(List.of("variant"));
    headings.values().forEach(heading -> cells.add(code(heading)));
    row(cells, out);
    out.append("|").append("---|".repeat(cells.size())).append("\n");
    for (String variant : matrix.variants()) {
      cells.clear();
      cells.add(variant.isEmpty() ? Matrix.PLAIN : code(Wording.printable(variant)));
      headings.keySet().forEach(scenario -> cells.add(cell(matrix, matrix.cell(variant, scenario))));
      row(cells, out);
    }
    List<String> notes = new MatrixNotes(sources).of(matrix);
    out.append("\n");
    notes.forEach(note -> out.append("- ").append(escaped(note)).append("\n"));
    out.append(notes.isEmpty() ? "" : "\n");
    return out.append(matrix.tally().counts(Paint.PLAIN)).append("\n").toString();
  }

  private static void row(List<String> cells, StringBuilder out) {
    out.append("|");
    cells.forEach(cell -> out.append(cell.isEmpty() ? " |" : " " + cell + " |"));
    out.append("\n");
  }

  private static String cell(Matrix matrix, List<Matrix.Entry> entries) {
    return String.join(", ", entries.stream()
        .map(entry -> entry.isUnmet() ? "**" + escaped(matrix.told(entry)) + "**" : escaped(matrix.told(entry)))
        .distinct()
        .toList());
  }

  private static String code(String text) {
    return "`" + text.replace('`', '\'').replace("|", "\\|") + "`";
  }

  /** Takes their meaning from the signs that Markdown would obey; {@code _} inside a word is none. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\`*<>|\\[\\]]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\$0");
  }
}
