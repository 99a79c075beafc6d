package dev.pagewalk.report;

import dev.pagewalk.analysis.OutcomeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of outcomes as text. */
public final class OutcomeText {
  private OutcomeText() {}

  /**
   * Renders a table, with a line feed behind each line.
   *
   * @param witnesses the file of each row's witness, where it could be written
   */
  public static String render(OutcomeTable table, List<Optional<String>> witnesses) {
    StringBuilder out = new StringBuilder(Wording.printable(table.scenario()));
    out.append(table.variant().isEmpty() ? "" : " (" + table.variant() + ")").append(": ");
    out.append(Wording.count(table.rows().size(), "outcome", "outcomes"));
    out.append(" in ").append(Wording.count(table.ends(), "end state", "end states"));
    out.append(table.complete() ? "" : ", and perhaps others").append("\n");
    rows(table, witnesses, out);
    if (0 < table.cut()) {
      out.append("cut by orderings or assumptions: ")
          .append(Wording.count(table.cut(), "execution", "executions")).append("\n");
    }
    if (!table.violations().isEmpty()) {
      out.append("violations on the way: ")
          .append(String.join(", ", table.violations().stream().map(Wording::oracle).toList())).append("\n");
    }
    table.stopped().ifPresent(why -> out.append("not everything: ").append(Wording.printable(why)).append("\n"));
    return out.toString();
  }

  private static void rows(OutcomeTable table, List<Optional<String>> witnesses, StringBuilder out) {
    List<List<String>> cells = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("end states"));
    head.addAll(table.columns());
    cells.add(head);
    for (OutcomeTable.Row row : table.rows()) {
      List<String> line = new ArrayList<>(List.of((table.complete() ? "" : ">= ") + Wording.number(row.ends())));
      line.addAll(row.values());
      cells.add(line);
    }
    int[] widths = new int[head.size()];
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (int row = 0; row < cells.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append("  ").append(" ".repeat(widths[i] - cells.get(row).get(i).length())).append(cells.get(row).get(i));
      }
      String witness = row == 0 ? "witness" : witnesses.get(row - 1).map(Wording::printable).orElse("");
      out.append((line + "  " + witness).stripTrailing()).append("\n");
    }
  }
}
