package dev.pagewalk.hw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.step.Finding;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One access, before and after, on one CPU. */
class AccessTest {
  private static final int FAULT = -1;

  private Bench bench;
  private int mm;
  private int table;

  @BeforeEach
  void oneTable() {
    machine(Bench.small(1));
  }

  private void machine(Machine machine) {
    bench = new Bench(machine);
    mm = bench.newMm();
    table = bench.newTable(mm, 1);
    bench.hardware.spaceSwitch().load(bench.state, 0, mm);
    bench.run(0, c -> {
      bench.hardware.entries().populate(c, mm, 0, bench.place(bench.root(mm), 0), 2, table);
      return 0;
    });
  }

  private void set(long entry) {
    bench.run(0, c -> {
      bench.hardware.entries().set(c, mm, 0, bench.place(table, 0), 1, entry);
      return 0;
    });
  }

  private static long flags(String text) {
    return (text.contains("W") ? Entry.WRITE : 0)
        | (text.contains("U") ? Entry.USER : 0)
        | (text.contains("A") ? Entry.ACCESSED : 0)
        | (text.contains("D") ? Entry.DIRTY : 0);
  }

  @ParameterizedTest
  @CsvSource({
    // flags, load or store, frame or -1, flags afterwards
    "U,    load,   0, UA",
    "UA,   load,   0, UA",
    "WU,   load,   0, WUA",
    "WU,   store,  0, WUAD",
    "WUAD, store,  0, WUAD",
    "U,    store, -1, U",
    "W,    load,  -1, W",
  })
  void aWalkSetsAccessedAndDirty(String before, String access, int frame, String after) {
    set(Bench.leaf(0, flags(before)));
    int[] result = new int[1];
    bench.run(0, c -> result[0] = bench.access(c, mm, 0, access.equals("store")));
    assertThat(result[0]).isEqualTo(frame);
    assertThat(bench.state.get(bench.place(table, 0))).isEqualTo(Bench.leaf(0, flags(after)));
  }

  @ParameterizedTest
  @CsvSource({"U, load, -1", "UA, load, 0", "WUA, store, -1", "WUAD, store, 0"})
  void withoutHelpFromHardwareAnAccessFaultsInstead(String flags, String access, int frame) {
    machine(Bench.small(1).withAccessedByHardware(false));
    set(Bench.leaf(0, flags(flags)));
    assertThat(bench.reach(0, mm, 0, access.equals("store"))).containsExactly(frame);
  }

  @Test
  void aStoreThroughACleanTranslationReadsTheEntryAgain() {
    set(Bench.leaf(0, flags("WUA")));
    bench.run(0, c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(table, 0), 1));
    assertThat(bench.reach(0, mm, 0, false)).containsExactly(FAULT, 0);
    assertThat(bench.reach(0, mm, 0, true)).containsExactly(FAULT);
  }

  @Test
  void aReadOnlyTranslationMayFaultAfterTheEntryBecameWritable() {
    set(Bench.leaf(0, flags("UA")));
    set(Bench.leaf(0, flags("WUA")));
    assertThat(bench.reach(0, mm, 0, true)).containsExactly(0, FAULT);
    bench.run(0, c -> bench.access(c, mm, 0, true), 1);
    assertThat(bench.reach(0, mm, 0, true)).as("the fault emptied it").containsExactly(0);
  }

  @Test
  void theKernelMayFindAnEntryAccessedThatNobodyHasUsed() {
    set(Bench.leaf(0, flags("U")));
    List<Long> seen = bench.allWays(0, c -> bench.hardware.entries().get(c, bench.place(table, 0), 1)).stream()
        .map(TestStep.Way::result)
        .toList();
    assertThat(seen).containsExactly(Bench.leaf(0, flags("U")), Bench.leaf(0, flags("UA")));
  }

  @Test
  void aTableThatNoCpuWalksKeepsItsEntries() {
    set(Bench.leaf(0, flags("U")));
    bench.hardware.spaceSwitch().load(bench.state, 0, 0);
    assertThat(bench.allWays(0, c -> bench.hardware.entries().get(c, bench.place(table, 0), 1))).hasSize(2);
    bench.run(0, c -> bench.hardware.entries().get(c, bench.place(table, 0), 1));
    assertThat(bench.allWays(0, c -> bench.hardware.entries().get(c, bench.place(table, 0), 1)))
        .as("decided once and for all").hasSize(1);
  }

  @Test
  void aWalkThroughAFreedTableIsAUseAfterFree() {
    set(Bench.leaf(0, flags("UA")));
    bench.state.set(table, 0);
    TestStep step = bench.run(0, c -> bench.access(c, mm, 0, false));
    assertThat(step.findings()).extracting(Finding::oracle).containsExactly("use_after_free");
  }

  @Test
  void aFreeFrameIsNoticedThroughTheEntryAndThroughACachedCopy() {
    set(Bench.leaf(0, flags("UA")));
    bench.hardware.frames().free(bench.state, Bench.FRAME, 1);
    assertThat(bench.allWays(0, c -> bench.access(c, mm, 0, false)).getFirst().findings())
        .extracting(Finding::oracle).containsExactly("use_after_free");
    bench.run(0, c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(table, 0), 1));
    assertThat(bench.allWays(0, c -> bench.access(c, mm, 0, false)).getLast().findings())
        .extracting(Finding::oracle).containsExactly("stale_translation");
  }

  @Test
  void beyondTheAddressSpaceEverythingFaults() {
    assertThat(bench.reach(0, mm, bench.hardware.geometry().limit(), false)).containsExactly(FAULT);
    assertThat(bench.reach(0, mm, -1, false)).containsExactly(FAULT);
  }

  @Test
  void aHugeLeafReachesEachOfItsFrames() {
    bench.run(0, c -> {
      int place = bench.place(bench.root(mm), 1);
      bench.hardware.entries().set(c, mm, 2 * Bench.PAGE, place, 2,
          Bench.leaf(2, flags("WUA") | Entry.HUGE));
      return 0;
    });
    assertThat(bench.reach(0, mm, 2 * Bench.PAGE, false)).containsExactly(2);
    assertThat(bench.reach(0, mm, 3 * Bench.PAGE, true)).containsExactly(3);
  }
}
