package dev.pagewalk.analysis;

import dev.pagewalk.exec.HotLines;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExactKeys;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.ParallelSearch;
import dev.pagewalk.explore.PreemptionSearch;
import dev.pagewalk.explore.RandomSearch;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.explore.SearchVisitor;
import dev.pagewalk.explore.TransitionSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One search of a machine, as the user wants it.
 *
 * @param coverage where its states came about, if that was counted
 * @param represented how many states there would be without symmetry, if that was counted
 */
record SearchRun(SearchResult result, Optional<CoverageReport> coverage, OptionalLong represented) {
  private SearchRun(SearchResult result) {
    this(result, Optional.empty(), OptionalLong.empty());
  }

  /** Searches {@code machine} for {@code goal}, and leaves it in its start state. */
  static SearchRun of(Machine machine, Searching how, Goal goal, Cancellation cancellation, Reporter reporter) {
    TransitionSystem system = how.isExact() ? new ExactKeys(machine, machine::image, how.exactBytes()) : machine;
    if (how.strategy() == Strategy.RANDOM) {
      RandomSearch search = new RandomSearch(system, how.budget(), how.sampling(), goal, cancellation, reporter);
      return new SearchRun(search.run());
    }
    if (how.strategy() == Strategy.PREEMPTIONS || how.budget().maxPreemptions() != Budget.ANY_NUMBER) {
      PreemptionSearch search = new PreemptionSearch(system, how.budget(), goal, cancellation, reporter);
      return new SearchRun(search.run());
    }
    if (how.coverage()) {
      HotLines hot = new HotLines(machine, system);
      SearchResult result = exhaustive(hot, how, goal, cancellation, reporter, hot);
      return new SearchRun(
          result, Optional.of(CoverageReport.of(machine, hot)), OptionalLong.of(hot.represented()));
    }
    if (1 < how.workers()) {
      Optional<SearchResult> together = together(machine, how, cancellation, reporter);
      if (together.isPresent()) {
        return new SearchRun(together.get());
      }
    }
    return new SearchRun(exhaustive(system, how, goal, cancellation, reporter, SearchVisitor.NONE));
  }

  private static SearchResult exhaustive(
      TransitionSystem system,
      Searching how,
      Goal goal,
      Cancellation cancellation,
      Reporter reporter,
      SearchVisitor visitor) {
    return new ExhaustiveSearch(system, how.budget(), goal, cancellation, reporter, visitor).run();
  }

  /**
   * Searches with several workers. They only tell that there is nothing to find: what there is, is found by one, so
   * that it does not depend on their number.
   */
  private static Optional<SearchResult> together(
      Machine machine, Searching how, Cancellation cancellation, Reporter reporter) {
    List<Machine> machines = new ArrayList<>(List.of(machine));
    for (int i = 1; i < how.workers(); i++) {
      machines.add(machine.sibling());
    }
    Optional<SearchResult> together = new ParallelSearch(machines, how.budget(), cancellation, reporter).run();
    machines.forEach(machine::learn);
    return together;
  }
}
