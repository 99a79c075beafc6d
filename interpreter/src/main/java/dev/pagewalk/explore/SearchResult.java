package dev.pagewalk.explore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a search did and found.
 *
 * @param complete whether every reachable state was looked at
 * @param stopped why not, if it ended early for another reason than a wanted finding
 * @param states distinct states
 * @param transitions steps executed
 * @param depth length of the longest execution looked at, in steps
 * @param finished executions (end states) that were judged
 * @param cut executions that were not judged, see {@link Outcome#CUT}
 * @param witnessed properties that want a witness and have one: property {@code i} is bit {@code i}
 * @param found the first execution for each kind of finding, in the order in which they were found
 * @param expected a guess how many states there are in all, where the search ended early and has one
 */
public record SearchResult(
    boolean complete,
    Optional<String> stopped,
    long states,
    long transitions,
    int depth,
    long finished,
    long cut,
    long witnessed,
    List<Found> found,
    Duration elapsed,
    OptionalLong expected) {
  public SearchResult {
    found = List.copyOf(found);
  }

  /** The result of a search that does not guess. */
  public SearchResult(
      boolean complete,
      Optional<String> stopped,
      long states,
      long transitions,
      int depth,
      long finished,
      long cut,
      long witnessed,
      List<Found> found,
      Duration elapsed) {
    this(complete, stopped, states, transitions, depth, finished, cut, witnessed, found, elapsed, OptionalLong.empty());
  }
}
