package dev.pagewalk.graph;

import dev.pagewalk.exec.Machine;
import dev.pagewalk.exec.StepAccesses;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.ir.Program;
import java.util.BitSet;
import java.util.List;

/**
 * A program and the steps that were made: enough to see every state on the way again.
 *
 * @param moves from the start on
 */
public record Execution(Program program, List<Move> moves) {
  public Execution {
    moves = List.copyOf(moves);
  }

  /** Replays it, and looks at every state. Moves behind one that cannot be made are left out. */
  public Graph graph(Labels labels) {
    return graph(labels, 0, moves.size());
  }

  /**
   * Replays it, and looks at the states of some moments. Moves behind one that cannot be made are left out.
   *
   * @param first the first moment, from 0
   * @param last the last one
   */
  public Graph graph(Labels labels, int first, int last) {
    Machine machine = Machine.interpreted(program);
    for (Move move : moves.subList(0, first)) {
      Choices choices = new Choices();
      choices.follow(move.choices());
      machine.step(move.agent(), choices);
    }
    Looking looking = new Looking(machine, labels);
    Merging merging = new Merging(first);
    merging.add(looking.look());
    StepAccesses accesses = new StepAccesses();
    BitSet touched = new BitSet();
    machine.watchAccesses(accesses);
    for (Move move : moves.subList(first, last)) {
      Choices choices = new Choices();
      choices.follow(move.choices());
      accesses.clear();
      Outcome outcome = machine.step(move.agent(), choices);
      if (outcome != Outcome.MOVED && outcome != Outcome.FOUND) {
        break;
      }
      for (int index : accesses.reads()) {
        touched.set(index);
      }
      for (int index : accesses.writes()) {
        touched.set(index);
      }
      machine.watchAccesses(null);
      merging.add(looking.look());
      machine.watchAccesses(accesses);
    }
    return merging.graph(touched);
  }
}
