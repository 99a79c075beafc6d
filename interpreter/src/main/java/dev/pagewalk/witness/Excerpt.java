package dev.pagewalk.witness;

import dev.pagewalk.graph.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Consecutive steps of an execution: nobody finds anything in a picture of thousands.
 *
 * @param trace with the lines of these steps only, numbered as they were, above them the calls in which the agents are
 *     at the beginning; locks are held {@linkplain Trace.HeldLock#from from 0} if they were taken before
 * @param first how many steps come before
 * @param last the number of the last step
 * @param steps how many there are in the whole
 */
public record Excerpt(Trace trace, int first, int last, int steps) {
  /** All of an execution. */
  public static Excerpt whole(Trace trace) {
    return new Excerpt(trace, 0, trace.steps(), trace.steps());
  }

  /**
   * The steps around a moment, at least a quarter of {@code most} before and behind it where there are as many; all if
   * there are no more than that. Moments near each other have the same excerpt, so that it need not be drawn anew.
   *
   * @param moment how many steps lead to it
   * @param most how many steps are wanted at most
   */
  public static Excerpt around(Trace trace, int moment, int most) {
    int steps = trace.steps();
    if (steps <= most) {
      return whole(trace);
    }
    int first = first(moment, steps, most);
    return new Excerpt(cut(trace, first, first + most), first, first + most, steps);
  }

  /** How many steps come before the excerpt around a moment: what decides whether it is another one. */
  public static int first(int moment, int steps, int most) {
    if (steps <= most) {
      return 0;
    }
    int half = most / 2;
    int page = Math.max(0, moment - most / 4) / half;
    return Math.max(0, Math.min(page * half, steps - most));
  }

  /** Its states as one graph, with the moments of the whole. */
  public Optional<Graph> graph() {
    return trace.execution().map(made -> made.graph(new StateNames(made.program()), first, last));
  }

  private static Trace cut(Trace trace, int first, int last) {
    Map<Integer, List<Trace.Line>> calls = new HashMap<>();
    List<Trace.Line> lines = new ArrayList<>();
    List<Trace.Line> pending = new ArrayList<>();
    for (Trace.Line line : trace.lines()) {
      List<Trace.Line> open = calls.computeIfAbsent(line.column(), column -> new ArrayList<>());
      if (line.kind() == Trace.Kind.CALL) {
        open.removeIf(each -> line.depth() <= each.depth());
        open.add(line);
        pending.add(line);
      } else {
        if (first < line.step() && line.step() <= last) {
          boolean isFirst = lines.stream().noneMatch(each -> each.column() == line.column());
          lines.addAll(isFirst ? open.stream().filter(each -> each.depth() < line.depth()).toList() : pending);
          lines.add(line);
        }
        pending.clear();
      }
    }
    List<Trace.HeldLock> locks = trace.locks().stream()
        .filter(lock -> lock.from() <= last && (lock.to() == 0 || first < lock.to()))
        .map(lock -> new Trace.HeldLock(lock.column(), lock.name(), lock.alone(),
            lock.from() <= first ? 0 : lock.from(), last < lock.to() ? 0 : lock.to()))
        .toList();
    return new Trace(trace.columns(), lines, trace.violation(), locks, trace.execution());
  }
}
