package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** Executions, told and found in the most obvious way. */
final class Paths {
  /** What an execution costs: switches first, then steps. */
  record Cost(int switches, int steps) implements Comparable<Cost> {
    @Override
    public int compareTo(Cost other) {
      return switches == other.switches ? Integer.compare(steps, other.steps)
          : Integer.compare(switches, other.switches);
    }
  }

  private record Node(long state, int last) {}

  private record Open(Node node, Cost cost, List<Move> moves) {}

  private Paths() {}

  /** What the moves of a finding cost. */
  static Cost cost(List<Move> moves) {
    int switches = 0;
    for (int i = 1; i < moves.size(); i++) {
      switches += moves.get(i).agent() == moves.get(i - 1).agent() ? 0 : 1;
    }
    return new Cost(switches, moves.size());
  }

  /** Demands that the moves can be made one after the other and that the finding is there behind the last. */
  static void assertLeadsTo(TransitionSystem system, Found found) {
    int bottom = system.mark();
    boolean isThere = false;
    Choices choices = new Choices();
    for (Move move : found.moves()) {
      choices.follow(move.choices());
      Outcome outcome = system.step(move.agent(), choices);
      assertThat(outcome).isIn(Outcome.MOVED, Outcome.FOUND);
      isThere = system.findings().stream().anyMatch(f -> f.oracle().equals(found.finding().oracle()));
    }
    if (!isThere) {
      system.rest();
      isThere = system.findings().stream().anyMatch(f -> f.oracle().equals(found.finding().oracle()));
    }
    assertThat(isThere).as("%s behind %s", found.finding().oracle(), found.moves()).isTrue();
    system.undo(bottom);
  }

  /** The least cost of an execution that ends in a wanted finding: Dijkstra over pairs of state and last agent. */
  static Optional<Cost> least(ToySystem system, Goal goal) {
    Map<Node, Cost> best = new HashMap<>();
    PriorityQueue<Open> open = new PriorityQueue<>((x, y) -> x.cost.compareTo(y.cost));
    open.add(new Open(new Node(system.state(), -1), new Cost(0, 0), List.of()));
    Cost least = null;
    while (!open.isEmpty()) {
      Open now = open.remove();
      if (best.putIfAbsent(now.node, now.cost) != null) {
        continue;
      }
      int bottom = system.mark();
      boolean moved = false;
      for (int agent = 0; agent < system.agents(); agent++) {
        Choices choices = new Choices();
        do {
          system.undo(bottom);
          replay(system, now.moves);
          choices.rewind();
          Outcome outcome = system.step(agent, choices);
          moved |= outcome == Outcome.MOVED || outcome == Outcome.FOUND || outcome == Outcome.CUT;
          if (outcome == Outcome.MOVED || outcome == Outcome.FOUND) {
            boolean isSwitch = 0 <= now.node.last && now.node.last != agent;
            Cost cost = new Cost(now.cost.switches + (isSwitch ? 1 : 0), now.cost.steps + 1);
            if (system.findings().stream().anyMatch(goal::isReachedBy)) {
              least = least == null || cost.compareTo(least) < 0 ? cost : least;
            }
            if (outcome == Outcome.MOVED) {
              List<Move> longer = new java.util.ArrayList<>(now.moves);
              longer.add(new Move(agent, choices.taken()));
              open.add(new Open(new Node(system.state(), agent), cost, longer));
            }
          }
        } while (choices.next());
      }
      system.undo(bottom);
      replay(system, now.moves);
      if (!moved) {
        system.rest();
        if (system.findings().stream().anyMatch(goal::isReachedBy)) {
          least = least == null || now.cost.compareTo(least) < 0 ? now.cost : least;
        }
      }
      system.undo(bottom);
    }
    return Optional.ofNullable(least);
  }

  private static void replay(ToySystem system, List<Move> moves) {
    Choices choices = new Choices();
    for (Move move : moves) {
      choices.follow(move.choices());
      system.step(move.agent(), choices);
    }
  }
}
