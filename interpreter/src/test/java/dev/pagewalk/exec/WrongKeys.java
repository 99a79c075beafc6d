package dev.pagewalk.exec;

import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.rcu.Rcu;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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

  /** Forgets for whose sections of RCU something waits. */
  static TransitionSystem withoutAwaited(Machine machine) {
    return new WrongKeys(machine, seen -> seen.program().layout().regions().stream()
        .filter(region -> region.name().equals(Rcu.WAITS) || region.name().equals(Rcu.RECORDED))
        .flatMapToInt(region -> IntStream.range(region.base(), region.base() + region.length()))
        .mapToLong(word -> -State.mix(word, seen.state().peek(word)))
        .reduce(seen.state().fingerprint(), Long::sum));
  }

  /** Forgets which object a word names. */
  static TransitionSystem withoutSlots(Machine machine) {
    return new WrongKeys(machine, seen -> IntStream.range(0, seen.state().size())
        .filter(word -> Words.isReference(seen.state().peek(word)))
        .mapToLong(word -> State.mix(word, Words.REFERENCE) - State.mix(word, seen.state().peek(word)))
        .reduce(seen.state().fingerprint(), Long::sum));
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

  /** Exchanges the members of families that run the kernel, and forgets some words. */
  static TransitionSystem withoutWords(Machine machine, IntPredicate forgotten) {
    Exchange[] others = KernelFamily.exchanges(machine);
    return new WrongKeys(machine, seen -> {
      State state = seen.state();
      long[] sums = new long[others.length + 1];
      for (int i = state.nextOccupied(0); i < state.size(); i = state.nextOccupied(i + 1)) {
        if (!forgotten.test(i)) {
          sums[others.length] += State.mix(i, state.peek(i));
          for (int way = 0; way < others.length; way++) {
            sums[way] += State.mix(others[way].place(i), others[way].value(i, state.peek(i)));
          }
        }
      }
      return LongStream.of(sums).map(sum -> State.mix(1, sum)).sum();
    });
  }

  @Override
  public long key() {
    return wrong.applyAsLong(machine);
  }
}
