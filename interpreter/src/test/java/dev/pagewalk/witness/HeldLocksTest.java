package dev.pagewalk.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.exec.Model;
import dev.pagewalk.explore.Move;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldLocksTest {
  private static List<String> locks(String text, int... agents) {
    List<Move> moves = IntStream.of(agents).mapToObj(Move::of).toList();
    Trace trace = TraceBuilder.replay(Model.of(text).machine(), moves, Optional.empty(), span -> "x").trace();
    return trace.locks().stream()
        .map(lock -> lock.column() + " " + lock.name() + (lock.alone() ? "" : " for reading") + " " + lock.from() + "-"
            + lock.to())
        .toList();
  }

  @Test
  void aLockIsHeldFromTheStepThatTakesItToTheOneThatGivesItBack() {
    assertThat(locks("var x: int; lock l: spinlock; thread a { lock l { x = 1; } } thread b { lock l { x = 2; } }",
        0, 0, 0, 1)).containsExactly("0 l 1-3", "1 l 4-0");
  }

  @Test
  void readersHoldALockTogether() {
    assertThat(locks("lock s: rwsem; var x: int; thread t[2] { lock s(r) { x = 1; } }", 0, 1, 0, 1))
        .containsExactly("0 s for reading 1-0", "1 s for reading 2-0");
  }

  @Test
  void aDowngradeIsTheEndOfHoldingItAlone() {
    assertThat(locks("lock s: rwsem; thread t { down_write(s); downgrade_write(s); up_read(s); }", 0, 0, 0))
        .containsExactly("0 s 1-2", "0 s for reading 2-3");
  }
}
