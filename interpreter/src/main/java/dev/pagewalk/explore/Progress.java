package dev.pagewalk.explore;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a search is.
 *
 * @param depth the length of the execution that it looks at now, in steps
 * @param expected a guess how many states there are in all, where there is one
 */
public record Progress(long states, long transitions, int depth, Duration elapsed, OptionalLong expected) {
  /** Progress of a search that does not know how far it has to go. */
  public Progress(long states, long transitions, int depth, Duration elapsed) {
    this(states, transitions, depth, elapsed, OptionalLong.empty());
  }
}
