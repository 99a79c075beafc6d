package dev.pagewalk.exec;

import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import java.util.List;
import java.util.function.ToLongFunction;

/** Reductions that are wrong: machines whose keys take different states for the same. */
final class WrongKeys extends DelegatingSystem {
  private final Machine machine;
  private final ToLongFunction<Machine> wrong;

  private WrongKeys(Machine machine, ToLongFunction<Machine> wrong) {
    super(machine);
    this.machine = machine;
    this.wrong = wrong;
  }

  /** Forgets where the last thread stands. */
  static TransitionSystem withoutLastThread(Machine machine) {
    return new WrongKeys(machine, seen -> {
      Program program = seen.program();
      int word = program.agents().get(program.agents().size() - 2).base() + ThreadWords.PC;
      return seen.state().fingerprint() - State.mix(word, seen.state().peek(word));
    });
  }

  /** Forgets what threads keep in their variables. */
  static TransitionSystem withoutLocals(Machine machine) {
    return new WrongKeys(machine, seen -> {
      long key = seen.state().fingerprint();
      for (Agent agent : seen.program().agents()) {
        for (int i = ThreadWords.STACK + 1; i < ThreadWords.STACK + agent.stackWords(); i++) {
          key -= State.mix(agent.base() + i, seen.state().peek(agent.base() + i));
        }
      }
      return key;
    });
  }

  /** Adds up the words of a family's members without keeping together what belongs to one. */
  static TransitionSystem plainSum(Machine machine) {
    return new WrongKeys(machine, seen -> {
      long key = seen.state().fingerprint();
      for (List<Integer> family : seen.program().exchangeable()) {
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
}
