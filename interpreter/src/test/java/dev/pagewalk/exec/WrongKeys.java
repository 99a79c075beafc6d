package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import java.util.List;
import java.util.function.ToLongFunction;

/** Reductions that are wrong: machines whose keys take different states for the same. */
record WrongKeys(Machine machine, ToLongFunction<Machine> wrong) implements TransitionSystem {
  /** Forgets where the last thread stands. */
  static TransitionSystem withoutLastThread(Machine machine) {
    return new WrongKeys(machine, seen -> {
      Program program = seen.program();
      int word = program.agents().get(program.agents().size() - 2).base() + ThreadWords.PC;
      return seen.state().fingerprint() - State.mix(word, seen.state().peek(word));
    });
  }

  /** Adds up the words of a family's members without keeping together what belongs to one. */
  static TransitionSystem plainSum(Machine machine) {
    return new WrongKeys(machine, seen -> {
      long key = seen.state().fingerprint();
      for (List<Integer> family : seen.program().families()) {
        for (int member : family) {
          Agent agent = seen.program().agents().get(member);
          for (int i = 0; i < ThreadWords.STACK + agent.stackWords(); i++) {
            long word = seen.state().peek(agent.base() + i);
            key += State.mix(i, word) - State.mix(agent.base() + i, word);
          }
        }
      }
      return key;
    });
  }

  @Override
  public long key() {
    return wrong.applyAsLong(machine);
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
  public Outcome rest() {
    return machine.rest();
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
}
