package dev.pagewalk.exec;

import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.TransitionSystem;
import java.util.Set;

/** A machine that keeps every end state that is judged. */
final class Watching extends DelegatingSystem {
  private final Machine machine;
  private final Set<ReferenceSearch.Snapshot> ends;

  Watching(Machine machine, Set<ReferenceSearch.Snapshot> ends) {
    this(machine, machine, ends);
  }

  /** The same for a system that looks at a machine in its own way. */
  Watching(TransitionSystem system, Machine machine, Set<ReferenceSearch.Snapshot> ends) {
    super(system);
    this.machine = machine;
    this.ends = ends;
  }

  @Override
  public Outcome rest() {
    Outcome outcome = super.rest();
    if (outcome != Outcome.CUT) {
      ends.add(ReferenceSearch.Snapshot.of(machine.state().snapshot()));
    }
    return outcome;
  }
}
