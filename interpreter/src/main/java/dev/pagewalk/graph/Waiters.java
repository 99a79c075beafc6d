package dev.pagewalk.graph;

import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who waits for which lock. */
final class Waiters {
  private static final Pattern PLACE = Pattern.compile("^waits for \\{(\\d+)}");

  private Waiters() {}

  /**
   * For each lock for which threads wait, {@code "; fault waits"}. Every thread's next step is tried, and taken back.
   */
  static Map<Integer, String> of(Machine machine, Labels labels) {
    Map<Integer, String> found = new HashMap<>();
    for (int thread = 0; thread < machine.program().agents().size(); thread++) {
      if (thread != machine.program().setup() && isBlocked(machine, thread)) {
        Matcher place = PLACE.matcher(machine.waiting(thread).orElse(""));
        if (place.find()) {
          String name = labels.agent(thread);
          found.merge(Integer.parseInt(place.group(1)), "; " + name + " waits",
              (others, one) -> others.replaceFirst(" waits?$", "") + " and " + name + " wait");
        }
      }
    }
    return found;
  }

  private static boolean isBlocked(Machine machine, int thread) {
    int mark = machine.mark();
    Outcome outcome = machine.step(thread, new Choices());
    machine.undo(mark);
    return outcome == Outcome.BLOCKED && !machine.isPreempted(thread);
  }
}
