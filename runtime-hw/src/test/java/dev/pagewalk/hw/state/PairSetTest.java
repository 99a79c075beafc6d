package dev.pagewalk.hw.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PairSetTest {
  private static final int CAPACITY = 6;

  private final Layout layout = new Layout();
  private final PairSet set = new PairSet(layout, "pairs", 2, CAPACITY);
  private final State state = new State(layout.size());

  private List<String> pairs(int row) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; set.key(state, row, i) != 0; i++) {
      pairs.add(set.key(state, row, i) + ":" + set.value(state, row, i));
    }
    return pairs;
  }

  @Test
  void isWhatASortedSetIs() {
    Random random = new Random(1);
    TreeSet<String> expected = new TreeSet<>();
    for (int step = 0; step < 2_000; step++) {
      long key = 1 + random.nextInt(4);
      long value = random.nextInt(3);
      if (random.nextInt(3) == 0 && !expected.isEmpty()) {
        int at = random.nextInt(expected.size());
        expected.remove(List.copyOf(expected).get(at));
        set.remove(state, 1, at);
      } else {
        boolean fits = expected.contains(key + ":" + value) || expected.size() < CAPACITY;
        assertThat(set.add(state, 1, key, value)).isEqualTo(fits);
        if (fits) {
          expected.add(key + ":" + value);
        }
      }
      assertThat(pairs(1)).containsExactlyElementsOf(expected);
      assertThat(pairs(0)).isEmpty();
    }
  }

  @Test
  void equalSetsAreEqualStates() {
    set.add(state, 0, 2, 5);
    set.add(state, 0, 1, 7);
    long fingerprint = state.fingerprint();
    set.remove(state, 0, 0);
    set.remove(state, 0, 0);
    assertThat(state.fingerprint()).isZero();
    set.add(state, 0, 1, 7);
    set.add(state, 0, 2, 5);
    assertThat(state.fingerprint()).isEqualTo(fingerprint);
  }
}
