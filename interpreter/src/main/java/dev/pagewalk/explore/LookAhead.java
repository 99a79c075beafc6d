package dev.pagewalk.explore;

import java.util.Arrays;

/**
 * What has been found out about the steps that can be made at each state of the present execution: a search that
 * comes to a new state makes every agent's step and takes it back, to ask a large set for all of their keys at once.
 * What leads to a state that has been seen need not be tried again; all else is tried in its turn as if nobody had
 * looked, so that the order stays what it is.
 */
final class LookAhead {
  private final TransitionSystem system;
  private final StateKeys visited;
  private final int agents;
  private final Choices tape = new Choices();
  private final long[] keys = new long[Long.SIZE];
  private final long[] scratch = new long[Long.SIZE];
  private final int[] movers = new int[Long.SIZE];

  // Agent i is bit i.
  private long[] known = new long[1 << 10];
  private long[] idle = new long[1 << 10];

  LookAhead(TransitionSystem system, StateKeys visited) {
    this.system = system;
    this.visited = visited;
    agents = system.agents();
  }

  /** Whether the step of {@code agent} at {@code level} is known to lead to a state that has been seen. */
  boolean isKnown(int level, int agent) {
    return (known[level] >>> agent & 1) != 0;
  }

  /** Whether {@code agent} is known to have no step at {@code level}. */
  boolean isIdle(int level, int agent) {
    return (idle[level] >>> agent & 1) != 0;
  }

  /** Forgets what was known of {@code level}: another state is there. */
  void forget(int level) {
    if (level == known.length) {
      known = Arrays.copyOf(known, level * 2);
      idle = Arrays.copyOf(idle, level * 2);
    }
    known[level] = 0;
    idle[level] = 0;
  }

  /** Looks at the steps of the present state if it pays; it is at {@code level}, and undoing leads back to {@code mark}. */
  void look(int level, int mark) {
    if (!visited.isLarge() || Long.SIZE < agents) {
      return;
    }
    int count = 0;
    long waiting = 0;
    for (int agent = 0; agent < agents; agent++) {
      tape.clear();
      Outcome outcome = system.step(agent, tape);
      boolean isPlain = tape.size() == 0 && system.findings().isEmpty();
      if (outcome == Outcome.MOVED && isPlain) {
        keys[count] = system.key();
        movers[count++] = agent;
      } else if ((outcome == Outcome.BLOCKED || outcome == Outcome.ENDED) && isPlain) {
        waiting |= 1L << agent;
      }
      system.undo(mark);
    }
    idle[level] = waiting;
    long present = visited.containsAll(keys, count, scratch);
    long seen = 0;
    for (int i = 0; i < count; i++) {
      seen |= (present >>> i & 1) << movers[i];
    }
    known[level] = seen;
  }
}
