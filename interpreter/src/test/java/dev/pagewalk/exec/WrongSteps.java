package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.TransitionSystem;

/** A partial-order reduction that is wrong: steps are left out that somebody else could see. */
final class WrongSteps extends DelegatingSystem {
  private final Machine machine;

  private WrongSteps(Machine machine) {
    super(machine);
    this.machine = machine;
  }

  /** Where the first agent can move nobody else does, as if no step of it met anything of theirs. */
  static TransitionSystem withoutInterruption(Machine machine) {
    return new WrongSteps(machine);
  }

  @Override
  public Outcome step(int agent, Choices choices) {
    if (agent == 0) {
      return super.step(agent, choices);
    }
    int mark = machine.mark();
    Outcome first = machine.step(0, new Choices());
    machine.undo(mark);
    Outcome own = machine.step(agent, choices);
    if (first == Outcome.MOVED && own == Outcome.MOVED) {
      machine.undo(mark);
      machine.step(machine.program().setup(), choices);
      return Outcome.BLOCKED;
    }
    return own;
  }
}
