package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds an execution with the fewest context switches, and among those with the fewest steps, that ends in a wanted
 * finding.
 *
 * <p>A switch is a step by another agent than the last one. The search goes level by level: everything that is
 * reachable with n switches before anything that needs n + 1, over pairs of state and last agent. Within a level each
 * execution runs on as long as its agent can; a pair is run again when it is reached in fewer steps than before, so
 * that the fewest steps of the level are exact. Ties go to the first in choice order.
 */
public final class ShortestSearch {
  private static final int POLL = 1_023;

  private final TransitionSystem system;
  private final Goal goal;
  private final Budget budget;
  private final Cancellation cancellation;
  private final long start = System.nanoTime();
  private final Executions executions;
  private final StepMap reached = new StepMap();
  private final Choices choices = new Choices();

  private Level now = new Level();
  private Level next = new Level();
  private long polled;
  private boolean isOver;

  /** A search that can be run once; {@code system} stands in its start state. */
  public ShortestSearch(TransitionSystem system, Goal goal, Budget budget, Cancellation cancellation) {
    this.system = system;
    this.goal = goal;
    this.budget = budget;
    this.cancellation = cancellation;
    executions = new Executions(system);
  }

  /**
   * Runs the search; empty if there is none, or if the budget ended first. Leaves {@code system} in its start state.
   */
  public Optional<Found> run() {
    int bottom = system.mark();
    now.add(0, 0);
    while (!isOver && 0 < now.size) {
      // A level may begin with a best finding, made by the switch that leads to it: others of the level can be shorter.
      for (int i = 0; i < now.size && !isOver; i++) {
        follow(now.nodes[i], now.keys[i]);
      }
      if (0 <= now.best) {
        break;
      }
      now = next;
      next = new Level();
    }
    system.undo(bottom);
    return now.best < 0 ? Optional.empty() : Optional.of(new Found(now.finding, executions.moves(now.best)));
  }

  /**
   * Runs the agent that made the last step as long as it can, and notes where others could go on.
   *
   * @param key of the pair at {@code from}: most have been reached in another way since they were noted, and to go there
   *     takes as many steps as the execution has
   */
  private void follow(int from, long key) {
    int last = executions.agent(from);
    int steps = executions.depth(from);
    if (now.isBeatenAt(steps) || 0 <= last && reached.isReachedWithin(key, steps)) {
      return;
    }
    executions.goTo(from);
    int node = from;
    while (0 <= node && !isOver) {
      if ((++polled & POLL) == 0) {
        isOver = cancellation.isRequested()
            || budget.maxStates() <= reached.size()
            || budget.timeout().toNanos() < System.nanoTime() - start;
      }
      int depth = executions.depth(node);
      if (now.isBeatenAt(depth)) {
        return;
      }
      long present = system.key(last);
      if (0 <= last && reached.isReachedWithin(present, depth)) {
        return;
      }
      reached.put(present, depth);
      node = expand(node, last, depth);
    }
  }

  /**
   * Tries every agent at a node; gives the node behind the next step of {@code last}, where the system then stands, or
   * -1.
   */
  private int expand(int node, int last, int depth) {
    boolean moved = false;
    int onward = -1;
    for (int i = 0; i < system.agents(); i++) {
      if (i == last) {
        continue;
      }
      Level level = last < 0 ? now : next;
      choices.clear();
      do {
        moved |= attempt(node, i, depth, level) != null;
      } while (choices.next());
    }
    if (0 <= last) {
      choices.clear();
      do {
        Outcome outcome = attempt(node, last, depth, now);
        moved |= outcome != null;
      } while (choices.next());
      onward = now.takeNewest(node, executions);
    }
    if (!moved) {
      system.rest();
      check(node, now);
    }
    if (0 <= onward) {
      executions.goTo(onward);
    }
    return onward;
  }

  /** Tries one step; null if it cannot happen. The system stands at {@code node} again afterwards. */
  private Outcome attempt(int node, int agent, int depth, Level level) {
    choices.rewind();
    Outcome outcome = system.step(agent, choices);
    boolean counts = outcome == Outcome.MOVED || outcome == Outcome.FOUND;
    if (counts) {
      boolean found = !system.findings().isEmpty();
      long key = system.key(agent);
      boolean isNew = outcome == Outcome.MOVED && !reached.isReachedWithin(key, depth + 1);
      if (found || isNew) {
        int successor = executions.add(node, agent, choices.size() == 0 ? null : choices.taken());
        check(successor, level);
        if (isNew) {
          level.add(successor, key);
        }
      }
    }
    executions.back();
    // Where the model has run out the execution is not at rest: there is nothing to judge.
    return counts || outcome == Outcome.CUT || outcome == Outcome.EXHAUSTED ? outcome : null;
  }

  private void check(int node, Level level) {
    for (Finding finding : system.findings()) {
      if (goal.isReachedBy(finding) && !level.isBeatenAt(executions.depth(node))) {
        level.best = node;
        level.finding = finding;
        level.bestDepth = executions.depth(node);
      }
    }
  }

  /** What is reachable with a number of switches: nodes still to be followed, and the best finding so far. */
  private static final class Level {
    private int[] nodes = new int[1 << 8];
    private long[] keys = new long[1 << 8];
    private int size;
    private int best = -1;
    private int bestDepth;
    private Finding finding;

    void add(int node, long key) {
      if (size == nodes.length) {
        nodes = Arrays.copyOf(nodes, size * 2);
        keys = Arrays.copyOf(keys, size * 2);
      }
      nodes[size] = node;
      keys[size++] = key;
    }

    boolean isBeatenAt(int depth) {
      return 0 <= best && bestDepth <= depth;
    }

    /** Takes away the newest node if it lies right behind {@code parent}: it is followed at once. */
    int takeNewest(int parent, Executions executions) {
      if (0 < size && executions.parent(nodes[size - 1]) == parent) {
        return nodes[--size];
      }
      return -1;
    }
  }
}
