package dev.pagewalk.analysis;

import java.util.Locale;

/** How the executions of a variant are gone through; {@code docs/exploration.md} says more. */
public enum Strategy {
  /** Each state once, depth first. */
  EXHAUSTIVE,
  /** Executions with few preemptions before those with more. */
  PREEMPTIONS,
  /** The same, and what is found is shown by the fewest context switches, however long that takes to find out. */
  SHORTEST,
  /** Executions drawn at random, for what is too large. */
  RANDOM;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
