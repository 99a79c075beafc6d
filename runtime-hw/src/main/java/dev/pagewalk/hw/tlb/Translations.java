package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageKey;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.StepContext;

/**
 * The two sets of each CPU: translations (leaves), and paging-structure entries (entries that point to tables), that
 * are no longer what memory says but may still be cached. What memory does say is not in them: it can be cached at any
 * time.
 *
 * <p>A member is added when its entry changes, for every CPU that holds the address space ({@link Contexts}) or can
 * reach the entry through a cached paging-structure entry. It leaves with an invalidation.
 *
 * <p>Model: a CPU that kept the PCID of an address space after switching away may cache what entries become afterwards.
 *
 * <p>Model: a table that two address spaces share is walked by the one that changes it only.
 */
public final class Translations {
  private static final long PAGE = Geometry.PAGE_SIZE;

  private final PageTables tree;
  private final Tables tables;
  private final Geometry geometry;
  private final Cpus cpus;
  private final Contexts contexts;
  private final boolean setsAccessed;
  private final PairSet leaves;
  private final PairSet structures;
  private final Reachability reachability;

  /**
   * Reserves both sets of each CPU.
   *
   * @param setsAccessed whether the hardware sets A by itself
   * @param capacity members of each set; a scenario that needs more ends {@code unknown}
   */
  public Translations(
      Layout layout, PageTables tree, Cpus cpus, Contexts contexts, boolean setsAccessed, int capacity) {
    this.tree = tree;
    this.tables = tree.tables();
    this.geometry = tree.geometry();
    this.cpus = cpus;
    this.contexts = contexts;
    this.setsAccessed = setsAccessed;
    this.leaves = new PairSet(layout, "tlb", cpus.count(), capacity);
    this.structures = new PairSet(layout, "paging_structures", cpus.count(), capacity);
    this.reachability = new Reachability(tree, contexts, structures);
  }

  /**
   * The translations of each CPU: keys are {@link PageKey}s, values {@link Entry#cached} words, perhaps
   * {@link Forbidden}.
   */
  public PairSet leaves() {
    return leaves;
  }

  /** The paging-structure entries of each CPU. */
  public PairSet structures() {
    return structures;
  }

  /**
   * Decides whether a speculative walk had set A in a present entry in which it is clear, if some CPU can walk there.
   * Called before the kernel reads or changes the entry.
   *
   * @return the entry as it is then
   */
  long settleAccessed(StepContext context, int place, int level) {
    State state = context.state();
    long found = state.get(place);
    if (!setsAccessed || !Entry.isLeaf(found, level) || Entry.has(found, Entry.ACCESSED)) {
      return found;
    }
    long entry = Entry.without(found, Entry.MAYBE_ACCESSED);
    boolean mayBe = found != entry || reachability.isWalked(state, tables.tableOf(place), level);
    if (mayBe && context.choose(2, "speculative walk") != 0) {
      entry = Entry.with(entry, Entry.ACCESSED);
    }
    state.set(place, entry);
    return entry;
  }

  /**
   * Adds what {@code old}, which is about to change, may be cached as; {@code mm} and {@code address} say where it is
   * used.
   */
  void join(StepContext context, int mm, long address, int place, int level, long old) {
    if (!Entry.isPresent(old) || !Entry.has(old, Entry.ACCESSED)) {
      return;
    }
    State state = context.state();
    int slot = tree.spaces().slot(mm);
    boolean isLinked = tree.place(state, mm, address, level) == place;
    PairSet set = Entry.isLeaf(old, level) ? leaves : structures;
    for (int cpu = 0; cpu < cpus.count() && !context.isStopped(); cpu++) {
      if (isLinked && contexts.isHeld(state, cpu, slot)) {
        add(context, set, cpu, PageKey.of(geometry, slot, address, level), old);
      }
      joinThroughStructures(context, set, cpu, address, place, level, old);
    }
  }

  /** Empties everything of an address space on a CPU. */
  public void flushSpace(State state, int cpu, int slot) {
    removeOverlapping(state, leaves, cpu, slot, 0, Long.MAX_VALUE);
    int i = 0;
    while (structures.key(state, cpu, i) != 0) {
      long key = structures.key(state, cpu, i);
      if (PageKey.slot(key) == slot) {
        int table = tables.table(Entry.pfn(structures.value(state, cpu, i)));
        structures.remove(state, cpu, i);
        markBelow(state, slot, table, PageKey.level(key) - 1, PageKey.start(key));
      } else {
        i++;
      }
    }
  }

