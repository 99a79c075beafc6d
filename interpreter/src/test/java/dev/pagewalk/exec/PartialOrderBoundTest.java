package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The measure of what a reduction could save is itself a sound one. */
class PartialOrderBoundTest {
  @Test
  void whatIsLeftOutOfRandomProgramsChangesNoFinding() {
    long whole = 0;
    long left = 0;
    for (long seed = 0; seed < 150; seed++) {
      PartialOrderBound bound = new PartialOrderBound(Model.of(RandomProgram.text(seed)).machine());
      PartialOrderBound.Seen all = bound.whole();
      PartialOrderBound.Seen some = bound.reduced();
      if (0 < all.states() && 0 < some.states()) {
        assertThat(some.findings()).as(RandomProgram.text(seed)).isEqualTo(all.findings());
        whole += all.states();
        left += some.states();
      }
    }
    assertThat(left).as("states of %d", whole).isBetween(whole / 20, whole - 1);
  }

  @Test
  void threadsThatShareNothingAreRunOneBehindTheOther() {
    PartialOrderBound bound = new PartialOrderBound(
        Model.of("var x: int; var y: int; thread a { x = 1; x = 2; x = 3; } thread b { y = 1; y = 2; y = 3; }").machine());
    assertThat(bound.whole().states()).isEqualTo(16);
    assertThat(bound.reduced().states()).isEqualTo(7);
  }
}
