package dev.pagewalk.explore;

import java.time.Duration;

/**
 * What a search may use.
 *
 * @param maxStates distinct states; also bounds memory, at 8 to 22 bytes a state
 * @param maxDepth steps of one execution
 * @param timeout wall time
 * @param maxPreemptions how often an execution may go on with another agent although the last one could have; {@link
 *     #ANY_NUMBER} for as often as it wants
 */
public record Budget(long maxStates, int maxDepth, Duration timeout, int maxPreemptions) {
  /** No bound on preemptions. */
  public static final int ANY_NUMBER = Integer.MAX_VALUE;

  /** A budget without a bound on preemptions. */
  public Budget(long maxStates, int maxDepth, Duration timeout) {
    this(maxStates, maxDepth, timeout, ANY_NUMBER);
  }

  /** Enough for every scenario of the catalogue, and within a heap of 2 GiB. */
  public static final Budget DEFAULT = new Budget(60_000_000, 1_000_000, Duration.ofMinutes(10));

  /** The same with a bound on preemptions. */
  public Budget withPreemptions(int bound) {
    return new Budget(maxStates, maxDepth, timeout, bound);
  }

  /** The largest number of states whose keys fit into {@code bytes} of memory while the table grows. */
  public static long statesFor(long bytes) {
    // While a table of t slots grows, 3t slots of 8 bytes exist; it then holds 3/4 t keys.
    return Math.max(1_000, bytes / 32);
  }

  /**
   * How many pairs of different states are to be expected among {@code states} that have the same 64-bit key, so that what
   * follows one of them is missed; where it is small, the probability that there is one.
   */
  public static double expectedCollisions(long states) {
    return (double) states * states / 0x1p65;
  }
}
