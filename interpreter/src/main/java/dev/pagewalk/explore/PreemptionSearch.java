package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at executions in the order of their preemptions: first those in which each agent runs on until it waits or ends,
 * then those in which one agent is interrupted at one place, and so on, up to a bound or until there is nothing new.
 *
 * <p>A preemption is a step by another agent than the last one where that one could have gone on. Most races need one or
 * two, so that they are found long before all states have been seen. What can still happen depends on who moved last:
 * the search is over pairs of state and last agent, each looked at once, with the fewest preemptions that lead to it. It
 * has seen everything if it never came to its bound; then it has seen the states that {@link ExhaustiveSearch} sees.
 */
public final class PreemptionSearch {
  private static final int POLL = 255;
  private static final int REPORT = 65_535;

  private final TransitionSystem system;
  private final Budget budget;
  private final Goal goal;
  private final Cancellation cancellation;
  private final Reporter reporter;
  private final long start = System.nanoTime();
  private final Executions executions;
  private final Choices choices = new Choices();
  private final VisitedSet states;
  private final VisitedSet pairs = new VisitedSet(Long.MAX_VALUE);
  private final VisitedSet judged = new VisitedSet(Long.MAX_VALUE);
  private final Map<String, Found> found = new LinkedHashMap<>();

  /** What is reached without another preemption, the next one last; and what is reached with one more, in order. */
  private final Nodes open = new Nodes();
  private Nodes further = new Nodes();
  private int preemptions;

  private long attempts;
  private long transitions;
  private int deepest;
  private long finished;
  private long cut;
  private long witnessed;
  private boolean hasLeftOut;
  private boolean isReached;
  private String stopped;

  /**
   * A search that can be run once; {@code system} stands in its start state.
   *
   * @param budget its {@link Budget#maxPreemptions} is the bound
   */
  public PreemptionSearch(
      TransitionSystem system, Budget budget, Goal goal, Cancellation cancellation, Reporter reporter) {
    this.system = system;
    this.budget = budget;
    this.goal = goal;
    this.cancellation = cancellation;
    this.reporter = reporter;
    executions = new Executions(system);
    states = new VisitedSet(budget.maxStates());
  }

  /** Runs the search; leaves {@code system} in its start state. */
  public SearchResult run() {
    int bottom = system.mark();
    states.add(system.key());
    further.add(0);
    while (!isOver() && 0 < further.size) {
      Nodes level = further;
      further = new Nodes();
      for (int i = 0; i < level.size && !isOver(); i++) {
        open.add(level.nodes[i]);
        while (0 < open.size && !isOver()) {
          follow(open.nodes[--open.size]);
        }
      }
      preemptions++;
    }
    system.undo(bottom);
    if (stopped == null && hasLeftOut && !isReached) {
      stopped = "executions with more than " + budget.maxPreemptions()
          + (budget.maxPreemptions() == 1 ? " preemption" : " preemptions") + " were left out";
    }
    return new SearchResult(!isReached && stopped == null, Optional.ofNullable(stopped), states.size(), transitions,
        deepest, finished, cut, witnessed, List.copyOf(found.values()), elapsed());
  }

  private boolean isOver() {
    return isReached || stopped != null;
  }

  private void follow(int node) {
    executions.goTo(node);
    int last = executions.agent(node);
    if (0 <= last && !pairs.add(system.key(last))) {
      return;
    }
    deepest = Math.max(deepest, executions.depth(node));
    if (budget.maxDepth() < executions.depth(node)) {
      stopped = "the limit of " + budget.maxDepth() + " steps in one execution was reached";
      return;
    }
    int first = open.size;
    boolean goesOn = 0 <= last && attempt(node, last, Way.SAME);
    boolean moved = goesOn;
    for (int agent = 0; agent < system.agents() && !isOver(); agent++) {
      if (agent != last && (!goesOn || preemptions < budget.maxPreemptions() || !hasLeftOut)) {
        Way way = !goesOn ? Way.SAME : preemptions < budget.maxPreemptions() ? Way.FURTHER : Way.LEFT_OUT;
        moved |= attempt(node, agent, way);
      }
    }
    open.reverse(first);
    if (!moved && !isOver()) {
      judgeRest(node);
    }
  }

  /** What becomes of the steps of an agent. */
  private enum Way {
    /** They need no preemption. */
    SAME,
    /** They need one more. */
    FURTHER,
    /** They would need one too many: it only matters whether there are any. */
    LEFT_OUT
  }

  /** Tries the next step of an agent in all ways that it can go; whether it can go at all. */
  private boolean attempt(int node, int agent, Way way) {
    boolean goes = false;
    choices.clear();
    do {
      poll();
      choices.rewind();
      Outcome outcome = system.step(agent, choices);
      switch (outcome) {
        case MOVED, FOUND, CUT -> {
          goes = true;
          if (way == Way.LEFT_OUT) {
            hasLeftOut = true;
          } else {
            take(node, agent, outcome, way);
          }
        }
        case EXHAUSTED -> stopped = way == Way.LEFT_OUT ? stopped : system.exhausted();
        case BLOCKED, ENDED -> {}
      }
      executions.back();
    } while (choices.next() && !isOver());
    return goes;
  }

  private void take(int node, int agent, Outcome outcome, Way way) {
    if (outcome == Outcome.CUT) {
      cut++;
      return;
    }
    transitions++;
    if (!system.findings().isEmpty()) {
      int seen = executions.add(node, agent, choices.size() == 0 ? null : choices.taken());
      deepest = Math.max(deepest, executions.depth(seen));
      note(seen);
    }
    if (outcome == Outcome.MOVED) {
      states.add(system.key());
      if (!states.hasRoom()) {
        stopped = "the limit of " + budget.maxStates() + " states was reached";
      }
      if (!pairs.contains(system.key(agent))) {
        int successor = executions.add(node, agent, choices.size() == 0 ? null : choices.taken());
        (way == Way.SAME ? open : further).add(successor);
      }
    }
  }

  private void judgeRest(int node) {
    if (!judged.add(system.key())) {
      return;
    }
    if (system.rest() == Outcome.CUT) {
      cut++;
    } else {
      finished++;
      witnessed |= system.witnessed();
      note(node);
    }
  }

  /** Keeps the first execution for each kind of finding. */
  private void note(int node) {
    for (Finding finding : system.findings()) {
      found.computeIfAbsent(finding.oracle() + '(' + finding.subject() + ')',
          key -> new Found(finding, executions.moves(node)));
      isReached |= goal.isReachedBy(finding);
    }
  }

  private void poll() {
    if ((++attempts & POLL) == 0) {
      if (cancellation.isRequested()) {
        stopped = "it was cancelled";
      } else if (budget.timeout().compareTo(elapsed()) < 0) {
        stopped = "the time limit of " + budget.timeout().toSeconds() + " s was reached";
      }
      if ((attempts & REPORT) == 0) {
        reporter.report(new Progress(states.size(), transitions, deepest, elapsed()));
      }
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Nodes, one behind the other. */
  private static final class Nodes {
    private int[] nodes = new int[1 << 8];
    private int size;

    void add(int node) {
      if (size == nodes.length) {
        nodes = Arrays.copyOf(nodes, size * 2);
      }
      nodes[size++] = node;
    }

    /** Turns what stands at {@code first} and behind it round: what came first is taken first. */
    void reverse(int first) {
      for (int i = first, j = size - 1; i < j; i++, j--) {
        int node = nodes[i];
        nodes[i] = nodes[j];
        nodes[j] = node;
      }
    }
  }
}
