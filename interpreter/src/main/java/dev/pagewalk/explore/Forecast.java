package dev.pagewalk.explore;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Guesses, while a depth-first search goes on, how many states there are in all.
 *
 * <p>The first execution that the search follows stays its backbone: the search comes back to the states on it from the
 * last to the first, and is over when it leaves the first. How many states had been seen when it left each of them is
 * known exactly, and grows along the steps of one agent much like a straight line: what is still to come is the same
 * line drawn on. For the steps of an agent to which the search has not come back yet, a half of the growth per step
 * that the agent behind it brought is taken, and counts as much as {@value #WEIGHT} steps of its own would.
 *
 * <p>It is a guess: a lock that is held along the rest of the backbone keeps others from moving there, and nobody knows
 * before. {@code docs/exploration.md} says how good it is.
 */
final class Forecast {
  private static final int WEIGHT = 8;

  /** Who made the step to each state of the backbone, and how many states there were when it was left. */
  private int[] agents = new int[1 << 8];
  private long[] sizes = new long[1 << 8];

  private int length;

  /** The backbone's state nearest to the start that has been left. */
  private int left;

  private boolean isFirst = true;

  /** The search has come to a new state at {@code level} by a step of {@code agent}. */
  void entered(int level, int agent) {
    if (isFirst) {
      if (level == agents.length) {
        agents = Arrays.copyOf(agents, level * 2);
        sizes = Arrays.copyOf(sizes, level * 2);
      }
      agents[level] = agent;
      length = level + 1;
      left = length;
    }
  }

  /** The search goes back from a state at {@code level}; it has seen {@code states}. */
  void left(int level, long states) {
    isFirst = false;
    if (level < left) {
      left = level;
      sizes[level] = states;
    }
  }

  /** How many states there will be, if {@code states} have been seen; nothing before the first execution has ended. */
  OptionalLong total(long states) {
    if (length <= left) {
      return OptionalLong.empty();
    }
    if (left == 0) {
      return OptionalLong.of(states);
    }
    int bottom = bottom(left);
    double growth = growth(bottom);
    // The state to which the search has come back brings what the others brought, or more.
    double total = Math.max(
        states, size(left) + usual(size(left) - size(bottom), bottom - left, growth * size(bottom)));
    boolean isSame = mover(left - 1) == mover(left);
    double base = isSame ? size(bottom) : size(left);
    growth = isSame ? growth : growth(left);
    int steps = isSame ? bottom - left + 1 : 1;
    int level = left - 1;
    while (0 < level) {
      int from = top(level);
      double top = total + usual(total - base, steps, growth * base) * (level - from);
      growth = (top / base - 1) / (steps + level - from);
      base = total = top;
      steps = 0;
      level = from;
      if (0 < level) {
        // The agent before: its first step from the end belongs to the states that are still to come.
        level--;
        steps = 1;
        total += usual(0, 0, growth * base);
      }
    }
    return OptionalLong.of(Math.max(states, Math.round(total)));
  }

  /**
   * What one more step brings, where {@code steps} brought {@code added}, and those behind them {@code before} each.
   */
  private static double usual(double added, int steps, double before) {
    return (added + WEIGHT * before / 2) / (steps + WEIGHT);
  }

  /** The first state from which the same agent moves as from the one at {@code level}, and from all between. */
  private int top(int level) {
    int at = level;
    while (0 < at && mover(at - 1) == mover(level)) {
      at--;
    }
    return at;
  }

  /** Who makes the backbone's step from {@code level}; nobody from its last state. */
  private int mover(int level) {
    return level + 1 < length ? agents[level + 1] : -1;
  }

  /** Where the steps end that are made by who makes the one from {@code level}. */
  private int bottom(int level) {
    int at = level;
    while (at < length && mover(at) == mover(level)) {
      at++;
    }
    return at;
  }

  private double size(int level) {
    return level < length ? sizes[level] : 1;
  }

  /** By which part of what there was each step of the agent from {@code level} on has added to the states. */
  private double growth(int level) {
    int bottom = bottom(level);
    return level < length ? (size(level) / size(bottom) - 1) / (bottom - level) : 0;
  }
}
