package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.step.Finding;
import java.util.ArrayList;
import java.util.List;

/** Executions made again, move by move. */
final class Replay {
  private Replay() {}

  /** What the last of the moves finds, and what is found of the state behind it if nobody can move there. */
  static List<Finding> findings(Machine machine, List<Move> moves) {
    int bottom = machine.mark();
    List<Finding> findings = new ArrayList<>();
    Choices choices = new Choices();
    Outcome outcome = Outcome.MOVED;
    for (Move move : moves) {
      if (outcome != Outcome.MOVED) {
        throw new AssertionError("a step behind the end of an execution: " + outcome);
      }
      choices.follow(move.choices());
      outcome = machine.step(move.agent(), choices);
      findings = new ArrayList<>(machine.findings());
    }
    if (outcome == Outcome.MOVED && isAtRest(machine)) {
      machine.rest();
      findings.addAll(machine.findings());
    }
    machine.undo(bottom);
    return findings;
  }

  private static boolean isAtRest(Machine machine) {
    int mark = machine.mark();
    for (int agent = 0; agent < machine.agents(); agent++) {
      Choices choices = new Choices();
      do {
        choices.rewind();
        Outcome outcome = machine.step(agent, choices);
        machine.undo(mark);
        if (outcome != Outcome.BLOCKED && outcome != Outcome.ENDED) {
          return false;
        }
      } while (choices.next());
    }
    return true;
  }
}
