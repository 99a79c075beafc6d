package dev.pagewalk.explore;

/** How an attempt to move an agent ended. */
public enum Outcome {
  /** The agent moved; the state may have changed. */
  MOVED,
  /** It cannot move now; the state is unchanged. */
  BLOCKED,
  /** It has ended; the state is unchanged. */
  ENDED,
  /** The execution is not to be judged: an {@code assume} failed, or an {@code after} can never come true. */
  CUT,
  /** A fatal finding: the execution ends here. */
  FOUND,
  /** The model has run out of something that the scenario needs. */
  EXHAUSTED
}
