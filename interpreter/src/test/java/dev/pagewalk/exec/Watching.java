package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.TransitionSystem;
import java.util.HashSet;
import java.util.Set;

/** A machine that keeps every end state that is judged, and every pair of accesses that races. */
final class Watching extends DelegatingSystem {
  private final Machine machine;
  private final Set<ReferenceSearch.Snapshot> ends;
  private final Set<Answer.RacePair> races = new HashSet<>();

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
  public Outcome step(int agent, Choices choices) {
    Outcome outcome = super.step(agent, choices);
    if (!machine.findings().isEmpty()) {
      for (Race race : machine.races()) {
        // Which of several equal objects it is may depend on who made them.
        String word = race.finding().subject().isEmpty() ? "{" + race.word() + "}" : race.finding().subject();
        races.add(new Answer.RacePair(
            race.instruction(), race.writes(), race.otherInstruction(), race.otherWrites(), word));
      }
    }
    return outcome;
  }

  @Override
  public Outcome rest() {
    Outcome outcome = super.rest();
    if (outcome != Outcome.CUT) {
      ends.add(ReferenceSearch.Snapshot.of(machine.state().snapshot()));
    }
    return outcome;
  }

  /** The end states so far. */
  Set<ReferenceSearch.Snapshot> ends() {
    return ends;
  }

  /** The races so far. */
  Set<Answer.RacePair> races() {
    return races;
  }
}
