package dev.pagewalk.hw.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words, journal and fingerprint. */
class StateTest {
  private static final int SIZE = 50;

  private static void disturb(State state, Random random, int changes) {
    for (int i = 0; i < changes; i++) {
      // Few different values, so that words often become what they were, and 0.
      state.set(1 + random.nextInt(SIZE - 1), random.nextInt(3) * random.nextLong(3));
    }
  }

  @Test
  void theFingerprintIsTheSameFromScratch() {
    Random random = new Random(1);
    State state = new State(SIZE);
    for (int i = 0; i < 2_000; i++) {
      disturb(state, random, 1 + random.nextInt(4));
      assertThat(state.fingerprint()).isEqualTo(state.recomputedFingerprint());
    }
  }

  @Test
  void aStateOfZerosHasTheFingerprintZeroWhateverItsSize() {
    assertThat(new State(1).fingerprint()).isZero();
    assertThat(new State(1_000).recomputedFingerprint()).isZero();
  }

  @Test
  void theSameWordsHaveTheSameFingerprintHoweverTheyCameToBe() {
    Random random = new Random(2);
    State state = new State(SIZE);
    disturb(state, random, 10_000);
    State fresh = new State(SIZE);
    for (int i = SIZE - 1; 0 < i; i--) {
      fresh.set(i, state.get(i));
    }
    assertThat(fresh.fingerprint()).isEqualTo(state.fingerprint());
  }

  @Test
  void oneWordMakesADifference() {
    State state = new State(SIZE);
    disturb(state, new Random(3), 100);
    long before = state.fingerprint();
    for (int i = 1; i < SIZE; i++) {
      int mark = state.mark();
      state.set(i, state.get(i) + 1);
      assertThat(state.fingerprint()).isNotEqualTo(before);
      state.undo(mark);
    }
  }

  @Test
  void exchangingTwoWordsMakesADifference() {
    State state = new State(SIZE);
    state.set(1, 5);
    state.set(2, 6);
    long before = state.fingerprint();
    state.set(1, 6);
    state.set(2, 5);
    assertThat(state.fingerprint()).isNotEqualTo(before);
  }

  @Test
  void undoBringsEveryWordBack() {
    Random random = new Random(4);
    State state = new State(SIZE);
    List<long[]> words = new ArrayList<>();
    List<Integer> marks = new ArrayList<>();
    List<Long> fingerprints = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      if (marks.isEmpty() || random.nextInt(5) < 3) {
        words.add(state.snapshot());
        marks.add(state.mark());
        fingerprints.add(state.fingerprint());
        disturb(state, random, random.nextInt(6));
      } else {
        int to = random.nextInt(marks.size());
        state.undo(marks.get(to));
        assertThat(state.snapshot()).isEqualTo(words.get(to));
        assertThat(state.fingerprint()).isEqualTo(fingerprints.get(to));
        words.subList(to, words.size()).clear();
        marks.subList(to, marks.size()).clear();
        fingerprints.subList(to, fingerprints.size()).clear();
      }
    }
  }

  @Test
  void theJournalGrows() {
    State state = new State(3);
    for (int i = 1; i <= 20_000; i++) {
      state.set(1, i);
    }
    assertThat(state.mark()).isEqualTo(20_000);
    assertThat(state.journalOld(10_000)).isEqualTo(10_000);
    assertThat(state.journalIndex(10_000)).isEqualTo(1);
    state.undo(0);
    assertThat(state.get(1)).isZero();
  }

  @Test
  void aValueThatIsThereIsNoChange() {
    State state = new State(3);
    state.set(1, 0);
    state.set(2, 4);
    state.set(2, 4);
    assertThat(state.mark()).isEqualTo(1);
  }

  @Test
  void whatIsCommittedStays() {
    State state = new State(3);
    state.set(1, 4);
    state.commit();
    state.set(1, 5);
    state.undo(0);
    assertThat(state.get(1)).isEqualTo(4);
  }

  @Test
  void aLogIsToldOfEveryAccess() {
    State state = new State(5);
    List<String> told = new ArrayList<>();
    state.watch(new AccessLog() {
      @Override
      public void read(int index) {
        told.add("read " + index);
      }

      @Override
      public void write(int index) {
        told.add("write " + index);
      }
    });
    state.set(1, state.get(2));
    state.set(1, 0);
    state.watch(null);
    state.get(3);
    assertThat(told).containsExactly("read 2", "write 1", "write 1");
  }
}
