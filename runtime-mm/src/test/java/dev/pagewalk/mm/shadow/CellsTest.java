package dev.pagewalk.mm.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CellsTest {
  private final Layout layout = new Layout();
  private final Cells cells = new Cells(layout);
  private final State state = new State(layout.size());

  @Test
  void keysKeepTheirParts() {
    long key = WordKey.user(300, 0x7f12_3456_7000L, 9);
    assertThat(WordKey.isUser(key)).isTrue();
    assertThat(List.of(WordKey.slot(key), WordKey.word(key))).containsExactly(300, 9);
    assertThat(WordKey.address(key)).isEqualTo(0x7f12_3456_7048L);
    assertThat(WordKey.moved(key, 0x3000)).isEqualTo(WordKey.user(300, 0x7f12_3456_a000L, 9));
    assertThat(WordKey.moved(key, -0x3000)).isEqualTo(WordKey.user(300, 0x7f12_3456_4000L, 9));
    assertThat(WordKey.inSpace(key, 2)).isEqualTo(WordKey.user(2, 0x7f12_3456_7000L, 9));
    assertThat(WordKey.isFile(WordKey.file(3, 17, 2))).isTrue();
    assertThat(WordKey.page(WordKey.file(3, 17, 2))).isEqualTo(17);
  }

  /** Few homes and many keys, so that most of them collide. */
  @RepeatedTest(40)
  void holdWhatAMapHoldsWhateverTheOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Map<Long, Long> wanted = new TreeMap<>();
    for (int i = 0; i < 600; i++) {
      long key = WordKey.user(random.nextInt(3), 0x1000L * random.nextInt(12), random.nextInt(4));
      if (random.nextInt(3) == 0) {
        cells.remove(state, key);
        wanted.remove(key);
      } else {
        assertThat(cells.put(state, key, i)).isTrue();
        wanted.put(key, (long) i);
      }
    }
    wanted.forEach((key, value) -> assertThat(cells.value(state, key)).isEqualTo(value));
    assertThat(cells.keys(state)).containsExactlyInAnyOrderElementsOf(wanted.keySet());
    assertSameWordsInAnyOrder(wanted, random);
  }

  private void assertSameWordsInAnyOrder(Map<Long, Long> wanted, Random random) {
    State other = new State(layout.size());
    List<Long> keys = new ArrayList<>(wanted.keySet());
    Collections.shuffle(keys, random);
    keys.forEach(key -> cells.put(other, key, wanted.get(key)));
    assertThat(other.snapshot()).isEqualTo(state.snapshot());
  }

  @Test
  void refuseWhatDoesNotFit() {
    int put = 0;
    while (put < 4_000 && cells.put(state, WordKey.user(put % 7, 0x1000L * put, put % 4), put)) {
      put++;
    }
    assertThat(put).isBetween(500, 3_999);
    for (int i = 0; i < put; i++) {
      assertThat(cells.value(state, WordKey.user(i % 7, 0x1000L * i, i % 4))).isEqualTo(i);
    }
    assertThat(cells.isPresent(state, WordKey.user(1, 0x1000L * 5_000, 0))).isFalse();
  }
}
