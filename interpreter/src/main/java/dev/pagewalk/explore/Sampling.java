package dev.pagewalk.explore;

/**
 * How a random search draws.
 *
 * @param runs executions, at most
 * @param seed the same seed draws the same executions
 * @param depth how many steps have to come in one order for what is looked for, counted as {@link RandomSearch} says; 1
 *     or more
 */
public record Sampling(long runs, long seed, int depth) {
  /** Enough to find what one preemption more than usual shows. */
  public static final Sampling DEFAULT = new Sampling(10_000, 1, 3);

  /**
   * How likely an execution is, at least, to show a violation of this depth in which nothing but the order of agents
   * matters.
   *
   * @param agents how many take part
   * @param steps of the longest execution
   */
  public double chance(int agents, long steps) {
    return 1 / (agents * Math.pow(Math.max(1, steps), depth - 1));
  }

  /** How likely it is, at most, that all of {@code executions} miss it. */
  public double missed(int agents, long steps, long executions) {
    return Math.pow(1 - chance(agents, steps), executions);
  }
}
