package dev.pagewalk.hw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.step.WordText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareTextTest {
  private final Bench bench = new Bench(Bench.small(2).withSecondaryMmu(2));
  private final WordText text = bench.hardware.wordText();

  /** What a step has changed, as a trace tells it. */
  private List<String> changes(Runnable step) {
    long[] before = bench.state.snapshot();
    step.run();
    List<String> changes = new ArrayList<>();
    for (int i = 1; i < before.length; i++) {
      long after = bench.state.get(i);
      if (before[i] != after && text.isTold(i) && text.name(i).isPresent()) {
        changes.add(text.name(i).get() + ": " + text.value(i, before[i]).orElse("" + before[i]) + " -> "
            + text.value(i, after).orElse("" + after));
      }
    }
    return changes;
  }

  @Test
  void tellsWhatCpusMayCacheAndWhoMustAnswer() {
    int mm = bench.newMm();
    int table = bench.newTable(mm, 1);
    bench.run(0, c -> {
      bench.hardware.entries().populate(c, mm, 0, bench.place(bench.root(mm), 0), 2, table);
      bench.hardware.entries().set(c, mm, 0, bench.place(table, 0), 1, Bench.leaf(1, Bench.RW | Entry.ACCESSED));
      return 0;
    });
    assertThat(changes(() -> bench.hardware.spaceSwitch().load(bench.state, 1, mm))).containsExactly(
        "cpu1 tables: none -> " + bench.state.get(bench.hardware.cpus().loadedIndex(1)),
        "cpu1 translations of mm #1: none -> up to date");
    assertThat(changes(() -> bench.run(1, c -> bench.access(c, mm, 8, true)))).isEmpty();
    assertThat(changes(() -> bench.run(0, c ->
        bench.hardware.entries().getAndClear(c, mm, 0, bench.place(table, 0), 1)))).containsExactly(
        "cpu1 tlb[0]: nothing -> 0x0 of mm #1",
        "cpu1 tlb[0] maps: none -> pfn 0x1001 write dirty");
    assertThat(changes(() -> bench.run(0, c -> bench.hardware.flushes().range(c, mm, 0, 1, false)))).containsExactly(
        "cpu1 translations of mm #1: up to date -> one flush behind",
        "interrupt from cpu0 to cpu1: taken -> pending");
    assertThat(changes(() -> bench.run(0, c -> {
      bench.hardware.stale().forbid(c, mm, 0, 1, false);
      return 0;
    }))).containsExactly(
        "cpu1 tlb[0] maps: pfn 0x1001 write dirty -> pfn 0x1001 write dirty, forbidden by now");
    assertThat(changes(() -> bench.hardware.cpus().disableInterrupts(bench.state, 1)))
        .containsExactly("cpu1 interrupts: on -> off");
  }

  @Test
  void namesWordsOfFrames() {
    assertThat(text.name(bench.hardware.frames().wordIndex(Bench.FRAME + 1, 1))).contains("pfn 0x1001[1]");
    assertThat(text.name(bench.hardware.frames().ownerIndex(Bench.FRAME))).contains("owner of pfn 0x1000");
    assertThat(text.name(1)).isEmpty();
  }
}
