package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.state.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state under real steps: undo restores every word, the fingerprint is that of the words. */
class RandomWalkTest {
  /** Walks at most {@code steps} steps and back, and looks at every state twice. */
  static void assertUndoRestores(Machine machine, long seed, int steps, String what) {
    RandomWalk walk = new RandomWalk(machine, seed);
    List<long[]> states = new ArrayList<>();
    List<Integer> marks = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      states.add(machine.state().snapshot());
      marks.add(machine.mark());
      assertThat(machine.key()).as("fingerprint after %d steps of %s", i, what)
          .isEqualTo(fresh(machine.state()).fingerprint());
      if (!walk.step()) {
        break;
      }
    }
    for (int i = states.size() - 1; 0 <= i; i--) {
      machine.undo(marks.get(i));
      assertThat(machine.state().snapshot()).as("after undoing to step %d of %s", i, what).isEqualTo(states.get(i));
    }
  }

  private static State fresh(State state) {
    State fresh = new State(state.size());
    long[] words = state.snapshot();
    for (int i = 1; i < words.length; i++) {
      fresh.set(i, words[i]);
    }
    return fresh;
  }

  @Test
  void randomPrograms() {
    for (long seed = 0; seed < 500; seed++) {
      String text = RandomProgram.text(seed);
      assertUndoRestores(Model.of(text).machine(), seed, 40, "program " + seed + "\n" + text);
    }
  }

  @Test
  void theStateOfAThreadThatHasEndedIsAllZero() {
    Machine machine = Model.of("var x: int; thread a { let r = x; x = r + 1; } thread b { x = 5; }").machine();
    RandomWalk walk = new RandomWalk(machine, 1);
    while (walk.step()) {
      assertThat(machine.mark()).isPositive();
    }
    long[] words = machine.state().snapshot();
    for (int agent = 0; agent < 2; agent++) {
      int base = machine.program().agents().get(agent).base();
      int size = machine.program().agents().get(agent).stackWords() + 3;
      for (int i = 0; i < size; i++) {
        assertThat(words[base + i]).isZero();
      }
    }
  }
}
