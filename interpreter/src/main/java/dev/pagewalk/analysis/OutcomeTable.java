package dev.pagewalk.analysis;

import dev.pagewalk.witness.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * With which values the registers of a scenario's threads can end.
 *
 * @param file the scenario's file, as the user named it
 * @param scenario its name
 * @param variant in words; empty for the plain one
 * @param columns the registers by name, {@code t.r}; behind them, by its name, each thread that some signal ends
 * @param rows the combinations of values, in the order of the values
 * @param complete whether every reachable state was looked at, so that there are no others
 * @param stopped why not
 * @param states distinct states
 * @param ends distinct end states
 * @param cut executions that were not judged, because an ordering or assumption did not hold
 * @param violations names of the oracles that ended executions before they came to an end state, or judged one
 */
public record OutcomeTable(
    String file,
    String scenario,
    String variant,
    List<String> columns,
    List<Row> rows,
    boolean complete,
    Optional<String> stopped,
    long states,
    long ends,
    long cut,
    List<String> violations,
    Duration elapsed) {
  public OutcomeTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    violations = List.copyOf(violations);
  }

  /**
   * One combination.
   *
   * @param values one for each column
   * @param ends how many distinct end states have it
   * @param witness an execution that ends with it
   */
  public record Row(List<String> values, long ends, Witness witness) {
    public Row {
      values = List.copyOf(values);
    }
  }
}
