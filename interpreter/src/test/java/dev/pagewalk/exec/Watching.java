package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.step.Finding;
import java.util.List;
import java.util.Set;

/** A machine that keeps every end state that is judged. */
final class Watching implements TransitionSystem {
  private final Machine machine;
  private final Set<ReferenceSearch.Snapshot> ends;

  Watching(Machine machine, Set<ReferenceSearch.Snapshot> ends) {
    this.machine = machine;
    this.ends = ends;
  }

  @Override
  public Outcome rest() {
    Outcome outcome = machine.rest();
    if (outcome != Outcome.CUT) {
      ends.add(ReferenceSearch.Snapshot.of(machine.state().snapshot()));
    }
    return outcome;
  }

  @Override
  public int agents() {
    return machine.agents();
  }

  @Override
  public Outcome step(int agent, Choices choices) {
    return machine.step(agent, choices);
  }

  @Override
  public List<Finding> findings() {
    return machine.findings();
  }

  @Override
  public long witnessed() {
    return machine.witnessed();
  }

  @Override
  public String exhausted() {
    return machine.exhausted();
  }

  @Override
  public int mark() {
    return machine.mark();
  }

  @Override
  public void undo(int mark) {
    machine.undo(mark);
  }

  @Override
  public long key() {
    return machine.key();
  }
}
