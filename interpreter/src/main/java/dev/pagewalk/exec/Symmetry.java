package dev.pagewalk.exec;

import dev.pagewalk.explore.Reduction;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Keys that are the same for states that differ only in which member of a family does what. Each member has a
 * fingerprint of its own, of its words and of what it has of each lock; the key is the rest of the state plus the sum of
 * these, strongly mixed. A sum does not tell who is who, and nothing has to be sorted.
 */
final class Symmetry {
  private static final int LAST = -1;

  private final int[][] families;
  private final int[] locks;
  private final int[] partOf;
  private final int[] bases;
  private final int[] members;
  private final long[] shares;

  private Symmetry(Program program) {
    families = program.families().stream()
        .map(family -> family.stream().mapToInt(i -> i).toArray())
        .toArray(int[][]::new);
    members = Arrays.stream(families).flatMapToInt(Arrays::stream).toArray();
    int[] headers = program.layout().headers();
    locks = Arrays.stream(program.lockWords()).filter(word -> headers[word] == 0).toArray();
    partOf = new int[program.layout().size()];
    bases = new int[members.length + 1];
    shares = new long[members.length];
    for (int i = 0; i < members.length; i++) {
      Agent agent = program.agents().get(members[i]);
      bases[i + 1] = agent.base();
      Arrays.fill(partOf, agent.base(), agent.base() + ThreadWords.STACK + agent.stackWords(), i + 1);
    }
    for (int lock : locks) {
      partOf[lock] = -1;
    }
  }

  /** The symmetry of a program, or null if it has none or none is wanted. */
  static Symmetry of(Program program, Set<Reduction> reductions) {
    List<List<Integer>> families = program.families();
    return families.isEmpty() || !reductions.contains(Reduction.SYMMETRY) ? null : new Symmetry(program);
  }

  /** Prepares a state in which all words are 0. */
  void split(State state) {
    state.split(partOf, bases);
  }

  /** The key of a state; {@code last} is an agent that is marked in it, or -1. */
  long key(State state, int last) {
    for (int i = 0; i < members.length; i++) {
      shares[i] = state.fingerprint(i + 1) + (members[i] == last ? State.mix(LAST, 1) : 0);
    }
    long key = state.fingerprint();
    for (int lock : locks) {
      long held = state.peek(lock);
      if (held != 0) {
        for (int i = 0; i < members.length; i++) {
          // Behind every index that a member's own words can have.
          shares[i] += State.mix(partOf.length + lock, LockWord.share(held, members[i]));
          held = LockWord.without(held, members[i]);
        }
        key += State.mix(lock, held);
      }
    }
    int at = 0;
    boolean isMarked = false;
    for (int family = 0; family < families.length; family++) {
      for (int i = 0; i < families[family].length; i++) {
        key += State.mix(family + 1, shares[at]);
        isMarked |= members[at] == last;
        at++;
      }
    }
    return isMarked ? key : key + State.mix(LAST, last + 2);
  }
}
