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
 * fingerprint of its own, of its words and of what it has of each lock; the key is the rest of the state plus the sum
 * of these, strongly mixed. A sum does not tell who is who, and nothing has to be sorted.
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
    families = program.exchangeable().stream()
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
    List<List<Integer>> families = program.exchangeable();
    return families.isEmpty() || !reductions.contains(Reduction.SYMMETRY) ? null : new Symmetry(program);
  }

  /** Prepares a state in which all words are 0. */
  void split(State state) {
    state.split(partOf, bases);
  }

  /** For how many states the present one stands, itself included: those that come of it by exchanging members. */
  long orbit(State state) {
    long orbit = 1;
    key(state, -1);
    int at = 0;
    for (int[] family : families) {
      for (int i = 0; i < family.length; i++) {
        int equal = 1;
        for (int j = at; j < at + i; j++) {
          equal += shares[j] == shares[at + i] ? 1 : 0;
        }
        // Of (i + 1)! orders, those of equal members are one: the product is whole at each step.
        orbit = orbit * (i + 1) / equal;
      }
      at += family.length;
    }
    return orbit;
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

  /** All that the key of a state stands for, without fingerprints: members are told by sorting what belongs to each. */
  byte[] image(State state) {
    byte[][] shares = new byte[members.length][];
    for (int i = 0; i < members.length; i++) {
      shares[i] = image(state, i);
    }
    StateImage image = new StateImage();
    for (int index = 0; index < partOf.length; index++) {
      if (partOf[index] == 0) {
        image.add(index, state.peek(index));
      }
    }
    StateImage held = new StateImage();
    for (int lock : locks) {
      long rest = state.peek(lock);
      for (int member : members) {
        rest = LockWord.without(rest, member);
      }
      held.add(lock, rest);
    }
    StateImage whole = new StateImage();
    whole.add(image.bytes());
    whole.add(held.bytes());
    int at = 0;
    for (int[] family : families) {
      Arrays.sort(shares, at, at + family.length, Arrays::compare);
      for (int i = 0; i < family.length; i++) {
        whole.add(shares[at++]);
      }
    }
    return whole.bytes();
  }

  /**
   * What belongs to the member at {@code at}: its own words, counted from where they begin, and its share of each lock.
   */
  private byte[] image(State state, int at) {
    StateImage image = new StateImage();
    for (int index = 0; index < partOf.length; index++) {
      if (partOf[index] == at + 1) {
        image.add(index - bases[at + 1], state.peek(index));
      }
    }
    for (int lock : locks) {
      image.add(partOf.length + lock, LockWord.share(state.peek(lock), members[at]));
    }
    return image.bytes();
  }
}
