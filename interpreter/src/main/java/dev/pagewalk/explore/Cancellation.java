package dev.pagewalk.explore;

/** Asked now and then by every search, at least once in 1,024 steps, whether to stop. */
@FunctionalInterface
public interface Cancellation {
  /** Never. */
  Cancellation NEVER = () -> false;

  /** Whether to stop now. */
  boolean isRequested();
}
