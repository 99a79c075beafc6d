package dev.pagewalk.witness;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.graph.Execution;
import dev.pagewalk.graph.Graph;
import java.util.List;
import java.util.Optional;

/**
 * An execution as people read it.
 *
 * @param columns the agents that take part, in the order of the program
 * @param lines in the order of the execution
 * @param violation what is wrong at its end, if anything
 * @param locks who holds which lock from when to when, in the order in which they were taken
 * @param execution the steps to be made again; empty where they are not known
 */
public record Trace(
    List<Column> columns, List<Line> lines, Optional<Violation> violation, List<HeldLock> locks,
    Optional<Execution> execution) {
  public Trace {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
    locks = List.copyOf(locks);
  }

  /** An execution without locks, which cannot be made again. */
  public Trace(List<Column> columns, List<Line> lines, Optional<Violation> violation) {
    this(columns, lines, violation, List.of(), Optional.empty());
  }

  /** All its states as one graph: they are made again, which takes a moment. */
  public Optional<Graph> graph() {
    return execution.map(made -> made.graph(new StateNames(made.program())));
  }

  /**
   * A lock that an agent held.
   *
   * @param column position in {@link Trace#columns()}
   * @param name of the lock
   * @param alone whether nobody else could have held it at the same time
   * @param from the step that took it, from 1; 0 if it was held before the first line
   * @param to the step that gave it back; 0 if it was held at the end
   */
  public record HeldLock(int column, String name, boolean alone, int from, int to) {}

  /** An agent: a thread, the interrupts of a CPU, a device; {@code cpu} from 0. */
  public record Column(int agent, String name, int cpu) {}

  /** What a line tells. */
  public enum Kind {
    /** The agent enters a function: no step of its own. */
    CALL,
    /** One visible step. */
    STEP
  }

  /**
   * One line in one column.
   *
   * @param column position in {@link Trace#columns()}
   * @param depth how deep in calls it is, 0 for the thread's own body: indentation
   * @param text what was done, as it is written in the source, with the value that was read behind {@code =}
   * @param changes what the step changed, as {@code table #1.pte[0]: present pfn 3 -> none}; not the agent's own
   *     variables
   * @param step number of the step, from 1; 0 for a call
   */
  public record Line(Kind kind, int column, int depth, String text, Span span, List<String> changes, int step) {
    public Line {
      changes = List.copyOf(changes);
    }
  }

  /** The number of visible steps. */
  public int steps() {
    return (int) lines.stream().filter(line -> line.kind() == Kind.STEP).count();
  }

  /** How often a step is made by another agent than the one before it. */
  public int contextSwitches() {
    int switches = 0;
    int last = -1;
    for (Line line : lines) {
      if (line.kind() == Kind.STEP) {
        switches += 0 <= last && last != line.column() ? 1 : 0;
        last = line.column();
      }
    }
    return switches;
  }
}
