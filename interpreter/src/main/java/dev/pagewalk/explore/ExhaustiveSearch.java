package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks at every reachable state once, depth first: a {@link Walk} that notes what it finds on the way.
 *
 * <p>The order is fixed. So is the result, but for its times and for where a budget ends it.
 */
public final class ExhaustiveSearch {
  private static final int POLL = 1_023;

  private final TransitionSystem system;
  private final Budget budget;
  private final Goal goal;
  private final Cancellation cancellation;
  private final Reporter reporter;
  private final SearchVisitor visitor;
  private final VisitedSet visited;
  private final Alone walk;
  private final Forecast forecast = new Forecast();
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private boolean isReached;
  private String stopped;

  /** A search that can be run once; {@code system} stands in its start state. */
  public ExhaustiveSearch(
      TransitionSystem system, Budget budget, Goal goal, Cancellation cancellation, Reporter reporter) {
    this(system, budget, goal, cancellation, reporter, SearchVisitor.NONE);
  }

  /** The same, and {@code visitor} looks on: it is told of every new state, and of every end state, each once. */
  public ExhaustiveSearch(
      TransitionSystem system,
      Budget budget,
      Goal goal,
      Cancellation cancellation,
      Reporter reporter,
      SearchVisitor visitor) {
    this.visitor = visitor;
    this.system = system;
    this.budget = budget;
    this.goal = goal;
    this.cancellation = cancellation;
    this.reporter = reporter;
    visited = new VisitedSet(budget.maxStates());
    walk = new Alone();
  }

  /** Runs the search; leaves {@code system} in its start state. */
  public SearchResult run() {
    visited.add(system.key());
    forecast.entered(0, -1);
    walk.go(List.of(), 0, false);
    return new SearchResult(
        !walk.isOver(),
        Optional.ofNullable(stopped),
        visited.size(),
        walk.transitions,
        walk.deepest,
        walk.finished,
        walk.cut,
        walk.witnessed,
        List.copyOf(found.values()),
        elapsed(),
        stopped == null ? OptionalLong.empty() : forecast.total(visited.size()));
  }

  /** The walk of the only one who searches. */
  private final class Alone extends Walk {
    Alone() {
      super(system, visited, POLL);
    }

    @Override
    void entered(int steps, int agent) {
      visitor.entered();
      forecast.entered(steps, agent);
      if (!visited.hasRoom()) {
        stop("the limit of " + budget.maxStates() + " states was reached");
      } else if (budget.maxDepth() <= steps) {
        stop("the limit of " + budget.maxDepth() + " steps in one execution was reached");
      }
    }

    @Override
    void left(int steps) {
      forecast.left(steps, visited.size());
    }

    /** Keeps the first execution for each kind of finding. */
    @Override
    void found() {
      for (Finding finding : system.findings()) {
        found.computeIfAbsent(finding.oracle() + '(' + finding.subject() + ')', key -> new Found(finding, moves()));
        isReached |= goal.isReachedBy(finding);
      }
      if (isReached) {
        end();
      }
    }

    @Override
    void ended() {
      visitor.atEnd(this::moves);
    }

    @Override
    void exhausted(String why) {
      stop(why);
    }

    @Override
    void poll(boolean reports) {
      if (cancellation.isRequested()) {
        stop("it was cancelled");
      } else if (budget.timeout().compareTo(elapsed()) < 0) {
        stop("the time limit of " + budget.timeout().toSeconds() + " s was reached");
      }
      if (reports) {
        reporter.report(new Progress(
            visited.size(), transitions, depth(), elapsed(), forecast.total(visited.size())));
      }
    }
  }

  private void stop(String why) {
    stopped = why;
    walk.end();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
