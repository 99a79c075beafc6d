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

  /** All but the one in which everybody keeps their name. */
  private final Exchange[] others;

  private final int[] sharers;

  Exchanges(Program program) {
    List<int[]> names = new ArrayList<>(List.of(IntStream.range(0, program.agents().size()).toArray()));
    sharers = names.getFirst().clone();
    for (List<Integer> family : program.exchangeable()) {
      names = names.stream().flatMap(each -> orders(family).stream().map(order -> renamed(each, family, order))).toList();
      family.forEach(member -> sharers[member] = family.getFirst());
    }
    others = names.stream().skip(1).map(each -> new Exchange(program, each)).toArray(Exchange[]::new);
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
  public void prepare(State state) {
    state.rename(others);
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

  @Override
  public long orbit(State state) {
    int same = 1;
    for (int i = 0; i < others.length; i++) {
      same += state.renamed(i) == state.fingerprint() ? 1 : 0;
    }
    return (1 + others.length) / same;
  }

  @Override
  public int[] sharers() {
    return sharers.clone();
  }
}
