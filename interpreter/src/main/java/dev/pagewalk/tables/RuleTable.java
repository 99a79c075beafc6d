package dev.pagewalk.tables;

import java.util.List;
import java.util.Map;

/**
 * A table of a document.
 *
 * @param name by which it is asked for
 * @param title what it shows
 * @param source the document and the part of it that has the table
 * @param compared the version of the document
 * @param file the scenario's file, without its folder
 * @param scenario the scenario whose variants show the cells
 * @param corner what the rows are
 * @param columns what the columns are called
 * @param rows in the order of the document
 * @param notes what to know when reading it
 */
public record RuleTable(
    String name,
    String title,
    String source,
    String compared,
    String file,
    String scenario,
    String corner,
    List<String> columns,
    List<Row> rows,
    List<String> notes) {
  public RuleTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** A row. */
  public record Row(String name, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param document what the document says
   * @param probes the variants to be judged, in this order: the first that is safe says what the cell holds
   * @param otherwise what it holds if none is safe
   */
  public record Cell(String document, List<Probe> probes, String otherwise) {
    public Cell {
      probes = List.copyOf(probes);
    }
  }

  /**
   * A variant of the scenario.
   *
   * @param parameters with which values
   * @param meaning what the cell holds if it is safe
   */
  public record Probe(Map<String, Long> parameters, String meaning) {
    public Probe {
      parameters = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(parameters));
    }
  }
}
