package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.device.SecondaryMmu;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * How the kernel reads and changes page-table entries. Each method is one atomic access to the entry: the A and D bits
 * that hardware sets at any time are neither lost nor invented by it, and what CPUs may have cached of the old value is
 * recorded. On s390x such a change empties what CPUs have cached of it in the same step.
 *
 * <p>Changes say for which mm and address the entry is used, and at which real level ({@link
 * dev.pagewalk.hw.memory.Geometry#real}). A method that stops the step gives 0.
 */
public final class EntryWrites {
  private final PageTables tree;
  private final Translations translations;
  private final SecondaryMmu secondary;
  private final Cpus cpus;
  private final boolean changesWithFlush;

  /**
   * The accesses to the entries of these trees.
   *
   * @param changesWithFlush whether atomic changes go to all TLBs as well: {@code arch/s390/mm/pgtable.c}, 6.6
   */
  public EntryWrites(
      PageTables tree, Translations translations, SecondaryMmu secondary, Cpus cpus, boolean changesWithFlush) {
    this.tree = tree;
    this.cpus = cpus;
    this.changesWithFlush = changesWithFlush;
    this.translations = translations;
    this.secondary = secondary;
  }

  /** Reads an entry. */
  public long get(StepContext context, int place, int level) {
    if (!context.touch(place)) {
      return 0;
    }
    return tree.tables().isPlace(place)
        ? translations.settleAccessed(context, place, level)
        : context.state().get(place);
  }

  /**
   * Overwrites an entry by a plain store, whatever it is by then. A D bit that hardware has set meanwhile is gone then,
   * which is reported.
   */
  public void set(StepContext context, int mm, long address, int place, int level, long entry) {
    long old = get(context, place, level);
    if (Entry.isLeaf(old, level) && Entry.has(old, Entry.DIRTY) && !Entry.has(entry, Entry.DIRTY)) {
      context.report(Finding.fatal("dirty", "",
          "a plain store to {" + place + "} loses that " + EntryText.pfn(Entry.pfn(old)) + " is dirty", place, "used"));
    }
    change(context, mm, address, place, level, old, entry);
  }

  /** Puts an entry in the place of another in one atomic step. Gives the old one. */
  public long exchange(StepContext context, int mm, long address, int place, int level, long entry) {
    long old = get(context, place, level);
    return change(context, mm, address, place, level, old, entry) ? old : 0;
  }

  /**
   * Makes an entry point to a table. The entry must be none, and the table live and of the level below; anything else
   * is reported.
   */
  public void populate(StepContext context, int mm, long address, int place, int level, int table) {
    if (!context.touch(place) || !context.touch(table)) {
      return;
    }
    int below = tree.tables().level(context.state(), table);
    if (!Entry.isNone(context.state().get(place))) {
      context.report(Finding.fatal("page_tables", "",
          "{" + place + "} already points somewhere when {" + table + "} is linked there", place, "written"));
    } else if (below != level - 1) {
      context.report(Finding.fatal("page_tables", "",
          "{" + table + "} is a table of level " + below + " and is linked below an entry of level " + level, table,
          "allocated"));
    } else {
      set(context, mm, address, place, level, Entry.table(tree.tables().pfn(table)));
    }
  }

  /** Clears an entry and gives what it was, in one atomic step. */
  public long getAndClear(StepContext context, int mm, long address, int place, int level) {
    long old = exchange(context, mm, address, place, level, Entry.NONE);
    if (changesWithFlush) {
      flush(context, mm, address, level, old, level == Geometry.PTE);
    }
    return old;
  }

  /**
   * Puts an entry in the place of another and drops the old one from all TLBs, in one instruction: IPTE or IDTE on
   * s390x.
   *
   * @param lazy whether the TLBs are left alone if the running CPU is the only one that has the mm loaded
   * @return the old entry
   */
  public long exchangeAndFlush(
      StepContext context, int mm, long address, int place, int level, long entry, boolean lazy) {
    long old = exchange(context, mm, address, place, level, entry);
    flush(context, mm, address, level, old, lazy);
    return old;
  }

  /** Clears flags in a present entry in one atomic step. Gives the entry before. */
  public long clearFlags(StepContext context, int mm, long address, int place, int level, long flags) {
    long old = get(context, place, level);
    return change(context, mm, address, place, level, old, Entry.without(old, flags)) ? old : 0;
  }

  /** Sets flags in an entry that is not none in one atomic step. Gives the entry before. */
  public long setFlags(StepContext context, int mm, long address, int place, int level, long flags) {
    long old = get(context, place, level);
    return change(context, mm, address, place, level, old, Entry.with(old, flags)) ? old : 0;
  }

  /** Clears A in one atomic step. Gives whether it was set. */
  public boolean testAndClearYoung(StepContext context, int mm, long address, int place, int level) {
    long old = clearFlags(context, mm, address, place, level, Entry.ACCESSED);
    if (changesWithFlush) {
      flush(context, mm, address, level, old, false);
    }
    return Entry.has(old, Entry.ACCESSED);
  }

  /** Takes the write permission away in one atomic step, which keeps a D bit set meanwhile. */
  public void setWrprotect(StepContext context, int mm, long address, int place, int level) {
    long old = clearFlags(context, mm, address, place, level, Entry.WRITE);
    if (changesWithFlush) {
      flush(context, mm, address, level, old, true);
    }
  }

  private void flush(StepContext context, int mm, long address, int level, long old, boolean lazy) {
    boolean isAlone = lazy && cpus.mask(context.state(), mm) == 1L << context.cpu();
    if (!context.isStopped() && Entry.isPresent(old) && !isAlone) {
      long start = tree.geometry().start(address, level);
      translations.flushEntryEverywhere(context, tree.spaces().slot(mm), start, start + tree.geometry().span(level));
    }
  }

  private boolean change(StepContext context, int mm, long address, int place, int level, long old, long entry) {
    if (context.isStopped()) {
      return false;
    }
    State state = context.state();
    if (tree.tables().isPlace(place) && old != entry && !isCoveredBy(entry, old, level)) {
      translations.join(context, mm, address, place, level, old);
      if (!context.isStopped()) {
        secondary.onChange(context, mm, address, place, level, old, entry);
      }
    }
    if (context.isStopped()) {
      return false;
    }
    state.set(place, entry);
    return true;
  }

  /** Whether the new entry lets a CPU do all that a cached copy of the old one does, and so stands for it. */
  private boolean isCoveredBy(long entry, long old, int level) {
    return Entry.isPresent(old)
        && Entry.isPresent(entry)
        && Entry.has(entry, Entry.ACCESSED)
        && (Entry.isLeaf(old, level)
            ? Entry.covers(translations.asUsed(entry), translations.asUsed(old))
            : Entry.covers(entry | Entry.DIRTY, old));
  }
}
