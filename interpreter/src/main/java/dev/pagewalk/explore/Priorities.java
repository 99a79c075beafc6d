package dev.pagewalk.explore;

import java.util.SplittableRandom;

/** Who goes first in one execution of a {@link RandomSearch}. */
final class Priorities {
  private final int[] order;

  /** The priority of each agent: in the beginning above those that are given at the moments drawn. */
  private final int[] priorities;

  /** Behind which step who made it gets which of the low priorities. */
  private final long[] changes;

  private int last = -1;
  private int alone;
  private int lowest;

  /**
   * Draws an order of {@code agents}, and {@code depth - 1} moments within {@code steps} at which who moves falls
   * behind.
   */
  Priorities(int agents, int depth, int steps, SplittableRandom random) {
    order = new int[agents];
    for (int i = 0; i < agents; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    priorities = new int[agents];
    for (int rank = 0; rank < agents; rank++) {
      priorities[order[rank]] = depth + agents - rank;
    }
    changes = random.longs(depth - 1, 1, steps + 1L).toArray();
  }

  /** All agents, the highest priority first. */
  int[] order() {
    return order;
  }

  /** An agent has made the step with this number, the first being 1. */
  void moved(int agent, int step) {
    alone = agent == last ? alone + 1 : 1;
    last = agent;
    if (alone == RandomSearch.PATIENCE) {
      alone = 0;
      lowest--;
      fall(agent, lowest);
    }
    for (int i = 0; i < changes.length; i++) {
      if (changes[i] == step) {
        fall(agent, i + 1);
      }
    }
  }

  private void fall(int agent, int priority) {
    priorities[agent] = priority;
    int at = 0;
    while (order[at] != agent) {
      at++;
    }
    while (at + 1 < order.length && priority < priorities[order[at + 1]]) {
      order[at] = order[at + 1];
      at++;
    }
    order[at] = agent;
  }
}
