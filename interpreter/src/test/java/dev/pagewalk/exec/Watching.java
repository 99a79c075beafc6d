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
  private final TransitionSystem system;
  private final Machine machine;
  private final Set<ReferenceSearch.Snapshot> ends;

  Watching(Machine machine, Set<ReferenceSearch.Snapshot> ends) {
    this(machine, machine, ends);
  }

  /** The same for a system that looks at a machine in its own way. */
  Watching(TransitionSystem system, Machine machine, Set<ReferenceSearch.Snapshot> ends) {
    this.system = system;
    this.machine = machine;
    this.ends = ends;
  }

  @Override
  public Outcome rest() {
    Outcome outcome = system.rest();
    if (outcome != Outcome.CUT) {
      ends.add(ReferenceSearch.Snapshot.of(machine.state().snapshot()));
    }
    return outcome;
  }

  @Override
  public int agents() {
    return system.agents();
  }

  @Override
  public Outcome step(int agent, Choices choices) {
    return system.step(agent, choices);
  }

  @Override
  public List<Finding> findings() {
    return system.findings();
  }

  @Override
  public long witnessed() {
    return system.witnessed();
  }

  @Override
  public String exhausted() {
    return system.exhausted();
  }

  @Override
  public int mark() {
    return system.mark();
  }

  @Override
  public void undo(int mark) {
    system.undo(mark);
  }

  @Override
  public long key() {
    return system.key();
  }
}
