package dev.pagewalk.hw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is freed too early, and what is used although a returned call forbids it. */
class StaleTranslationTest {
  private Bench bench;
  private int mm;
  private int table;

  @BeforeEach
  void onePage() {
    bench = new Bench(Bench.small(2).withPcid(true).withSecondaryMmu(4));
    mm = bench.newMm();
    table = bench.newTable(mm, 1);
    run(c -> bench.hardware.entries().populate(c, mm, 0, bench.place(bench.root(mm), 0), 2, table));
    run(c -> bench.hardware.entries().set(c, mm, 0, bench.place(table, 0), 1,
        Bench.leaf(0, Bench.RW | Entry.ACCESSED | Entry.DIRTY)));
    load(0, mm);
    load(1, mm);
  }

  private List<String> run(Consumer<StepContext> body) {
    return bench.run(0, c -> {
      body.accept(c);
      return 0;
    }).findings().stream().map(f -> f.subject().isEmpty() ? f.oracle() : f.oracle() + "(" + f.subject() + ")").toList();
  }

  private void load(int cpu, int space) {
    bench.hardware.spaceSwitch().load(bench.state, cpu, space);
  }

  private void unmap() {
    run(c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(table, 0), 1));
  }

  private void unlink() {
    run(c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(bench.root(mm), 0), 2));
  }

  private List<String> freeFrame() {
    return run(c -> bench.hardware.stale().onFrameFree(c, Bench.FRAME));
  }

  private List<String> freeTable() {
    return run(c -> bench.hardware.freeOracle().beforeFree(c, bench.tables, table));
  }

  private void flush() {
    run(c -> bench.hardware.flushes().range(c, mm, 0, Bench.PAGE, false));
    run(c -> bench.hardware.interrupts().deliver(c, 1));
  }

  @Test
  void aFrameMustNotBeFreedBeforeTheFlushIsComplete() {
    unmap();
    assertThat(freeFrame()).containsExactly("stale_translation(folio)");
    flush();
    assertThat(freeFrame()).isEmpty();
  }

  @Test
  void aTableMustNotBeFreedBeforeTheFlushIsComplete() {
    unlink();
    assertThat(freeTable()).containsExactly("stale_translation(page_table)");
    flush();
    assertThat(freeTable()).isEmpty();
  }

  @Test
  void aRootMustNotBeFreedWhileItIsLoaded() {
    assertThat(run(c -> bench.hardware.freeOracle().beforeFree(c, bench.tables, bench.root(mm))))
        .containsExactly("stale_translation(page_table)");
  }

  @Test
  void aCpuThatWillFlushBeforeUserModeDoesNotCountForFrames() {
    bench.hardware.spaceSwitch().enterLazy(bench.state, 1);
    unmap();
    unlink();
    run(c -> bench.hardware.flushes().range(c, mm, 0, Bench.PAGE, false));
    assertThat(freeFrame()).isEmpty();
    assertThat(freeTable()).as("but a lazy CPU walks").containsExactly("stale_translation(page_table)");
  }

  @Test
  void aKeptPcidCountsUntilAFlushIsOwed() {
    unmap();
    run(c -> bench.hardware.invalidation().flushPageHere(c, mm, 0));
    load(1, 0);
    assertThat(freeFrame()).containsExactly("stale_translation(folio)");
    run(c -> bench.hardware.flushes().range(c, mm, 0, Bench.PAGE, false));
    assertThat(freeFrame()).isEmpty();
  }

  @Test
  void relyingOnNoWritersLooksAtWritableTranslationsOnly() {
    run(c -> bench.hardware.entries().setWrprotect(c, mm, 0, bench.place(table, 0), 1));
    assertThat(run(c -> bench.hardware.stale().assertNone(c, Bench.FRAME, true)))
        .containsExactly("stale_translation(folio)");
    flush();
    unmap();
    assertThat(run(c -> bench.hardware.stale().assertNone(c, Bench.FRAME, true))).isEmpty();
    assertThat(run(c -> bench.hardware.stale().assertNone(c, Bench.FRAME, false)))
        .containsExactly("stale_translation(folio)");
  }

  @Test
  void afterTheCallHasReturnedAnAccessThroughTheOldTranslationIsReported() {
    unmap();
    assertThat(bench.allWays(1, c -> bench.access(c, mm, 0, true)).getLast().findings()).isEmpty();
    run(c -> bench.hardware.stale().forbid(c, mm, 0, Bench.PAGE, true));
    assertThat(bench.allWays(1, c -> bench.access(c, mm, 0, false)).getLast().findings()).isEmpty();
    assertThat(bench.allWays(1, c -> bench.access(c, mm, 0, true)).getLast().findings())
        .extracting(Finding::oracle).containsExactly("stale_translation");
    run(c -> bench.hardware.stale().forbid(c, mm, 0, Bench.PAGE, false));
    assertThat(bench.allWays(1, c -> bench.access(c, mm, 0, false)).getLast().findings())
        .extracting(Finding::oracle).containsExactly("stale_translation");
  }

  @Test
  void anAddressSpaceThatHasEndedIsForgotten() {
    unmap();
    run(c -> bench.hardware.freeOracle().beforeFree(c, bench.mms, mm));
    assertThat(freeFrame()).isEmpty();
    assertThat(bench.hardware.cpus().loaded(bench.state, 1)).isZero();
  }

  @Test
  void aNotifierTakesSecondaryMappingsBack() {
    assertThat(map()).isTrue();
    run(c -> bench.hardware.secondary().begin(c.state(), mm, 0, Bench.PAGE));
    assertThat(map()).as("refused inside the window").isFalse();
    assertThat(run(c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(table, 0), 1))).isEmpty();
    run(c -> bench.hardware.secondary().end(c.state(), mm));
    flush();
    assertThat(freeFrame()).isEmpty();
  }

  @Test
  void aChangeBeneathASecondaryMappingIsReported() {
    assertThat(map()).isTrue();
    assertThat(run(c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(table, 0), 1)))
        .containsExactly("stale_translation(secondary)");
    assertThat(run(c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(bench.root(mm), 0), 2)))
        .containsExactly("stale_translation(secondary)");
    flush();
    assertThat(freeFrame()).containsExactly("stale_translation(secondary)");
  }

  @Test
  void whatWasLookedUpBeforeAWindowIsNotMappedAfterIt() {
    long sequence = bench.hardware.secondary().sequence(bench.state, mm);
    run(c -> bench.hardware.secondary().begin(c.state(), mm, 0, Bench.PAGE));
    run(c -> bench.hardware.secondary().end(c.state(), mm));
    assertThat(bench.allWays(0, c -> bench.hardware.secondary().map(c, mm, 0, Bench.FRAME, sequence)))
        .extracting(TestStep.Way::result).containsExactly(false);
  }

  @Test
  void mappingWhatTheTablesNoLongerSayIsReported() {
    unmap();
    assertThat(run(c -> bench.hardware.secondary().map(c, mm, 0, Bench.FRAME, 0)))
        .containsExactly("stale_translation(secondary)");
  }

  private boolean map() {
    boolean[] mapped = new boolean[1];
    run(c -> mapped[0] = bench.hardware.secondary()
        .map(c, mm, 0, Bench.FRAME, bench.hardware.secondary().sequence(c.state(), mm)));
    return mapped[0];
  }
}
