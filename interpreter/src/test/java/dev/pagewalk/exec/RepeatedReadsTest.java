package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a plain read may be made again: a reader looks twice at what it has read, while another thread writes. */
class RepeatedReadsTest {
  /** Whether the two looks of {@code reader} can differ. */
  private static boolean canDiffer(String reader) {
    return Model.found(Model.repeatingReads("""
        struct box { value: int; next: box?; }
        scenario s {
          var x: int;
          var p: box?;
          lock l: spinlock;
          setup { p = alloc(box); }
          fn look(seen: int) -> bool { return seen == 0; }
          fn locked() { spin_lock(l); spin_unlock(l); }
          thread writer { x = 1; p.value = 1; }
          thread reader { %s }
        }
        """.formatted(reader), Map.of()).search()).contains("assertion");
  }

  @Test
  void aVariableIsReadAgainWhereItIsUsed() {
    assertThat(canDiffer("let v = x; if (v == 0) assert(v == 0);")).isTrue();
    assertThat(canDiffer("let v = (x); if (look(v)) assert(look(v));")).isTrue();
    assertThat(canDiffer("let b = p; let v = b.value; if (v == 0) assert(v == 0);")).isTrue();
    assertThat(canDiffer("let q = &x; let v = *q; if (v == 0) assert(v == 0);")).isTrue();
  }

  @Test
  void theFirstUseHasWhatWasRead() {
    assertThat(canDiffer("let v = x; assert(v == 0 || READ_ONCE(x) == 1);")).isFalse();
  }

  @Test
  void markedReadsAndCopiesAreNotMadeAgain() {
    assertThat(canDiffer("let v = READ_ONCE(x); if (v == 0) assert(v == 0);")).isFalse();
    assertThat(canDiffer("let v = x + 0; if (v == 0) assert(v == 0);")).isFalse();
    assertThat(canDiffer("let u = READ_ONCE(x); let v = u; if (v == 0) assert(v == 0);")).isFalse();
    assertThat(canDiffer("let v = x; if (v == 0) { v = 0; assert(v == 0); }")).isFalse();
  }

  @Test
  void aCompilerBarrierEndsIt() {
    assertThat(canDiffer("let v = x; barrier(); if (v == 0) assert(v == 0);")).isFalse();
    assertThat(canDiffer("let v = x; spin_lock(l); spin_unlock(l); if (v == 0) assert(v == 0);")).isFalse();
    assertThat(canDiffer("let v = x; locked(); if (v == 0) assert(v == 0);")).isFalse();
    assertThat(canDiffer("let v = x; lock l { } if (v == 0) assert(v == 0);")).isFalse();
    assertThat(canDiffer("let v = x; WRITE_ONCE(p.next, null); if (v == 0) assert(v == 0);")).isTrue();
  }

  @Test
  void aBarrierOnAnotherWayDoesNot() {
    assertThat(canDiffer("let v = x; if (v == 1) { barrier(); return; } assert(v == 0);")).isTrue();
    assertThat(canDiffer("let v = x; if (v == 1) { barrier(); } else { assert(v == 0); }")).isTrue();
  }

  @Test
  void withoutTheMachineNothingIsReadAgain() {
    assertThat(Model.found(Model.withoutRaces(
        "var x: int; thread w { x = 1; } thread r { let v = x; if (v == 0) assert(v == 0); }", Map.of()).search()))
        .isEmpty();
  }
}
