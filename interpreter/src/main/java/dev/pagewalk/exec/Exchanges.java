package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keys of states of programs with the kernel, where much names a member that is not its own: the key is the sum of the
 * strongly mixed fingerprints that the state has under all exchanges of members. States that come of each other by an
 * exchange have the same fingerprints under all of them, and so the same key; others have no fingerprint in common. A
 * step changes each fingerprint as it changes words, so that nothing is gone through for a key.
 */
final class Exchanges implements Symmetry {
  private static final int LAST = -1;

  private final Program program;

  /** All but the one in which everybody keeps their name. */
  private Exchange[] others = new Exchange[0];

  Exchanges(Program program) {
    this.program = program;
  }

  @Override
  public void prepare(State state) {
    // Who has which slots is known once the start state is built.
  }

  @Override
  public void begin(State state, Shares shares) {
    shares.shareOut(state, program.exchangeable());
    List<int[]> names = List.of(IntStream.range(0, program.agents().size()).toArray());
    for (List<Integer> family : program.exchangeable()) {
      names = names.stream().flatMap(each -> orders(family).stream().map(order -> renamed(each, family, order))).toList();
    }
    others = names.stream().skip(1).map(each -> new Exchange(program, each, shares)).toArray(Exchange[]::new);
    state.rename(others);
  }

  private static int[] renamed(int[] names, List<Integer> family, List<Integer> order) {
    int[] renamed = names.clone();
    for (int i = 0; i < order.size(); i++) {
      renamed[family.get(i)] = order.get(i);
    }
    return renamed;
  }

  /** All orders of some, first the one in which they are. */
  private static List<List<Integer>> orders(List<Integer> members) {
    if (members.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (Integer first : members) {
      List<Integer> left = new ArrayList<>(members);
      left.remove(first);
      for (List<Integer> order : orders(left)) {
        List<Integer> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }

  /** All exchanges, but for the one that changes nothing. */
  Exchange[] others() {
    return others.clone();
  }

  @Override
  public long key(State state, int last) {
    long key = mixed(state.fingerprint(), last);
    for (int i = 0; i < others.length; i++) {
      key += mixed(state.renamed(i), others[i].agent(last));
    }
    return key;
  }

  private static long mixed(long fingerprint, int last) {
    return State.mix(1, fingerprint + State.mix(LAST, last + 2));
  }

  @Override
  public byte[] image(State state, int last) {
    byte[] least = image(state.snapshot(), last);
    for (Exchange other : others) {
      long[] words = new long[state.size()];
      for (int i = 0; i < words.length; i++) {
        long word = state.peek(i);
        words[other.place(i)] = word == 0 ? 0 : other.value(i, word);
      }
      byte[] image = image(words, other.agent(last));
      least = Arrays.compare(image, least) < 0 ? image : least;
    }
    return least;
  }

  private static byte[] image(long[] words, int last) {
    StateImage image = new StateImage();
    image.mark(last);
    for (int i = 0; i < words.length; i++) {
      image.add(i, words[i]);
    }
    return image.bytes();
  }
}
