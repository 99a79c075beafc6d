package dev.pagewalk.hw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.ipi.FlushKind;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.tlb.Invalidation;
import org.junit.jupiter.api.Test;

/** What reaches which CPU when, on two CPUs with one page mapped that both have used. */
class FlushTest {
  private static final int FAULT = -1;

  private Bench bench;
  private int mm;
  private int table;

  private void machine(Machine machine) {
    bench = new Bench(machine);
    mm = bench.newMm();
    table = bench.newTable(mm, 1);
    bench.run(0, c -> {
      bench.hardware.entries().populate(c, mm, 0, bench.place(bench.root(mm), 0), 2, table);
      bench.hardware.entries().set(c, mm, 0, bench.place(table, 0), 1,
          Bench.leaf(0, Bench.RW | Entry.ACCESSED | Entry.DIRTY));
      return 0;
    });
    load(0, mm);
    load(1, mm);
  }

  private void load(int cpu, int space) {
    bench.hardware.spaceSwitch().load(bench.state, cpu, space);
  }

  private void unmap() {
    bench.run(0, c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(table, 0), 1));
  }

  private void remap(int frame) {
    bench.run(0, c -> {
      bench.hardware.entries().set(c, mm, 0, bench.place(table, 0), 1, Bench.leaf(frame, Bench.RW | Entry.ACCESSED));
      return 0;
    });
  }

  private int flush(int cpu, boolean freedTables) {
    TestStep[] step = new TestStep[1];
    int[] awaited = new int[1];
    step[0] = bench.run(cpu, c -> awaited[0] = bench.hardware.flushes().range(c, mm, 0, Bench.PAGE, freedTables));
    assertThat(step[0].findings()).isEmpty();
    return awaited[0];
  }

  private boolean isWaiting(int cpu) {
    return bench.run(cpu, c -> {
      bench.hardware.interrupts().await(c);
      return 0;
    }).isBlocked();
  }

  private boolean deliver(int cpu) {
    return !bench.run(cpu, c -> {
      bench.hardware.interrupts().deliver(c, cpu);
      return 0;
    }).isBlocked();
  }

  @Test
  void withoutAFlushTheOldFrameMayStillBeReached() {
    machine(Bench.small(2));
    assertThat(bench.reach(1, mm, 0, true)).containsExactly(0);
    unmap();
    assertThat(bench.reach(1, mm, 0, true)).containsExactly(FAULT, 0);
    remap(2);
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(2, 0);
  }

  @Test
  void aSenderWaitsForTheSectionWithInterruptsOff() {
    machine(Bench.small(2));
    bench.hardware.cpus().disableInterrupts(bench.state, 1);
    unmap();
    assertThat(flush(0, false)).isEqualTo(1);
    assertThat(isWaiting(0)).isTrue();
    assertThat(deliver(1)).isFalse();
    assertThat(bench.reach(0, mm, 0, false)).containsExactly(FAULT);
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT, 0);
    bench.hardware.cpus().enableInterrupts(bench.state, 1);
    assertThat(deliver(1)).isTrue();
    assertThat(isWaiting(0)).isFalse();
    assertThat(deliver(1)).isFalse();
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT);
  }

  @Test
  void aHypervisorOrABroadcastWaitsForNobody() {
    for (FlushKind kind : new FlushKind[] {FlushKind.PARAVIRT, FlushKind.INVLPGB}) {
      machine(Bench.small(2).withFlush(kind));
      bench.hardware.cpus().disableInterrupts(bench.state, 1);
      unmap();
      assertThat(flush(0, false)).isZero();
      assertThat(isWaiting(0)).isFalse();
      assertThat(bench.reach(1, mm, 0, false)).as("%s", kind).containsExactly(FAULT);
    }
  }

  @Test
  void synchronisingIsAlwaysAnInterrupt() {
    machine(Bench.small(2).withFlush(FlushKind.PARAVIRT));
    bench.hardware.cpus().disableInterrupts(bench.state, 1);
    bench.run(0, c -> bench.hardware.interrupts().synchronise(c));
    assertThat(isWaiting(0)).isTrue();
    bench.hardware.cpus().enableInterrupts(bench.state, 1);
    assertThat(deliver(1)).isTrue();
    assertThat(isWaiting(0)).isFalse();
  }

  @Test
  void sendingWithInterruptsOffIsReported() {
    machine(Bench.small(2));
    bench.hardware.cpus().disableInterrupts(bench.state, 0);
    TestStep step = bench.run(0, c -> bench.hardware.flushes().range(c, mm, 0, Bench.PAGE, false));
    assertThat(step.findings()).extracting(Finding::oracle).containsExactly("interrupts");
  }

  @Test
  void aLazyCpuIsLeftOutUnlessTablesAreFreed() {
    machine(Bench.small(2));
    bench.hardware.spaceSwitch().enterLazy(bench.state, 1);
    unmap();
    assertThat(flush(0, false)).isZero();
    load(1, mm);
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT);

    machine(Bench.small(2));
    bench.hardware.spaceSwitch().enterLazy(bench.state, 1);
    unmap();
    assertThat(flush(0, true)).isEqualTo(1);
    assertThat(deliver(1)).isTrue();
    assertThat(bench.hardware.cpus().loaded(bench.state, 1)).isZero();
  }

  @Test
  void aKeptPcidIsFlushedOnReturnIfAFlushWasMissed() {
    machine(Bench.small(2).withPcid(true));
    unmap();
    load(1, 0);
    load(1, mm);
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT, 0);
    load(1, 0);
    assertThat(flush(0, false)).isZero();
    load(1, mm);
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT);
  }

  @Test
  void withoutPcidsASwitchEmptiesEverything() {
    machine(Bench.small(2));
    unmap();
    load(1, 0);
    load(1, mm);
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT);
  }

  @Test
  void aRequestThatFindsTheCpuFurtherBehindFlushesEverything() {
    machine(Bench.small(3));
    load(2, mm);
    bench.run(0, c -> {
      bench.hardware.entries().set(c, mm, Bench.PAGE, bench.place(table, 1), 1,
          Bench.leaf(1, Bench.RW | Entry.ACCESSED));
      return bench.hardware.entries().getAndClear(c, mm, Bench.PAGE, bench.place(table, 1), 1);
    });
    unmap();
    flush(0, false);
    flush(2, false);
    assertThat(bench.reach(1, mm, Bench.PAGE, false)).containsExactly(FAULT, 1);
    assertThat(deliver(1)).isTrue();
    assertThat(bench.reach(1, mm, Bench.PAGE, false)).containsExactly(FAULT);
  }

  @Test
  void aBatchReachesTheCpusThatHadTheSpaceLoaded() {
    machine(Bench.small(2));
    unmap();
    long[] batch = new long[1];
    bench.run(0, c -> batch[0] = bench.hardware.flushes().addToBatch(c, 0, mm));
    assertThat(batch[0]).isEqualTo(0b11);
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT, 0);
    bench.run(0, c -> bench.hardware.flushes().batch(c, batch[0]));
    assertThat(isWaiting(0)).isTrue();
    assertThat(deliver(1)).isTrue();
    assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT);
  }

  @Test
  void aBroadcastOfTheLastLevelLeavesTheWayToATable() {
    for (boolean freedTables : new boolean[] {false, true}) {
      machine(Bench.small(2).withFlush(FlushKind.INVLPGB));
      bench.run(0, c -> bench.hardware.entries().getAndClear(c, mm, 0, bench.place(bench.root(mm), 0), 2));
      assertThat(bench.reach(1, mm, 0, false)).containsExactly(FAULT, 0);
      bench.run(0, c -> bench.hardware.flushes().range(c, mm, 0, Invalidation.ALL, freedTables));
      assertThat(bench.reach(1, mm, 0, false).contains(0)).isEqualTo(!freedTables);
    }
  }
}
