package dev.pagewalk.explore;

import java.util.Arrays;

/**
 * What has been found out about the steps that can be made at each state of the present execution: a search that
 * comes to a new state makes every agent's step and takes it back, to ask a large set for all of their keys at once.
 * What leads to a state that has been seen need not be tried again; all else is tried in its turn as if nobody had
 * looked, so that the order stays what it is.
 *
 * <p>The agent that moved last is asked last: steps of those before it mostly commute with its own, and have led to
 * what they lead to now when it had not moved. If so, and if it comes to a new state, its step is not taken back.
 */
final class LookAhead {
  private static final int NONE = -1;

  private final TransitionSystem system;
  private final StateKeys visited;
  private final int agents;
  private final Choices tape = new Choices();
  private final long[] keys = new long[Long.SIZE];
  private final long[] scratch = new long[Long.SIZE];
  private final int[] movers = new int[Long.SIZE];

  // Of the state that is looked at.
  private int count;
  private long waiting;
  private int made = NONE;

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

  /** Whether the step of {@code agent} is already made; it counts as tried from then on. */
  boolean hasMade(int agent) {
    if (agent != made) {
      return false;
    }
    made = NONE;
    return true;
  }

  /** Forgets what was known of {@code level}: another state is there. */
  void forget(int level) {
    if (level == known.length) {
      known = Arrays.copyOf(known, level * 2);
      idle = Arrays.copyOf(idle, level * 2);
    }
    known[level] = 0;
    idle[level] = 0;
    made = NONE;
  }

  /**
   * Looks at the steps of the present state if it pays; it is at {@code level}, and undoing leads back to {@code mark}.
   * Leaves the system there, or behind the step of which {@link #hasMade} tells next.
   *
   * @param last who moved last
   */
  void look(int level, int mark, int last) {
    if (!visited.isLarge() || Long.SIZE < agents) {
      return;
    }
    count = 0;
    waiting = 0;
    for (int agent = 0; agent < agents; agent++) {
      if (agent != last) {
        step(agent);
        system.undo(mark);
      }
    }
    int others = count;
    step(last);
    long present = visited.containsAll(keys, count, scratch);
    long seen = 0;
    for (int i = 0; i < count; i++) {
      seen |= (present >>> i & 1) << movers[i];
    }
    idle[level] = waiting;
    known[level] = seen;
    if (others < count && Long.numberOfTrailingZeros(~(waiting | seen)) == last) {
      made = last;
    } else {
      system.undo(mark);
    }
  }

  private void step(int agent) {
    tape.clear();
    Outcome outcome = system.step(agent, tape);
    boolean isPlain = tape.size() == 0 && system.findings().isEmpty();
    if (outcome == Outcome.MOVED && isPlain) {
      keys[count] = system.key();
      movers[count++] = agent;
    } else if ((outcome == Outcome.BLOCKED || outcome == Outcome.ENDED) && isPlain) {
      waiting |= 1L << agent;
    }
  }
}
