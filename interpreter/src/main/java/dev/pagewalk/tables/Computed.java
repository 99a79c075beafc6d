package dev.pagewalk.tables;

import java.util.List;

/**
 * A table with what was found.
 *
 * @param cells by row and column
 */
public record Computed(RuleTable table, List<List<Found>> cells) {
  public Computed {
    cells = cells.stream().map(List::copyOf).toList();
  }

  /**
   * What a cell holds.
   *
   * @param value as it was found; {@code ?} if a search ended before it could tell
   * @param shown the variants that were judged, as options of {@code check}, with what was found in each
   */
  public record Found(String value, List<String> shown) {
    public Found {
      shown = List.copyOf(shown);
    }
  }

  /** How many cells there are. */
  public int count() {
    return cells.stream().mapToInt(List::size).sum();
  }

  /** The cells in which the document says something else, each in one line. */
  public List<String> differences() {
    List<String> lines = new java.util.ArrayList<>();
    for (int row = 0; row < cells.size(); row++) {
      for (int column = 0; column < cells.get(row).size(); column++) {
        String document = table.rows().get(row).cells().get(column).document();
        Found found = cells.get(row).get(column);
        if (!document.equals(found.value())) {
          lines.add(table.name() + ": `" + table.rows().get(row).name() + "`, `" + table.columns().get(column)
              + "`: the document has " + document + ", found is " + found.value() + " ("
              + String.join("; ", found.shown()) + ")");
        }
      }
    }
    return List.copyOf(lines);
  }
}
