package dev.pagewalk.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as text for terminals, and as Markdown. */
public final class TablesText {
  private TablesText() {}

  /**
   * A table for people: a cell with which the document does not agree has what the document says behind it.
   *
   * @param verbose whether each cell is followed by what shows it
   */
  public static String text(Computed computed, boolean verbose) {
    RuleTable table = computed.table();
    List<List<String>> rows = new ArrayList<>();
    rows.add(head(table));
    for (int i = 0; i < table.rows().size(); i++) {
      rows.add(row(computed, i));
    }
    int[] widths = new int[rows.getFirst().size()];
    rows.forEach(row -> {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    StringBuilder out = new StringBuilder();
    out.append(table.name()).append(": ").append(table.title()).append('\n');
    out.append("  ").append(table.source()).append(", ").append(table.compared()).append('\n');
    out.append("  scenario ").append(place(table)).append("\n\n");
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.append("  ").append(line.toString().stripTrailing()).append('\n');
    }
    table.notes().forEach(note -> out.append("\n  ").append(note).append('\n'));
    if (verbose) {
      out.append('\n');
      for (int i = 0; i < table.rows().size(); i++) {
        for (int j = 0; j < table.columns().size(); j++) {
          out.append("  ").append(table.rows().get(i).name()).append(", ").append(table.columns().get(j)).append(": ")
              .append(computed.cells().get(i).get(j).value()).append("  ")
              .append(String.join("; ", computed.cells().get(i).get(j).shown())).append('\n');
        }
      }
    }
    return out.toString();
  }

  /** A table as Markdown. */
  public static String markdown(Computed computed) {
    RuleTable table = computed.table();
    StringBuilder out = new StringBuilder();
    out.append("### ").append(table.title()).append("\n\n");
    out.append("From ").append(table.source()).append(", ").append(table.compared()).append(", explored with `")
        .append(place(table)).append("`.\n\n");
    out.append(line(head(table)));
    out.append("|").append("---|".repeat(table.columns().size() + 1)).append('\n');
    for (int i = 0; i < table.rows().size(); i++) {
      out.append(line(row(computed, i)));
    }
    table.notes().forEach(note -> out.append('\n').append(note).append('\n'));
    return out.toString();
  }

  private static String place(RuleTable table) {
    return "scenarios/process-addrs/" + table.file() + "::" + table.scenario();
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static List<String> head(RuleTable table) {
    List<String> cells = new ArrayList<>(List.of(table.corner()));
    cells.addAll(table.columns());
    return cells;
  }

  private static List<String> row(Computed computed, int number) {
    RuleTable.Row row = computed.table().rows().get(number);
    List<String> cells = new ArrayList<>(List.of(row.name()));
    for (int i = 0; i < row.cells().size(); i++) {
      String found = computed.cells().get(number).get(i).value();
      String document = row.cells().get(i).document();
      cells.add(found.equals(document) ? found : found + " (document: " + document + ")");
    }
    return cells;
  }
}
