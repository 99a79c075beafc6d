package dev.pagewalk.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The way of a search through the states of a system: depth first, with one state that is changed and undone in place.
 * From each new state every agent is tried, by number, and each alternative of a step, by {@link Choices#next}. What is
 * new, what is noted on the way and when it ends is up to who goes.
 */
abstract class Walk {
  private static final int REPORT = 65_535;

  private final TransitionSystem system;
  private final StateKeys visited;
  private final int pollMask;
  private final int agentCount;
  private final Choices tape = new Choices();
  private final LookAhead ahead;

  // The execution from the start state to the present one: which agent is tried at each state on the way, up to which
  // one, whether any has moved, and what the step on the way has chosen. Below `floor` nothing is tried.
  private int[] marks = new int[1 << 10];
  private int[] agents = new int[1 << 10];
  private int[] ends = new int[1 << 10];
  private boolean[] moved = new boolean[1 << 10];
  private int[][] tapes = new int[1 << 10][];
  private int depth;
  private int floor;
  private int attempts;
  private boolean isOver;

  /** What has been counted so far, as {@link SearchResult} has it. */
  long transitions;
  long finished;
  long cut;
  long witnessed;
  int deepest;

  /**
   * A walk over {@code system}, which stands in its start state.
   *
   * @param pollMask {@link #poll} is called each time when so many attempts have been made, and one more; a power of 2
   *     less 1
   */
  Walk(TransitionSystem system, StateKeys visited, int pollMask) {
    this.system = system;
    this.visited = visited;
    this.pollMask = pollMask;
    agentCount = system.agents();
    ahead = new LookAhead(system, visited);
  }

  /** The last step, by {@code agent}, has led to a state that had not been seen, so many steps from the start. */
  abstract void entered(int steps, int agent);

  /** Nothing more is to be tried at a state that is so many steps from the start. */
  abstract void left(int steps);

  /** The last step, or the end state that was just judged, has findings. */
  abstract void found();

  /** The system stands in an end state that has just been judged. */
  abstract void ended();

  /** Ends the walk: the system cannot go on. */
  abstract void exhausted(String why);

  /** A moment to look at the clock and at others; {@code reports}: one to say how far it is. */
  abstract void poll(boolean reports);

  /** Nothing more is tried. */
  final void end() {
    isOver = true;
  }

  final boolean isOver() {
    return isOver;
  }

  /** The steps from the start state to the present one. */
  final int depth() {
    return depth - 1;
  }

  /**
   * Goes through everything that is reached from where {@code path} leads, by the agents from {@code first} on, and
   * back to the start state.
   *
   * @param hasMoved whether an agent before {@code first} could move there
   */
  final void go(List<Move> path, int first, boolean hasMoved) {
    int bottom = system.mark();
    for (Move move : path) {
      push(move.agent());
      tape.follow(move.choices());
      system.step(move.agent(), tape);
      tapes[depth - 1] = tape.save();
    }
    floor = depth;
    push(first);
    moved[floor] = hasMoved;
    while (floor < depth && !isOver) {
      int level = depth - 1;
      if (agents[level] < ends[level]) {
        attempt(level);
      } else {
        if (!moved[level]) {
          judge();
        }
        pop();
      }
    }
    system.undo(bottom);
    depth = 0;
  }

  private void attempt(int level) {
    if ((++attempts & pollMask) == 0) {
      poll((attempts & REPORT) == 0);
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
    if (ahead.hasMade(agent)) {
      reach(level);
      return;
    }
    tape.rewind();
    Outcome outcome = system.step(agent, tape);
    switch (outcome) {
      case MOVED -> {
        if (!system.findings().isEmpty()) {
          moved[level] = true;
          found();
        }
        reach(level);
        return;
      }
      case FOUND -> {
        transitions++;
        moved[level] = true;
        found();
      }
      case CUT -> {
        moved[level] = true;
        cut++;
      }
      case EXHAUSTED -> exhausted(system.exhausted());
      case BLOCKED, ENDED -> {}
    }
    turn(level);
  }

  /** A step has been made at {@code level}: goes on from there if nobody has been there. */
  private void reach(int level) {
    transitions++;
    moved[level] = true;
    if (visited.add(system.key())) {
      entered(depth, agents[level]);
      tapes[level] = tape.save();
      push(0);
      ahead.look(depth - 1, marks[depth - 1], agents[level]);
      tape.clear();
    } else {
      turn(level);
    }
  }

  /** Takes the step at {@code level} back and turns to the next alternative, or the next agent. */
  private void turn(int level) {
    system.undo(marks[level]);
    if (!tape.next()) {
      agents[level]++;
      tape.clear();
    }
  }

  private void push(int agent) {
    if (depth == marks.length) {
      marks = Arrays.copyOf(marks, depth * 2);
      agents = Arrays.copyOf(agents, depth * 2);
      ends = Arrays.copyOf(ends, depth * 2);
      moved = Arrays.copyOf(moved, depth * 2);
      tapes = Arrays.copyOf(tapes, depth * 2);
    }
    marks[depth] = system.mark();
    agents[depth] = agent;
    ends[depth] = agentCount;
    moved[depth] = false;
    ahead.forget(depth);
    deepest = Math.max(deepest, depth);
    depth++;
    tape.clear();
  }

  private void pop() {
    depth--;
    left(depth);
    if (floor < depth) {
      tape.restore(tapes[depth - 1]);
      turn(depth - 1);
    }
  }

  private void judge() {
    if (system.rest() == Outcome.CUT) {
      cut++;
      return;
    }
    finished++;
    witnessed |= system.witnessed();
    if (!system.findings().isEmpty()) {
      found();
    }
    ended();
  }

  /**
   * Gives away the agents that are still to be tried at the state nearest to the start; none if none can be spared.
   */
  final Optional<Work.Piece> give() {
    for (int level = floor; level < depth - 1; level++) {
      int next = agents[level] + 1;
      if (next < ends[level]) {
        ends[level] = next;
        return Optional.of(new Work.Piece(moves(level), next, true));
      }
    }
    return Optional.empty();
  }

  /** The steps that led to the present state, with the last step that was made if nothing was judged since. */
  final List<Move> moves() {
    int level = depth - 1;
    List<Move> moves = moves(level);
    if (moved[level]) {
      moves.add(new Move(agents[level], tape.taken()));
    }
    return moves;
  }

  private List<Move> moves(int level) {
    List<Move> moves = new ArrayList<>(level + 1);
    for (int i = 0; i < level; i++) {
      int[] saved = tapes[i];
      moves.add(saved == null ? Move.of(agents[i]) : new Move(agents[i], Arrays.copyOf(saved, saved.length / 2)));
    }
    return moves;
  }
}
