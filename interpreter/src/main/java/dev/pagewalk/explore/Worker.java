package dev.pagewalk.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One of several that search together, depth first from the states that it is given. */
final class Worker {
  private static final int POLL = 255;
  private static final int REPORT = 65_535;

  private final TransitionSystem system;
  private final ParallelSearch search;
  private final SharedSet visited;
  private final Work work;
  private final int agentCount;
  private final Choices tape = new Choices();
  private final LookAhead ahead;

  // The execution from the start state to the present one. Below `floor` nothing is tried: it only leads here.
  private int[] marks = new int[1 << 10];
  private int[] agents = new int[1 << 10];
  private int[] ends = new int[1 << 10];
  private boolean[] moved = new boolean[1 << 10];
  private int[][] tapes = new int[1 << 10][];
  private int depth;
  private int floor;
  private int attempts;
  private boolean mayGoOn = true;

  long transitions;
  long finished;
  long cut;
  long witnessed;

  Worker(TransitionSystem system, ParallelSearch search, SharedSet visited, Work work) {
    this.system = system;
    this.search = search;
    this.visited = visited;
    this.work = work;
    agentCount = system.agents();
    ahead = new LookAhead(system, visited);
  }

  void run() {
    int bottom = system.mark();
    for (Work.Piece piece = work.take(); piece != null && mayGoOn; piece = work.take()) {
      goTo(piece);
      explore();
      system.undo(bottom);
      depth = 0;
    }
    system.undo(bottom);
  }

  private void goTo(Work.Piece piece) {
    for (Move move : piece.moves()) {
      push(move.agent());
      tape.follow(move.choices());
      system.step(move.agent(), tape);
      tapes[depth - 1] = tape.save();
    }
    floor = depth;
    push(piece.agent());
    moved[depth - 1] = piece.moved();
    tape.clear();
  }

  private void explore() {
    while (floor < depth && mayGoOn) {
      int level = depth - 1;
      if (ends[level] <= agents[level]) {
        if (!moved[level]) {
          judgeRest();
        }
        pop();
      } else {
        attempt(level);
      }
    }
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
    if (!system.findings().isEmpty()) {
      search.found();
      mayGoOn = false;
      return;
    }
    switch (outcome) {
      case MOVED -> {
        transitions++;
        moved[level] = true;
        if (visited.add(system.key())) {
          tapes[level] = tape.save();
          push(0);
          ahead.look(depth - 1, marks[depth - 1]);
          tape.clear();
          return;
        }
      }
      case FOUND, CUT -> {
        moved[level] = true;
        cut++;
      }
      case EXHAUSTED -> {
        search.stop(system.exhausted());
        mayGoOn = false;
      }
      case BLOCKED, ENDED -> {}
    }
    system.undo(marks[level]);
    turn(level);
  }

  private void turn(int level) {
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
    depth++;
  }

  private void pop() {
    depth--;
    if (floor < depth) {
      system.undo(marks[depth - 1]);
      tape.restore(tapes[depth - 1]);
      turn(depth - 1);
    }
  }

  private void judgeRest() {
    if (system.rest() == Outcome.CUT) {
      cut++;
    } else {
      finished++;
      witnessed |= system.witnessed();
      if (!system.findings().isEmpty()) {
        search.found();
        mayGoOn = false;
      }
    }
  }

  private void poll() {
    mayGoOn = !work.isOver() && search.mayGoOn(depth);
    if ((attempts & REPORT) == 0) {
      search.report(transitions, depth - 1);
    }
    if (work.isWanted()) {
      give();
    }
  }

  /** Gives away the agents that are still to be tried at the state nearest to the start. */
  private void give() {
    for (int level = floor; level < depth - 1; level++) {
      int next = agents[level] + 1;
      if (next < ends[level]) {
        work.give(new Work.Piece(moves(level), next, true));
        ends[level] = next;
        return;
      }
    }
  }

  private List<Move> moves(int level) {
    List<Move> moves = new ArrayList<>(level);
    for (int i = 0; i < level; i++) {
      int[] saved = tapes[i];
      moves.add(saved == null ? Move.of(agents[i]) : new Move(agents[i], Arrays.copyOf(saved, saved.length / 2)));
    }
    return moves;
  }
}
