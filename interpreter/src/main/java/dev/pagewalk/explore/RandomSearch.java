package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws executions instead of looking at all, for what is too large: agents get priorities in a random order, the
 * highest that can move does, and at a few random moments the one that moved falls behind all others. A violation that
 * comes about whenever <em>d</em> steps come in one order is shown by each execution with a probability of at least
 * 1 / (n k^(d-1)) for n agents and k steps (Burckhardt, Kothari, Musuvathi and Nagarakatte, "A Randomized Scheduler
 * with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010). That speaks of the order of agents: alternatives within
 * a step are drawn evenly, each by itself.
 *
 * <p>It can find something; it never says that there is nothing to find.
 */
public final class RandomSearch {
  /** Steps that an agent makes alone before it falls behind all others: it may wait in a loop for one of them. */
  static final int PATIENCE = 2_000;

  private static final int REPORT = 1_023;

  private final TransitionSystem system;
  private final Budget budget;
  private final Sampling sampling;
  private final Goal goal;
  private final Cancellation cancellation;
  private final Reporter reporter;

  private final VisitedSet seen;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final List<Move> moves = new ArrayList<>();
  private final long start = System.nanoTime();
  private final Choices ordered = new Choices();

  private Priorities priorities;
  private Choices drawn;
  private Choices taken;
  private Outcome outcome;
  private long transitions;
  private long runs;
  private int longest = 1;
  private long finished;
  private long cut;
  private long witnessed;
  private boolean reached;
  private String stopped;

  /** A search that can be run once; {@code system} stands in its start state. */
  public RandomSearch(
      TransitionSystem system,
      Budget budget,
      Sampling sampling,
      Goal goal,
      Cancellation cancellation,
      Reporter reporter) {
    this.system = system;
    this.budget = budget;
    this.sampling = sampling;
    this.goal = goal;
    this.cancellation = cancellation;
    this.reporter = reporter;
    seen = new VisitedSet(budget.maxStates());
  }

  /** Runs the search; leaves {@code system} in its start state. The result is never complete. */
  public SearchResult run() {
    int bottom = system.mark();
    seen.add(system.key());
    while (runs < sampling.runs() && !reached && stopped == null) {
      SplittableRandom random = new SplittableRandom(sampling.seed() * 0x9E3779B97F4A7C15L + runs);
      drawn = new Choices(random::nextInt);
      priorities = new Priorities(system.agents(), sampling.depth(), longest, random);
      execute();
      runs++;
      system.undo(bottom);
    }
    if (!reached && stopped == null) {
      double missed = sampling.missed(system.agents(), longest, runs);
      stopped = "%,d executions drawn at random show nothing; what needs %d steps in one order is missed with a probability"
          .formatted(runs, sampling.depth()) + (missed < 0.001 ? " below 0.001" : " of at most %.3f".formatted(missed));
    }
    return new SearchResult(false, Optional.ofNullable(stopped), seen.size(), transitions, longest, finished, cut,
        witnessed, List.copyOf(found.values()), elapsed());
  }

  private void execute() {
    moves.clear();
    while (stopped == null) {
      if ((++transitions & REPORT) == 0) {
        poll();
      }
      int agent = move();
      if (agent < 0) {
        judgeEnd();
        return;
      }
      if (outcome == Outcome.CUT) {
        cut++;
        return;
      }
      moves.add(new Move(agent, taken.taken()));
      longest = Math.max(longest, moves.size());
      note();
      if (outcome != Outcome.MOVED || reached) {
        return;
      }
      if (seen.hasRoom()) {
        seen.add(system.key());
      }
      priorities.moved(agent, moves.size());
      if (budget.maxDepth() < moves.size()) {
        stopped = "the limit of " + budget.maxDepth() + " steps in one execution was reached";
      }
    }
  }

  /** Moves the first agent, by priority, that can move, and gives it; -1 if none can. */
  private int move() {
    for (int agent : priorities.order()) {
      if (attempt(agent)) {
        return agent;
      }
    }
    return -1;
  }

  /** Makes a step by drawn alternatives, or by the first that does not block. */
  private boolean attempt(int agent) {
    int mark = system.mark();
    taken = drawn;
    drawn.clear();
    drawn.rewind();
    outcome = system.step(agent, drawn);
    if (isMove()) {
      return true;
    }
    system.undo(mark);
    if (drawn.size() == 0) {
      return false;
    }
    taken = ordered;
    ordered.clear();
    do {
      ordered.rewind();
      outcome = system.step(agent, ordered);
      if (isMove()) {
        return true;
      }
      system.undo(mark);
    } while (ordered.next());
    return false;
  }

  private boolean isMove() {
    if (outcome == Outcome.EXHAUSTED) {
      stopped = system.exhausted();
    }
    return outcome != Outcome.BLOCKED && outcome != Outcome.ENDED;
  }

  private void judgeEnd() {
    if (system.rest() == Outcome.CUT) {
      cut++;
    } else {
      finished++;
      witnessed |= system.witnessed();
      note();
    }
  }

  private void note() {
    for (Finding finding : system.findings()) {
      found.computeIfAbsent(finding.oracle() + '(' + finding.subject() + ')', key -> new Found(finding, List.copyOf(moves)));
      reached |= goal.isReachedBy(finding);
    }
  }

  private void poll() {
    if (cancellation.isRequested()) {
      stopped = "it was cancelled";
    } else if (budget.timeout().compareTo(elapsed()) < 0) {
      stopped = "the time limit of " + budget.timeout().toSeconds() + " s was reached";
    }
    reporter.report(new Progress(seen.size(), transitions, moves.size(), elapsed()));
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
