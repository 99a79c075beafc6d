package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.device.SecondaryMmu;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageKey;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * The oracle {@code stale_translation}, as far as it is judged when memory is freed or the library says what it relies
 * on. (That an access uses a translation which it must not is judged by the access.)
 *
 * <p>A member of a set counts only while it could be used before the flush that its CPU still owes: not on a CPU that
 * will flush when it comes back to the address space or leaves lazy mode. A lazy CPU does walk speculatively, so that
 * its paging-structure entries always count.
 */
public final class StaleTranslations {
  private static final String ORACLE = "stale_translation";

  private final PageTables tree;
  private final Frames frames;
  private final Cpus cpus;
  private final Contexts contexts;
  private final Translations translations;
  private final SecondaryMmu secondary;

  /** The oracle over these sets. */
  public StaleTranslations(
      PageTables tree, Frames frames, Cpus cpus, Contexts contexts, Translations translations, SecondaryMmu secondary) {
    this.tree = tree;
    this.frames = frames;
    this.cpus = cpus;
    this.contexts = contexts;
    this.translations = translations;
    this.secondary = secondary;
  }

  /** To be called in the step that frees a data frame, before it does. */
  public void onFrameFree(StepContext context, int pfn) {
    check(context, pfn, false, "is freed");
    if (!context.isStopped()) {
      secondary.onFrameFree(context, pfn);
    }
  }

  /** The library relies on it that no CPU can reach a frame through a cached translation, or cannot write to it. */
  public void assertNone(StepContext context, int pfn, boolean write) {
    check(context, pfn, write, write ? "must not be writable by now" : "must not be reachable by now");
  }

  /** To be called in the step that frees a page table (the index of its header), before it does. */
  public void onTableFree(StepContext context, int table) {
    State state = context.state();
    PairSet set = translations.structures();
    int pfn = tree.tables().pfn(table);
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      for (int i = 0; set.key(state, cpu, i) != 0; i++) {
        int slot = PageKey.slot(set.key(state, cpu, i));
        boolean isWalked = cpus.loaded(state, cpu) == tree.spaces().mm(slot);
        if (Entry.pfn(set.value(state, cpu, i)) == pfn && (isWalked || contexts.behind(state, cpu, slot) == 0)) {
          context.report(Finding.fatal(ORACLE, "page_table",
              "{" + table + "} is freed while cpu" + cpu + " may still walk it for {" + tree.spaces().mm(slot)
                  + "} at " + hex(PageKey.start(set.key(state, cpu, i))),
              set.keyIndex(cpu, i), "unlinked"));
          return;
        }
      }
      int loaded = cpus.loaded(state, cpu);
      if (loaded != 0 && tree.spaces().root(state, loaded) == table) {
        context.report(Finding.fatal(ORACLE, "page_table",
            "{" + table + "} is freed while cpu" + cpu + " has {" + loaded + "} loaded, whose root it is",
            cpus.loadedIndex(cpu), "loaded"));
        return;
      }
    }
  }

  /**
   * A system call returns that has taken away all permissions of a range, or only that to write. What CPUs may still
   * have cached of it is legal to keep but no longer to use.
   */
  public void forbid(StepContext context, int mm, long start, long end, boolean writeOnly) {
    State state = context.state();
    PairSet set = translations.leaves();
    int slot = tree.spaces().slot(mm);
    long mark = writeOnly ? Forbidden.WRITE : Forbidden.ANY;
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      int i = 0;
      while (set.key(state, cpu, i) != 0) {
        long key = set.key(state, cpu, i);
        long value = set.value(state, cpu, i);
        if ((value & mark) == 0
            && (!writeOnly || Entry.has(value, Entry.WRITE))
            && PageKey.overlaps(tree.geometry(), key, slot, start, end)) {
          set.remove(state, cpu, i);
          set.add(state, cpu, key, value | mark);
          i = 0;
        } else {
          i++;
        }
      }
    }
  }

  private void check(StepContext context, int pfn, boolean write, String what) {
    State state = context.state();
    PairSet set = translations.leaves();
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      for (int i = 0; set.key(state, cpu, i) != 0; i++) {
        long key = set.key(state, cpu, i);
        long value = set.value(state, cpu, i);
        if (names(key, value, pfn)
            && (!write || Entry.has(value, Entry.WRITE))
            && isUsable(state, cpu, PageKey.slot(key))) {
          context.report(Finding.fatal(ORACLE, "folio",
              EntryText.pfn(pfn) + " of {" + frames.ownerObject(state, pfn) + "} " + what + " while cpu" + cpu
                  + " may still use it for {" + tree.spaces().mm(PageKey.slot(key)) + "} at " + hex(PageKey.start(key)),
              set.keyIndex(cpu, i), "unmapped"));
          return;
        }
      }
    }
  }

  private boolean names(long key, long value, int pfn) {
    long pages = tree.geometry().span(PageKey.level(key)) >> Geometry.PAGE_SHIFT;
    return Entry.pfn(value) <= pfn && pfn < Entry.pfn(value) + pages;
  }

  private boolean isUsable(State state, int cpu, int slot) {
    boolean isRunning = cpus.loaded(state, cpu) == tree.spaces().mm(slot) && !cpus.isLazy(state, cpu);
    return isRunning || contexts.behind(state, cpu, slot) == 0;
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }
}
