package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.rcu.Rcu;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Keys of states of programs without the kernel. Each member has a fingerprint of its own, of its words and of what it
 * has of each lock and of each mask of agents; the key is the rest of the state plus the sum of these, strongly mixed.
 * A sum does not tell who is who, nothing has to be sorted, and it costs the same for any number of members.
 */
final class MemberSums implements Symmetry {
  private static final int LAST = -1;

  private final int[][] families;

  /** Words that say of several agents what each has of them: locks, and behind them masks with a bit for each agent. */
  private final int[] shared;

  private final int lockCount;

  /** Index of the words that say how deep in sections of RCU agents are. */
  private final int nesting;

  private final int[] partOf;
  private final int[] bases;
  private final int[] members;
  private final long[] shares;

  MemberSums(Program program) {
    families = program.exchangeable().stream()
        .map(family -> family.stream().mapToInt(i -> i).toArray())
        .toArray(int[][]::new);
    members = Arrays.stream(families).flatMapToInt(Arrays::stream).toArray();
    lockCount = program.lockWords().length;
    shared = IntStream.concat(Arrays.stream(program.lockWords()), masks(program)).toArray();
    nesting = program.rcuNesting();
    partOf = new int[program.layout().size()];
    bases = new int[members.length + 1];
    shares = new long[members.length];
    for (int i = 0; i < members.length; i++) {
      Agent agent = program.agents().get(members[i]);
      bases[i + 1] = agent.base();
      Arrays.fill(partOf, agent.base(), agent.base() + ThreadWords.STACK + agent.stackWords(), i + 1);
    }
    for (int word : shared) {
      partOf[word] = -1;
    }
    for (int member : members) {
      partOf[nesting + member] = -1;
    }
  }

  /** The words with a bit for each agent. */
  private static IntStream masks(Program program) {
    return program.layout().regions().stream().flatMapToInt(region -> {
      IntStream words = IntStream.range(region.base(), region.base() + region.length());
      return switch (region.name()) {
        case Rcu.WAITS -> words;
        case Rcu.RECORDED -> words.filter(word -> (word - region.base()) % 2 == 1);
        default -> IntStream.empty();
      };
    });
  }

  /**
   * What {@code agent} has of the shared word at {@code at}, of which {@code value} is left, without saying who it is.
   */
  private long share(int at, long value, int agent) {
    return at < lockCount ? LockWord.share(value, agent) : value >>> agent & 1;
  }

  /** The shared word at {@code at} without what {@code agent} has of it. */
  private long without(int at, long value, int agent) {
    return at < lockCount ? LockWord.without(value, agent) : value & ~(1L << agent);
  }

  @Override
  public void prepare(State state) {
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

  @Override
  public long key(State state, int last) {
    // What is no own word of a member has an index behind every one that such a word can have; no layout uses word 0.
    for (int i = 0; i < members.length; i++) {
      shares[i] = state.fingerprint(i + 1) + (members[i] == last ? State.mix(LAST, 1) : 0)
          + State.mix(partOf.length, state.peek(nesting + members[i]));
    }
    long key = state.fingerprint();
    for (int at = 0; at < shared.length; at++) {
      long held = state.peek(shared[at]);
      if (held != 0) {
        for (int i = 0; i < members.length; i++) {
          shares[i] += State.mix(partOf.length + shared[at], share(at, held, members[i]));
          held = without(at, held, members[i]);
        }
        key += State.mix(shared[at], held);
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

  /** Members are told by sorting what belongs to each. */
  @Override
  public byte[] image(State state, int last) {
    byte[][] shares = new byte[members.length][];
    for (int i = 0; i < members.length; i++) {
      shares[i] = image(state, i, last);
    }
    boolean isMarked = Arrays.stream(members).anyMatch(member -> member == last);
    StateImage image = new StateImage();
    image.mark(isMarked ? -1 : last);
    for (int index = 0; index < partOf.length; index++) {
      if (partOf[index] == 0) {
        image.add(index, state.peek(index));
      }
    }
    StateImage held = new StateImage();
    for (int at = 0; at < shared.length; at++) {
      long rest = state.peek(shared[at]);
      for (int member : members) {
        rest = without(at, rest, member);
      }
      held.add(shared[at], rest);
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
  private byte[] image(State state, int at, int last) {
    StateImage image = new StateImage();
    image.mark(members[at] == last ? 0 : -1);
    for (int index = 0; index < partOf.length; index++) {
      if (partOf[index] == at + 1) {
        image.add(index - bases[at + 1], state.peek(index));
      }
    }
    image.add(partOf.length, state.peek(nesting + members[at]));
    for (int i = 0; i < shared.length; i++) {
      image.add(partOf.length + shared[i], share(i, state.peek(shared[i]), members[at]));
    }
    return image.bytes();
  }

  @Override
  public void begin(State state, Shares shares) {
    // Objects keep their slots when members are exchanged.
  }
}
