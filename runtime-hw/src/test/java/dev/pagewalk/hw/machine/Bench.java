package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.StepContext;
import java.util.List;
import java.util.function.Function;

/** A machine on the bench: two levels of tables with few entries, two address spaces, frames that all have an owner. */
final class Bench {
  static final int FRAME = Frames.FIRST;
  static final long RW = Entry.WRITE | Entry.USER;
  static final long PAGE = Geometry.PAGE_SIZE;

  final Layout layout = new Layout();
  final Pool mms;
  final Pool tables;
  final Hardware hardware;
  final State state;

  Bench(Machine machine) {
    StructLayout mm = new StructLayout("mm");
    mm.add("pgd", 1);
    StructLayout ptdesc = new StructLayout("ptdesc");
    ptdesc.add("level", 1);
    ptdesc.add("mm", 1);
    this.mms = layout.pool(mm, machine.extraWords("mm"), 2);
    this.tables = layout.pool(ptdesc, machine.extraWords("ptdesc"), 6);
    this.hardware = new Hardware(machine, layout);
    this.state = new State(layout.size());
    hardware.frames().give(state, FRAME, machine.frames(), 1);
  }

  static Machine small(int cpus) {
    return Machine.x86(cpus).withLevels(2).withTableEntries(2).withMemory(8, 2).withPcid(false);
  }

  /** A new address space with an empty root. */
  int newMm() {
    TestStep step = new TestStep(state, layout, 0, List.of());
    int mm = step.allocate(mms);
    int root = newTable(mm, hardware.geometry().levels());
    state.set(mm + mms.struct().offset("pgd"), Words.reference(root));
    return mm;
  }

  int newTable(int mm, int level) {
    int table = new TestStep(state, layout, 0, List.of()).allocate(tables);
    state.set(table + tables.struct().offset("level"), level);
    state.set(table + tables.struct().offset("mm"), Words.reference(mm));
    return table;
  }

  int root(int mm) {
    return hardware.tree().spaces().root(state, mm);
  }

  int place(int table, int index) {
    return hardware.tables().place(table, index);
  }

  long pointerTo(int table) {
    return Entry.table(hardware.tables().pfn(table));
  }

  static long leaf(int frame, long flags) {
    return Entry.leaf(FRAME + frame, flags);
  }

  /** Runs a step on a CPU with the first choice everywhere. */
  TestStep run(int cpu, Function<StepContext, ?> body, Integer... script) {
    TestStep step = new TestStep(state, layout, cpu, List.of(script));
    body.apply(step);
    return step;
  }

  <T> List<TestStep.Way<T>> allWays(int cpu, Function<StepContext, T> body) {
    return TestStep.allWays(state, layout, cpu, body);
  }

  /** The results of an access: frame numbers from 0, -1 for a fault, in the order of the choices. */
  List<Integer> reach(int cpu, int mm, long address, boolean write) {
    return allWays(cpu, context -> access(context, mm, address, write)).stream().map(TestStep.Way::result).toList();
  }

  int access(StepContext context, int mm, long address, boolean write) {
    int word = hardware.access().translate(context, mm, address, write, true);
    return word == 0 ? -1 : hardware.frames().pfnOfWord(word) - FRAME;
  }
}
