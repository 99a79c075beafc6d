package dev.pagewalk.explore;

import java.util.Arrays;

/**
 * One step of an execution.
 *
 * @param agent who moved
 * @param choices what the step chose, in order; empty for nearly all steps
 */
public record Move(int agent, int[] choices) {
  private static final int[] NONE = {};

  /** A step without choices. */
  public static Move of(int agent) {
    return new Move(agent, NONE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Move move && move.agent == agent && Arrays.equals(move.choices, choices);
  }

  @Override
  public int hashCode() {
    return 31 * agent + Arrays.hashCode(choices);
  }
}