  /** Empties everything of an address space on a CPU that holds it no longer from now on. */
  public void drop(State state, int cpu, int slot) {
    flushSpace(state, cpu, slot);
    contexts.drop(state, cpu, slot);
    int root = tree.spaces().root(state, tree.spaces().mm(slot));
    if (root != 0) {
      markBelow(state, slot, root, geometry.levels(), 0);
    }
  }

  /**
   * Empties the translations of a range on a CPU.
   *
   * @param withStructures whether also the paging-structure entries of the whole address space, as INVLPG does
   */
  public void flushRange(StepContext context, int cpu, int slot, long start, long end, boolean withStructures) {
    State state = context.state();
    removeOverlapping(state, leaves, cpu, slot, start, end);
    if (withStructures) {
      dropStructures(context, cpu, slot, 0, Long.MAX_VALUE, start, end);
    }
  }

  /** The same on every CPU. */
  void flushEntryEverywhere(StepContext context, int slot, long start, long end) {
    for (int cpu = 0; cpu < cpus.count() && !context.isStopped(); cpu++) {
      flushEntry(context, cpu, slot, start, end);
    }
  }

  /** Empties everything of an address space on every CPU. */
  public void flushSpaceEverywhere(State state, int slot) {
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      flushSpace(state, cpu, slot);
    }
  }

  /**
   * Marks what a broadcast invalidates on a CPU.
   *
   * @param withStructures whether also the paging-structure entries of the range
   */
  void mark(State state, int cpu, int slot, long start, long end, boolean withStructures, long mark) {
    mark(state, leaves, cpu, slot, start, end, mark);
    if (withStructures) {
      mark(state, structures, cpu, slot, start, end, mark);
    }
  }

  private void mark(State state, PairSet set, int cpu, int slot, long start, long end, long mark) {
    int i = 0;
    while (set.key(state, cpu, i) != 0) {
      long key = set.key(state, cpu, i);
      long value = set.value(state, cpu, i);
      if ((value & mark) == 0 && PageKey.overlaps(geometry, key, slot, start, end)) {
        set.remove(state, cpu, i);
        set.add(state, cpu, key, value | mark);
        i = 0;
      } else {
        i++;
      }
    }
  }

  /** Empties what is marked on a CPU, as the barrier behind a broadcast of that range does. */
  void flushMarked(StepContext context, int cpu, int slot, long start, long end, long mark) {
    State state = context.state();
    int i = 0;
    while (leaves.key(state, cpu, i) != 0) {
      if ((leaves.value(state, cpu, i) & mark) != 0) {
        leaves.remove(state, cpu, i);
      } else {
        i++;
      }
    }
    i = 0;
    while (structures.key(state, cpu, i) != 0 && !context.isStopped()) {
      if ((structures.value(state, cpu, i) & mark) != 0) {
        dropStructure(context, cpu, slot, i, start, end);
      } else {
        i++;
      }
    }
  }

  /** What a page fault empties on x86: the translations of its page and the paging-structure entries used for it. */
  public void flushFault(StepContext context, int cpu, int slot, long address) {
    long page = address & -PAGE;
    flushEntry(context, cpu, slot, page, page + PAGE);
  }

  /** Empties the translations of a range and the paging-structure entries that lead to it, and no others. */
  void flushEntry(StepContext context, int cpu, int slot, long start, long end) {
    removeOverlapping(context.state(), leaves, cpu, slot, start, end);
    dropStructures(context, cpu, slot, start, end, start, end);
  }

  /** Forgets an address space that has ended, on all CPUs. */
  public void forget(State state, int slot) {
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      drop(state, cpu, slot);
    }
  }

  private void joinThroughStructures(
      StepContext context, PairSet set, int cpu, long address, int place, int level, long old) {
    State state = context.state();
    for (int i = 0; structures.key(state, cpu, i) != 0; i++) {
      long key = structures.key(state, cpu, i);
      int top = PageKey.level(key);
      if (top <= level) {
        continue;
      }
      // A table that was moved is reached at another address: only the part below the member is the same.
      long seen = PageKey.start(key) | address & geometry.span(top) - 1;
      int table = tables.table(Entry.pfn(structures.value(state, cpu, i)));
      if (tree.placeBelow(state, table, top - 1, seen, level) == place) {
        add(context, set, cpu, PageKey.of(geometry, PageKey.slot(key), seen, level), old);
      }
    }
  }

  /**
   * Drops the paging-structure entries of an address space that overlap a range. What was reachable only through them
   * may still be cached by itself: it joins, except for the pages from {@code start} to {@code end}, which are empty
   * now.
   */
  private void dropStructures(
      StepContext context, int cpu, int slot, long from, long to, long start, long end) {
    State state = context.state();
    int i = 0;
    while (structures.key(state, cpu, i) != 0 && !context.isStopped()) {
      long key = structures.key(state, cpu, i);
      if (PageKey.overlaps(geometry, key, slot, from, to)) {
        dropStructure(context, cpu, slot, i, start, end);
      } else {
        i++;
      }
    }
  }

  private void dropStructure(StepContext context, int cpu, int slot, int i, long start, long end) {
    State state = context.state();
    long key = structures.key(state, cpu, i);
    int table = tables.table(Entry.pfn(structures.value(state, cpu, i)));
    structures.remove(state, cpu, i);
    joinBelow(context, cpu, slot, table, PageKey.level(key) - 1, PageKey.start(key), start, end);
  }

  private void joinBelow(
      StepContext context, int cpu, int slot, int table, int level, long address, long start, long end) {
    State state = context.state();
    if (!tables.isLive(state, table)) {
      return;
    }
    long span = geometry.span(level);
    for (int index = 0; index < tables.entries() && !context.isStopped(); index++) {
      int place = tables.place(table, index);
      long at = address + index * span;
      long entry = state.get(place);
      if (!Entry.isPresent(entry)) {
        continue;
      }
      if (!Entry.isLeaf(entry, level)) {
        if (tables.contains(Entry.pfn(entry))) {
          joinBelow(context, cpu, slot, tables.table(Entry.pfn(entry)), level - 1, at, start, end);
        }
      } else if (start <= at && at + span <= end) {
        mark(state, slot, place, level, at);
      } else if (tree.place(state, tree.spaces().mm(slot), at, level) != place) {
        // The way to the entry is cached no more, but it was: so this is decided now, together with what it means.
        boolean mayChange = setsAccessed && !Entry.has(entry, Entry.ACCESSED);
        state.set(place, mayChange ? entry | Entry.MAYBE_ACCESSED : entry);
        entry = settleAccessed(context, place, level);
        if (Entry.has(entry, Entry.ACCESSED)) {
          add(context, leaves, cpu, PageKey.of(geometry, slot, at, level), entry);
        }
      }
    }
  }

  private void markBelow(State state, int slot, int table, int level, long address) {
    if (!setsAccessed || !tables.isLive(state, table)) {
      return;
    }
    for (int index = 0; index < tables.entries(); index++) {
      int place = tables.place(table, index);
      long at = address + index * geometry.span(level);
      long entry = state.get(place);
      if (Entry.isLeaf(entry, level)) {
        mark(state, slot, place, level, at);
      } else if (Entry.isPresent(entry) && tables.contains(Entry.pfn(entry))) {
        markBelow(state, slot, tables.table(Entry.pfn(entry)), level - 1, at);
      }
    }
  }

  /** Notes that A of a leaf may have been set, unless a walk can set it from now on just as well. */
  private void mark(State state, int slot, int place, int level, long address) {
    long entry = state.get(place);
    boolean isWalked = contexts.isHeldAnywhere(state, slot)
        && tree.place(state, tree.spaces().mm(slot), address, level) == place;
    if (setsAccessed && !Entry.has(entry, Entry.ACCESSED) && !isWalked) {
      state.set(place, entry | Entry.MAYBE_ACCESSED);
    }
  }

  private void add(StepContext context, PairSet set, int cpu, long key, long entry) {
    State state = context.state();
    long value = Entry.cached(set == leaves ? asUsed(entry) : entry);
    for (int i = 0; set.key(state, cpu, i) != 0; i++) {
      if (set.key(state, cpu, i) != key) {
        continue;
      }
      long other = set.value(state, cpu, i);
      if (!Forbidden.isMarked(other) && Entry.covers(other, value)) {
        return;
      }
      if (!Forbidden.isAny(other) && Entry.covers(value, other)) {
        set.remove(state, cpu, i);
        break;
      }
    }
    if (!set.add(state, cpu, key, value)) {
      context.exhausted("cpu" + cpu + " may cache more than " + set.capacity() + " old translations");
    }
  }

  /** The entry as a CPU understands it: where hardware does not set D, a store is permitted only once D is set. */
  long asUsed(long entry) {
    return setsAccessed || Entry.has(entry, Entry.DIRTY) ? entry : Entry.without(entry, Entry.WRITE);
  }

  private void removeOverlapping(State state, PairSet set, int cpu, int slot, long start, long end) {
    int i = 0;
    while (set.key(state, cpu, i) != 0) {
      if (PageKey.overlaps(geometry, set.key(state, cpu, i), slot, start, end)) {
        set.remove(state, cpu, i);
      } else {
        i++;
      }
    }
  }
}
