package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks at every reachable state once, depth first, with one state that is changed and undone in place.
 *
 * <p>The order is fixed: agents by number, alternatives of a step by {@link Choices#next}. So is the result, but for
 * its times and for where a budget ends it.
 */
public final class ExhaustiveSearch {
  private static final int POLL = 1_023;
  private static final int REPORT = 65_535;

  private final TransitionSystem system;
  private final Budget budget;
  private final Goal goal;
  private final Cancellation cancellation;
  private final Reporter reporter;
  private final SearchVisitor visitor;
  private final int agentCount;

  private final Choices tape = new Choices();
  private final VisitedSet visited;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final long start = System.nanoTime();

  // The execution from the start state to the present one: what is tried at each state on the way.
  private int[] marks = new int[1 << 10];
  private int[] agents = new int[1 << 10];
  private boolean[] moved = new boolean[1 << 10];
  private int[][] tapes = new int[1 << 10][];

  private final LookAhead ahead;
  private final Forecast forecast = new Forecast();
  private int depth;

  private long attempts;
  private long transitions;
  private int deepest;
  private long finished;
  private long cut;
  private long witnessed;
  private boolean reached;
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
    agentCount = system.agents();
    visited = new VisitedSet(budget.maxStates());
    ahead = new LookAhead(system, visited);
  }

  /** Runs the search; leaves {@code system} in its start state. */
  public SearchResult run() {
    int bottom = system.mark();
    visited.add(system.key());
    push();
    while (0 < depth && !reached && stopped == null) {
      if (agents[depth - 1] == agentCount) {
        if (!moved[depth - 1]) {
          judgeRest();
        }
        pop();
      } else {
        attempt(depth - 1);
      }
    }
    system.undo(bottom);
    return new SearchResult(
        !reached && stopped == null,
        Optional.ofNullable(stopped),
        visited.size(),
        transitions,
        deepest,
        finished,
        cut,
        witnessed,
        List.copyOf(found.values()),
        elapsed(),
        stopped == null ? OptionalLong.empty() : forecast.total(visited.size()));
  }

  private void attempt(int level) {
    if ((++attempts & POLL) == 0) {
      poll();
    }
    int agent = agents[level];
    if (ahead.isIdle(level, agent)) {
      agents[level]++;
      return;
    }
    if (ahead.isKnown(level, agent)) {
      transitions++;
      moved[level] = true;
      agents[level]++;
      return;
    }
    tape.rewind();
    Outcome outcome = system.step(agent, tape);
    switch (outcome) {
      case MOVED -> {
        transitions++;
        moved[level] = true;
        note(level, true);
        if (visited.add(system.key())) {
          visitor.entered();
          descend(level);
          return;
        }
      }
      case FOUND -> {
        transitions++;
        moved[level] = true;
        note(level, true);
      }
      case CUT -> {
        moved[level] = true;
        cut++;
      }
      case EXHAUSTED -> stopped = system.exhausted();
      case BLOCKED, ENDED -> {}
    }
    system.undo(marks[level]);
    turn(level);
  }

  private void descend(int level) {
    tapes[level] = tape.save();
    push();
    if (!visited.hasRoom()) {
      stopped = "the limit of " + budget.maxStates() + " states was reached";
    } else if (budget.maxDepth() < depth) {
      stopped = "the limit of " + budget.maxDepth() + " steps in one execution was reached";
    }
  }

  private void turn(int level) {
    if (!tape.next()) {
      agents[level]++;
      tape.clear();
    }
  }

  private void push() {
    if (depth == marks.length) {
      marks = Arrays.copyOf(marks, depth * 2);
      agents = Arrays.copyOf(agents, depth * 2);
      moved = Arrays.copyOf(moved, depth * 2);
      tapes = Arrays.copyOf(tapes, depth * 2);
    }
    marks[depth] = system.mark();
    agents[depth] = 0;
    moved[depth] = false;
    ahead.forget(depth);
    ahead.look(depth, marks[depth]);
    deepest = Math.max(deepest, depth);
    forecast.entered(depth, depth == 0 ? -1 : agents[depth - 1]);
    depth++;
    tape.clear();
  }

  private void pop() {
    depth--;
    forecast.left(depth, visited.size());
    if (0 < depth) {
      system.undo(marks[depth - 1]);
      tape.restore(tapes[depth - 1]);
      turn(depth - 1);
    }
  }

  private void judgeRest() {
    Outcome outcome = system.rest();
    if (outcome == Outcome.CUT) {
      cut++;
    } else {
      finished++;
      witnessed |= system.witnessed();
      note(depth - 1, false);
      visitor.atEnd(() -> moves(depth - 1, false));
    }
  }

  /** Keeps the first execution for each kind of finding; {@code withStep}: the present step belongs to it. */
  private void note(int level, boolean withStep) {
    List<Finding> findings = system.findings();
    if (findings.isEmpty()) {
      return;
    }
    for (Finding finding : findings) {
      found.computeIfAbsent(finding.oracle() + '(' + finding.subject() + ')', key -> {
        return new Found(finding, moves(level, withStep));
      });
      reached |= goal.isReachedBy(finding);
    }
  }

  private List<Move> moves(int level, boolean withStep) {
    List<Move> moves = new ArrayList<>(level + 1);
    for (int i = 0; i < level; i++) {
      int[] saved = tapes[i];
      moves.add(saved == null ? Move.of(agents[i]) : new Move(agents[i], Arrays.copyOf(saved, saved.length / 2)));
    }
    if (withStep) {
      moves.add(new Move(agents[level], tape.taken()));
    }
    return moves;
  }

  private void poll() {
    if (cancellation.isRequested()) {
      stopped = "it was cancelled";
    } else if (budget.timeout().compareTo(elapsed()) < 0) {
      stopped = "the time limit of " + budget.timeout().toSeconds() + " s was reached";
    }
    if ((attempts & REPORT) == 0) {
      reporter.report(new Progress(
          visited.size(), transitions, depth - 1, elapsed(), forecast.total(visited.size())));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
