package dev.pagewalk.hw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.tlb.ForbiddenEntries;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a system call leaves mapped although it took it away. */
class ForbiddenEntriesTest {
  private Bench bench;
  private int mm;
  private int table;

  @BeforeEach
  void oneTable() {
    bench = new Bench(Bench.small(2));
    mm = bench.newMm();
    table = bench.newTable(mm, 1);
    bench.run(0, c -> {
      bench.hardware.entries().populate(c, mm, 0, bench.place(bench.root(mm), 0), 2, table);
      return 0;
    });
  }

  private List<String> check(long entry, boolean writeOnly) {
    bench.run(0, c -> {
      bench.hardware.entries().set(c, mm, 0, bench.place(table, 0), 1, entry);
      return 0;
    });
    return bench.run(0, c -> {
      new ForbiddenEntries(bench.hardware.tree()).check(c, mm, 0, Bench.PAGE, writeOnly);
      return 0;
    }).findings().stream().map(Finding::oracle).toList();
  }

  @Test
  void anEntryThatPermitsWhatIsForbiddenIsReported() {
    assertThat(check(Bench.leaf(0, Bench.RW), false)).containsExactly("page_tables");
    assertThat(check(Bench.leaf(0, Bench.RW), true)).containsExactly("page_tables");
  }

  @Test
  void anEntryThatPermitsOnlyWhatIsLeftIsNot() {
    assertThat(check(Bench.leaf(0, Bench.RW & ~Entry.WRITE), true)).isEmpty();
    assertThat(check(Entry.NONE, false)).isEmpty();
  }

  @Test
  void whereThereIsNoTableNothingIsMapped() {
    assertThat(bench.run(0, c -> {
      new ForbiddenEntries(bench.hardware.tree()).check(c, mm, 4 * Bench.PAGE, 1L << 60, false);
      return 0;
    }).findings()).isEmpty();
  }
}
