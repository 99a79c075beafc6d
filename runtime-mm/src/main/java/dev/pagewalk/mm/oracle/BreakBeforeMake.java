package dev.pagewalk.mm.oracle;

import dev.pagewalk.hw.cpu.Architecture;
import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageKey;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.StepContext;

/**
 * The oracle {@code break_before_make}. On arm64 an entry that is made valid must not contradict what some CPU may
 * still have cached of the same addresses, in its output address (where one of the two is writable), or in its size, or
 * in the table that it points to: it has to be invalid, and all TLBs invalidated, in between (Arm ARM DDI 0487, D8.16,
 * "Using break-before-make when updating translation table entries"). On s390x an entry that is valid must not be
 * changed but with IPTE or IDTE, permissions included (Principles of Operation SA22-7832, chapter 3, "Modification of
 * Translation Tables").
 *
 * <p>Model: on arm64 an entry that was invalid may be made anew, by a fault behind a zap, while a flush that was
 * announced ({@code tlb_flush_pending} of the mm) is still to come: the kernel does that, although the manual has no
 * such exception. Pages that are mapped contiguously (contpte) are not modelled.
 */
public final class BreakBeforeMake implements StateOracle {
  private static final String ORACLE = "break_before_make";

  private final Hardware hardware;
  private final Tables tables;
  private final Geometry geometry;
  private final TablePositions positions;
  private final boolean isArm;
  private final boolean bbml2;
  private final int flushPending;

  /** The rule of a machine of either architecture; the struct {@code mm} has a field {@code tlb_flush_pending}. */
  public BreakBeforeMake(Hardware hardware) {
    this.hardware = hardware;
    this.tables = hardware.tables();
    this.geometry = hardware.geometry();
    this.positions = new TablePositions(hardware.tree());
    this.isArm = hardware.machine().architecture().needsBreakBeforeMake();
    this.bbml2 = hardware.machine().bbml2();
    this.flushPending = hardware.tree().spaces().pool().struct().offset("tlb_flush_pending");
  }

  /** Whether an architecture has a rule of this kind. */
  public static boolean isFor(Architecture architecture) {
    return architecture.needsBreakBeforeMake() || architecture.changesWithFlush();
  }

  @Override
  public void afterStep(StepContext context, int mark) {
    State state = context.state();
    for (int i = mark; i < state.mark() && !context.isStopped(); i++) {
      int word = state.journalIndex(i);
      if (tables.isPlace(word) && isFirst(state, mark, i)) {
        entryChanged(context, word, state.journalOld(i));
      }
    }
  }

  private static boolean isFirst(State state, int mark, int i) {
    for (int earlier = mark; earlier < i; earlier++) {
      if (state.journalIndex(earlier) == state.journalIndex(i)) {
        return false;
      }
    }
    return true;
  }

  private void entryChanged(StepContext context, int place, long old) {
    State state = context.state();
    long entry = state.get(place);
    int table = tables.tableOf(place);
    if (!Entry.isPresent(entry) || !tables.isLive(state, table) || !(Entry.isPresent(old) || isArm)
        || Entry.isPresent(old) && Entry.cached(entry) == Entry.cached(old)) {
      return;
    }
    int mm = positions.mm(state, table);
    if (mm == 0 || !Entry.isPresent(old) && state.get(mm + flushPending) != 0) {
      return;
    }
    long start = positions.start(state, table);
    if (start != TablePositions.DETACHED) {
      int level = tables.level(state, table);
      judge(context, place, entry, level, mm, start + tables.indexOf(place) * geometry.span(level));
    }
  }

  private void judge(StepContext context, int place, long entry, int level, int mm, long address) {
    PairSet leaves = hardware.translations().leaves();
    PairSet structures = hardware.translations().structures();
    for (int cpu = 0; cpu < hardware.cpus().count() && !context.isStopped(); cpu++) {
      judge(context, leaves, cpu, place, entry, level, mm, address);
      if (!context.isStopped()) {
        judge(context, structures, cpu, place, entry, level, mm, address);
      }
    }
  }

  private void judge(
      StepContext context, PairSet set, int cpu, int place, long entry, int level, int mm, long address) {
    State state = context.state();
    int slot = hardware.tree().spaces().slot(mm);
    boolean areLeaves = set == hardware.translations().leaves();
    for (int i = 0; set.key(state, cpu, i) != 0; i++) {
      long key = set.key(state, cpu, i);
      long cached = set.value(state, cpu, i);
      if (PageKey.overlaps(geometry, key, slot, address, address + geometry.span(level))
          && contradicts(entry, level, cached, PageKey.level(key), areLeaves)) {
        context.report(Finding.fatal(ORACLE, "",
            "{" + place + "} is made to map " + EntryText.pfn(Entry.pfn(entry)) + " while cpu" + cpu
                + " may still have cached " + EntryText.pfn(Entry.pfn(cached)) + " at 0x"
                + Long.toHexString(PageKey.start(key)) + (isArm
                    ? ": the entry must be invalid, and be invalidated everywhere, in between"
                    : ": a valid entry is changed by an instruction that drops it from all TLBs"),
            set.keyIndex(cpu, i), "cached"));
        return;
      }
    }
  }

  private boolean contradicts(long entry, int level, long cached, int cachedLevel, boolean isLeaf) {
    boolean makesLeaf = Entry.isLeaf(entry, level);
    if (!isArm) {
      return makesLeaf == isLeaf && level == cachedLevel;
    }
    if (makesLeaf && isLeaf && level == cachedLevel) {
      return Entry.pfn(entry) != Entry.pfn(cached) && Entry.has(entry | cached, Entry.WRITE);
    }
    if (!makesLeaf && !isLeaf) {
      return level == cachedLevel && Entry.pfn(entry) != Entry.pfn(cached);
    }
    return !bbml2 && (makesLeaf || level <= cachedLevel);
  }
}
