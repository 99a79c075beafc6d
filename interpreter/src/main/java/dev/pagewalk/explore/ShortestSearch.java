package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds an execution with the fewest context switches, and among those with the fewest steps, that ends in a wanted
 * finding.
 *
 * <p>A switch is a step by another agent than the last one. The search goes level by level: all states reachable with n
 * switches before any that needs n + 1, in the order of steps within a level, over pairs of state and last agent. A
 * pair keeps its predecessor and the move between them; its state is built anew by replaying the moves from the start.
 * Ties go to the first in choice order.
 */
public final class ShortestSearch {
  private static final int POLL = 255;

  private final TransitionSystem system;
  private final Goal goal;
  private final Budget budget;
  private final Cancellation cancellation;
  private final long start = System.nanoTime();

  // Reached pairs: predecessor, agent that moved last, what it chose (null: nothing), steps from the start.
  private int[] parent = new int[1 << 12];
  private int[] agent = new int[1 << 12];
  private int[][] chosen = new int[1 << 12][];
  private int[] steps = new int[1 << 12];
  private int size;

  private final VisitedSet visited;
  private Found result;

  /** A search that can be run once; {@code system} stands in its start state. */
  public ShortestSearch(TransitionSystem system, Goal goal, Budget budget, Cancellation cancellation) {
    this.system = system;
    this.goal = goal;
    this.budget = budget;
    this.cancellation = cancellation;
    visited = new VisitedSet(budget.maxStates());
  }

  /**
   * Runs the search; empty if there is none, or if the budget ended first. Leaves {@code system} in its start state.
   */
  public Optional<Found> run() {
    int bottom = system.mark();
    add(-1, -1, null, 0);
    Buckets now = new Buckets();
    Buckets next = new Buckets();
    now.add(0, 0);
    long polled = 0;
    while (result == null && !now.isEmpty()) {
      for (int pair = now.next(); 0 <= pair && result == null; pair = now.next()) {
        if ((++polled & POLL) == 0 && isOver()) {
          system.undo(bottom);
          return Optional.empty();
        }
        expand(bottom, pair, now, next);
      }
      Buckets done = now;
      now = next;
      next = done;
      next.clear();
    }
    system.undo(bottom);
    return Optional.ofNullable(result);
  }

  private boolean isOver() {
    return cancellation.isRequested()
        || !visited.hasRoom()
        || budget.timeout().toNanos() < System.nanoTime() - start;
  }

  private void expand(int bottom, int pair, Buckets now, Buckets next) {
    system.undo(bottom);
    replay(pair);
    int last = agent[pair];
    if (0 <= last && !visited.add(pairKey(last))) {
      return;
    }
    int here = system.mark();
    boolean moved = false;
    for (int i = 0; i < system.agents() && result == null; i++) {
      Choices choices = new Choices();
      do {
        choices.rewind();
        Outcome outcome = system.step(i, choices);
        moved |= outcome == Outcome.MOVED || outcome == Outcome.FOUND || outcome == Outcome.CUT;
        if (outcome == Outcome.FOUND || outcome == Outcome.MOVED && isNewOrFound(i)) {
          int successor = add(pair, i, choices.size() == 0 ? null : choices.taken(), steps[pair] + 1);
          check(successor);
          if (outcome == Outcome.MOVED) {
            (last < 0 || i == last ? now : next).add(steps[successor], successor);
          }
        }
        system.undo(here);
      } while (result == null && choices.next());
    }
    if (!moved && result == null) {
      system.rest();
      check(pair);
    }
  }

  private boolean isNewOrFound(int moving) {
    return !visited.contains(pairKey(moving)) || !system.findings().isEmpty();
  }

  private long pairKey(int last) {
    return system.key() * 0x9E3779B97F4A7C15L + last;
  }

  private void check(int pair) {
    for (Finding finding : system.findings()) {
      if (result == null && goal.isReachedBy(finding)) {
        result = new Found(finding, path(pair));
      }
    }
  }

  private int add(int from, int moving, int[] choices, int length) {
    if (size == parent.length) {
      parent = Arrays.copyOf(parent, size * 2);
      agent = Arrays.copyOf(agent, size * 2);
      chosen = Arrays.copyOf(chosen, size * 2);
      steps = Arrays.copyOf(steps, size * 2);
    }
    parent[size] = from;
    agent[size] = moving;
    chosen[size] = choices;
    steps[size] = length;
    return size++;
  }

  private List<Move> path(int pair) {
    List<Move> moves = new ArrayList<>(steps[pair]);
    for (int at = pair; 0 <= parent[at]; at = parent[at]) {
      moves.add(chosen[at] == null ? Move.of(agent[at]) : new Move(agent[at], chosen[at]));
    }
    return moves.reversed();
  }

  private void replay(int pair) {
    int length = steps[pair];
    int[] way = new int[length];
    for (int at = pair; 0 <= parent[at]; at = parent[at]) {
      way[--length] = at;
    }
    Choices choices = new Choices();
    for (int at : way) {
      choices.clear();
      if (chosen[at] != null) {
        choices.follow(chosen[at]);
      }
      system.step(agent[at], choices);
    }
  }

  /** Pairs by their number of steps; within a number, first in, first out. */
  private static final class Buckets {
    private final List<int[]> buckets = new ArrayList<>();
    private final List<int[]> ends = new ArrayList<>();
    private int lowest;
    private long count;

    void add(int steps, int pair) {
      while (buckets.size() <= steps) {
        buckets.add(new int[4]);
        ends.add(new int[2]);
      }
      int[] end = ends.get(steps);
      if (end[1] == buckets.get(steps).length) {
        buckets.set(steps, Arrays.copyOf(buckets.get(steps), end[1] * 2));
      }
      buckets.get(steps)[end[1]++] = pair;
      lowest = Math.min(lowest, steps);
      count++;
    }

    int next() {
      while (lowest < buckets.size()) {
        int[] end = ends.get(lowest);
        if (end[0] < end[1]) {
          count--;
          return buckets.get(lowest)[end[0]++];
        }
        lowest++;
      }
      return -1;
    }

    boolean isEmpty() {
      return count == 0;
    }

    void clear() {
      buckets.clear();
      ends.clear();
      lowest = 0;
      count = 0;
    }
  }
}
