package dev.pagewalk.report.picture;

import dev.pagewalk.graph.Graph;
import dev.pagewalk.report.Wording;
import java.util.ArrayList;
import java.util.List;

/** Gives the rows of a node their lines: rows that are never there at the same moment share one. */
final class Slots {
  /** How far the rest of a row is indented that needs more than one line. */
  private static final int HANGING = 2;

  private Slots() {}

  /**
   * Lines for rows.
   *
   * @param line the first one, from 0
   * @param lines how many there are: as many as the longest of the rows ever needs
   * @param rows that stand there, one at a time
   */
  record Slot(int line, int lines, List<Graph.Row> rows) {
    /** The line behind what stands there at a moment, 0 if nothing does. */
    int end(int moment, int characters) {
      return rows.stream()
          .flatMap(row -> row.phases().stream().filter(phase -> phase.from() <= moment && moment <= phase.to())
              .map(phase -> line + Slots.lines(row, phase, characters).size()))
          .findFirst().orElse(0);
    }
  }

  /** All rows, in their order as far as they do not share a line; {@code characters} is the room. */
  static List<Slot> of(List<Graph.Row> rows, int characters) {
    List<List<Graph.Row>> sharing = new ArrayList<>();
    for (Graph.Row row : rows) {
      sharing.stream().filter(others -> others.stream().noneMatch(other -> areTogether(row, other))).findFirst()
          .orElseGet(() -> {
            sharing.add(new ArrayList<>());
            return sharing.getLast();
          }).add(row);
    }
    List<Slot> slots = new ArrayList<>();
    int line = 0;
    for (List<Graph.Row> each : sharing) {
      int lines = each.stream().flatMap(row -> row.phases().stream().map(phase -> lines(row, phase, characters).size()))
          .max(Integer::compare).orElse(1);
      slots.add(new Slot(line, lines, List.copyOf(each)));
      line += lines;
    }
    return slots;
  }

  private static boolean areTogether(Graph.Row one, Graph.Row other) {
    return one.phases().stream().anyMatch(
        mine -> other.phases().stream().anyMatch(its -> mine.from() <= its.to() && its.from() <= mine.to()));
  }

  /** What a row says, in lines that fit. */
  static List<String> lines(Graph.Row row, Graph.Phase<String> phase, int characters) {
    return Wording.wrap(Wording.printable(row.name() + " " + phase.says()), characters, HANGING);
  }
}
