package dev.pagewalk.exec;

import dev.pagewalk.explore.Reduction;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Program;
import java.util.Set;

/** Keys that are the same for states that differ only in which member of a family does what. */
sealed interface Symmetry permits MemberSums, Exchanges {
  /** The symmetry of a program, or null if it has none or none is wanted. */
  static Symmetry of(Program program, Set<Reduction> reductions) {
    if (program.exchangeable().isEmpty() || !reductions.contains(Reduction.SYMMETRY)) {
      return null;
    }
    return program.owners().ofCpus().isEmpty() ? new MemberSums(program) : new Exchanges(program);
  }

  /** Prepares a state in which all words are 0. */
  void prepare(State state);

  /** The key of a state; {@code last} is an agent that is marked in it, or -1. */
  long key(State state, int last);

  /** All that the key of a state stands for, without fingerprints. */
  byte[] image(State state, int last);

  /** The start state is built: from here on threads allocate. */
  void begin(State state, Shares shares);
}
