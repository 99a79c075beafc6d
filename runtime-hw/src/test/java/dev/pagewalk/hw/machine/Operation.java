package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.step.StepContext;
import java.util.Map;
import java.util.Set;


/** One step of a random sequence, on the machine and on the reference. Results are what the one who did it sees. */
sealed interface Operation {
  /** The CPU on which it runs. */
  int cpu();

  /** Does it on the machine. {@code tables} are the root and the two tables below. */
  long on(Bench bench, StepContext context, int mm, int[] tables);

  /** Does it on the reference: each result with the machines that it can leave. */
  Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine);

  private static long address(int slot, int index) {
    return (slot * 2L + index) * Bench.PAGE;
  }

  /** Hangs a table below an entry of the root. */
  record Link(int cpu, int slot, int table) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      int place = bench.place(tables[0], slot);
      bench.hardware.entries().populate(context, mm, address(slot, 0), place, 2, tables[table]);
      return 0;
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return Map.of(0L, Set.of(machine.withEntry(0, slot, ReferenceMachine.pointer(table))));
    }
  }

  /** Clears an entry of the root. */
  record Unlink(int cpu, int slot) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      bench.hardware.entries().getAndClear(context, mm, address(slot, 0), bench.place(tables[0], slot), 2);
      return 0;
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return Map.of(0L, Set.of(machine.cleared(0, slot, machine.entry(0, slot), slot * 2, 2)));
    }
  }

  /** Overwrites a leaf; sees what was there. */
  record Overwrite(int cpu, int table, int index, int slot, long leaf) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      return bench.hardware.entries()
          .exchange(context, mm, address(slot, index), bench.place(tables[table], index), 1, leaf);
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return Map.of(machine.entry(table, index), Set.of(machine.withEntry(table, index, leaf)));
    }
  }

  /** Clears a leaf; sees what was there. */
  record Clear(int cpu, int table, int index, int slot) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      return bench.hardware.entries()
          .getAndClear(context, mm, address(slot, index), bench.place(tables[table], index), 1);
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      long old = machine.entry(table, index);
      return Map.of(old, Set.of(machine.cleared(table, index, old, slot * 2 + index, 1)));
    }
  }

  /** Clears W or A in a leaf; sees what was there. */
  record ClearFlag(int cpu, int table, int index, int slot, long flag) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      return bench.hardware.entries()
          .clearFlags(context, mm, address(slot, index), bench.place(tables[table], index), 1, flag);
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      long old = machine.entry(table, index);
      return Map.of(old, Set.of(machine.withEntry(table, index, Entry.without(old, flag))));
    }
  }

  /** INVLPG. */
  record FlushPage(int cpu, int page) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      bench.hardware.invalidation().flushPageHere(context, mm, page * Bench.PAGE);
      return 0;
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return Map.of(0L, Set.of(machine.withoutPage(cpu, page).withoutStructures(cpu)));
    }
  }

  /** An invalidation of the last level only. */
  record FlushLeaves(int cpu, int page) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      bench.hardware.invalidation()
          .broadcast(context, cpu, mm, page * Bench.PAGE, (page + 1) * Bench.PAGE, false);
      return 0;
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return Map.of(0L, Set.of(machine.withoutPage(cpu, page)));
    }
  }

  /** Switches to the kernel's tables and back, without PCIDs. */
  record Reload(int cpu) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      bench.hardware.spaceSwitch().load(context.state(), cpu, 0);
      bench.hardware.spaceSwitch().load(context.state(), cpu, mm);
      return 0;
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return Map.of(0L, Set.of(machine.withoutAny(cpu)));
    }
  }

  /** A load or store; sees the frame, or -1. */
  record Access(int cpu, int page, boolean write) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      return bench.access(context, mm, page * Bench.PAGE, write);
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return machine.access(cpu, page, write);
    }
  }

  /** Tells every CPU to drop a page: TLBI. */
  record Tlbi(int cpu, int page, boolean lastLevel) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      bench.hardware.broadcast().start(context, mm, page * Bench.PAGE, (page + 1) * Bench.PAGE, lastLevel);
      return 0;
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return Map.of(0L, Set.of(machine.broadcasting(cpu, page, lastLevel)));
    }
  }

  /** Waits until that is done: DSB. */
  record Dsb(int cpu) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      bench.hardware.broadcast().finish(context);
      return 0;
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      return Map.of(0L, Set.of(machine.barrier(cpu)));
    }
  }

  /** Clears a leaf and drops it everywhere, in one instruction: IPTE. */
  record Ipte(int cpu, int table, int index, int slot) implements Operation {
    @Override
    public long on(Bench bench, StepContext context, int mm, int[] tables) {
      return bench.hardware.entries()
          .exchangeAndFlush(context, mm, address(slot, index), bench.place(tables[table], index), 1, 0, false);
    }

    @Override
    public Map<Long, Set<ReferenceMachine>> on(ReferenceMachine machine) {
      long old = machine.entry(table, index);
      return Map.of(old, Set.of(machine.cleared(table, index, old, slot * 2 + index, 1)));
    }
  }
}
