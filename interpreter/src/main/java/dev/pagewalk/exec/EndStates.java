package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.Property;
import dev.pagewalk.ir.ThreadWords;
import java.util.ArrayList;
import java.util.List;

/** Judges states in which no agent can move: deadlock, the scenario's properties, what oracles say of an end. */
final class EndStates {
  private final Program program;
  private final State state;
  private final Step step;
  private final Stepper stepper;
  private final Deadlocks deadlocks;
  private final List<Property> properties;
  private final EndOracle[] oracles;
  private long witnessed;

  EndStates(Program program, State state, Step step, Stepper stepper, Deadlocks deadlocks) {
    this.program = program;
    this.state = state;
    this.step = step;
    this.stepper = stepper;
    this.deadlocks = deadlocks;
    properties = program.properties();
    oracles = program.endOracles().toArray(EndOracle[]::new);
  }

  /** Which properties that want a witness hold in the state judged last: property {@code i} is bit {@code i}. */
  long witnessed() {
    return witnessed;
  }

  /** Leaves in {@code step} what is wrong with the present state, and says whether anything is. */
  Outcome judge() {
    step.begin(program.setup(), new Choices());
    witnessed = 0;
    for (int i = 0; i < step.threads; i++) {
      if (state.get(program.agents().get(i).base() + ThreadWords.PC) != 0 && !program.agents().get(i).daemon()) {
        deadlocks.reportStuck(step);
        return step.outcome;
      }
    }
    judgeProperties();
    for (EndOracle oracle : oracles) {
      step.outcome = Outcome.MOVED;
      oracle.atEnd(step);
    }
    step.outcome = step.findings.isEmpty() ? Outcome.ENDED : Outcome.FOUND;
    return step.outcome;
  }

  private void judgeProperties() {
    List<Finding> judged = new ArrayList<>(0);
    for (int i = 0; i < properties.size(); i++) {
      FirstRead read = new FirstRead(program.agents().get(program.setup()).base());
      step.begin(program.setup(), new Choices());
      state.watch(read);
      boolean holds = stepper.evaluate(program.setup(), properties.get(i).function()) != 0;
      state.watch(null);
      if (step.outcome == Outcome.FOUND) {
        judged.addAll(step.findings);
      } else {
        judge(properties.get(i), i, holds, read.index(), judged);
      }
    }
    step.findings.clear();
    step.findings.addAll(judged);
  }

  private void judge(Property property, int number, boolean holds, int word, List<Finding> judged) {
    String text = "`" + property.text() + "`";
    switch (property.kind()) {
      case FINAL, FORALL -> {
        if (!holds) {
          String oracle = property.kind() == Property.Kind.FINAL ? "final" : "forall";
          judged.add(Finding.fatal(oracle, "", text + " does not hold at the end", word, "written"));
        }
      }
      case NEVER -> {
        if (holds) {
          judged.add(Finding.fatal("never", "", text + " holds at the end", word, "written"));
        }
      }
      case EXISTS -> {
        if (holds) {
          witnessed |= 1L << number;
        }
      }
    }
  }
}
