package dev.pagewalk.hw.walk;

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
import dev.pagewalk.hw.tlb.Forbidden;
import dev.pagewalk.hw.tlb.Translations;

/**
 * One access of a CPU to an address: picks what it translates through (the tables as they are now, from the root or
 * from a cached paging-structure entry, or a cached translation), sets A and D, and gives the word or a fault.
 *
 * <p>A store through a cached translation whose D is clear walks the tables again, as x86 does to set D: it finds the
 * entry as it is now, and faults if that is not present or not writable. A cached translation that does not permit the
 * access faults even when the entry permits it by now. On x86_64 and ppc64 a fault empties what the CPU has cached of
 * the page; elsewhere the same cached translation may fault again.
 */
public final class Access {
  private static final int FAULT = 0;

  private final PageTables tree;
  private final Geometry geometry;
  private final Frames frames;
  private final Translations translations;
  private final boolean setsAccessed;
  private final boolean dropsOnFault;

  /**
   * The accesses of all CPUs.
   *
   * @param setsAccessed whether hardware sets A and D; where it does not, an access that needs one of them set faults
   * @param dropsOnFault whether a fault empties what the CPU has cached of the page
   */
  public Access(
      PageTables tree, Frames frames, Translations translations, boolean setsAccessed, boolean dropsOnFault) {
    this.tree = tree;
    this.geometry = tree.geometry();
    this.frames = frames;
    this.translations = translations;
    this.setsAccessed = setsAccessed;
    this.dropsOnFault = dropsOnFault;
  }

  /**
   * Translates an address on the running CPU, in the address space of {@code mm}, which the CPU has loaded.
   *
   * @param mm the index of the mm
   * @param user whether the CPU is in user mode
   * @return the index of the word at the address; 0 for a page fault, or when the step was stopped
   */
  public int translate(StepContext context, int mm, long address, boolean write, boolean user) {
    State state = context.state();
    int root = tree.spaces().root(state, mm);
    if (root == 0 || address < 0 || geometry.limit() <= address) {
      return FAULT;
    }
    int cpu = context.cpu();
    long live = tree.end(state, root, geometry.levels(), address);
    int walks = countWalks(state, cpu, mm, address, live);
    int cached = countCached(state, cpu, mm, address, write, user, live);
    int pick = context.choose(1 + walks + cached, "translation");
    if (context.isStopped()) {
      return FAULT;
    }
    if (pick <= walks) {
      long end = pick == 0 ? live : walk(state, cpu, mm, address, live, pick - 1);
      return throughEntry(context, cpu, mm, address, write, user, end);
    }
    int member = cached(state, cpu, mm, address, write, user, live, pick - 1 - walks);
    return throughMember(context, cpu, mm, address, write, user, member);
  }

  private int throughEntry(
      StepContext context, int cpu, int mm, long address, boolean write, boolean user, long end) {
    State state = context.state();
    int place = PageTables.place(end);
    int level = PageTables.level(end);
    if (!context.touch(place)) {
      return FAULT;
    }
    long entry = state.get(place);
    if (Entry.isPresent(entry) && !Entry.isLeaf(entry, level)) {
      context.report(Finding.fatal("page_tables", "", "{" + place + "} points to no page table", place, "written"));
      return FAULT;
    }
    long needed = Entry.ACCESSED | (write ? Entry.DIRTY : 0);
    boolean isReady = setsAccessed || (entry & needed) == needed;
    if (!permits(entry, write, user) || !isReady) {
      return fault(context, cpu, mm, address);
    }
    int pfn = Entry.pfn(entry) + geometry.pageIn(address, level);
    if (!frames.contains(pfn) || frames.owner(state, pfn) == 0) {
      context.report(Finding.fatal("use_after_free", "folio",
          "{" + place + "} still maps " + EntryText.pfn(pfn) + ", which is free",
          frames.contains(pfn) ? frames.ownerIndex(pfn) : place, "freed"));
      return FAULT;
    }
    state.set(place, Entry.without(entry, Entry.MAYBE_ACCESSED) | needed);
    return word(context, pfn, address);
  }

  private int throughMember(
      StepContext context, int cpu, int mm, long address, boolean write, boolean user, int member) {
    State state = context.state();
    PairSet set = translations.leaves();
    long value = set.value(state, cpu, member);
    if (!permits(value, write, user)) {
      return fault(context, cpu, mm, address);
    }
    int word = set.keyIndex(cpu, member);
    if (Forbidden.isFor(value, write)) {
      context.report(Finding.fatal("stale_translation", "",
          "cpu" + context.cpu() + " still " + (write ? "writes to" : "reads") + " 0x" + Long.toHexString(address)
              + " through a cached translation, after the call that forbids it has returned", word, "unmapped"));
      return FAULT;
    }
    int pfn = Entry.pfn(value) + geometry.pageIn(address, PageKey.level(set.key(state, cpu, member)));
    if (!frames.contains(pfn) || frames.owner(state, pfn) == 0) {
      context.report(Finding.fatal("stale_translation", "folio",
          "cpu" + context.cpu() + " reaches " + EntryText.pfn(pfn)
              + ", which is free, through a cached translation of 0x" + Long.toHexString(address),
          frames.contains(pfn) ? frames.ownerIndex(pfn) : word, "freed"));
      return FAULT;
    }
    return word(context, pfn, address);
  }

  private int fault(StepContext context, int cpu, int mm, long address) {
    if (dropsOnFault) {
      translations.flushFault(context, cpu, tree.spaces().slot(mm), address);
    }
    return FAULT;
  }

  private int word(StepContext context, int pfn, long address) {
    int word = (int) (address & Geometry.PAGE_SIZE - 1) >> 3;
    if (frames.words() <= word) {
      context.exhausted("a frame has only " + frames.words() + " words of contents");
      return FAULT;
    }
    return frames.wordIndex(pfn, word);
  }

  private int countWalks(State state, int cpu, int mm, long address, long live) {
    int count = 0;
    for (int i = 0; translations.structures().key(state, cpu, i) != 0; i++) {
      if (walkFrom(state, cpu, mm, address, live, i) != 0) {
        count++;
      }
    }
    return count;
  }

  private long walk(State state, int cpu, int mm, long address, long live, int pick) {
    int left = pick;
    for (int i = 0; translations.structures().key(state, cpu, i) != 0; i++) {
      long end = walkFrom(state, cpu, mm, address, live, i);
      if (end != 0 && left-- == 0) {
        return end;
      }
    }
    return live;
  }

  /**
   * Where the walk from a cached paging-structure entry ends, or 0 if it does not apply or ends where the live walk
   * does.
   */
  private long walkFrom(State state, int cpu, int mm, long address, long live, int i) {
    PairSet set = translations.structures();
    long key = set.key(state, cpu, i);
    if (!PageKey.overlaps(geometry, key, tree.spaces().slot(mm), address, address + 1)) {
      return 0;
    }
    int table = tree.tables().table(Entry.pfn(set.value(state, cpu, i)));
    long end = tree.end(state, table, PageKey.level(key) - 1, address);
    return end == live ? 0 : end;
  }

  private int countCached(State state, int cpu, int mm, long address, boolean write, boolean user, long live) {
    int count = 0;
    for (int i = 0; translations.leaves().key(state, cpu, i) != 0; i++) {
      if (isOption(state, cpu, mm, address, write, user, live, i)) {
        count++;
      }
    }
    return count;
  }

  private int cached(State state, int cpu, int mm, long address, boolean write, boolean user, long live, int pick) {
    int left = pick;
    int i = 0;
    while (!isOption(state, cpu, mm, address, write, user, live, i) || left-- != 0) {
      i++;
    }
    return i;
  }

  /** Whether using cached translation {@code i} can differ from walking the tables. */
  private boolean isOption(
      State state, int cpu, int mm, long address, boolean write, boolean user, long live, int i) {
    PairSet set = translations.leaves();
    long key = set.key(state, cpu, i);
    if (!PageKey.overlaps(geometry, key, tree.spaces().slot(mm), address, address + 1)) {
      return false;
    }
    long value = set.value(state, cpu, i);
    if (!permits(value, write, user)) {
      return true;
    }
    if (write && !Entry.has(value, Entry.DIRTY)) {
      return false;
    }
    int level = PageTables.level(live);
    long entry = state.get(PageTables.place(live));
    long needed = Entry.ACCESSED | (write ? Entry.DIRTY : 0);
    boolean isSame = !Forbidden.isAny(value)
        && Entry.isLeaf(entry, level)
        && permits(entry, write, user)
        && (entry & needed) == needed
        && Entry.pfn(entry) + geometry.pageIn(address, level)
            == Entry.pfn(value) + geometry.pageIn(address, PageKey.level(key));
    return !isSame;
  }

  private static boolean permits(long entry, boolean write, boolean user) {
    return Entry.isPresent(entry)
        && (!write || Entry.has(entry, Entry.WRITE))
        && (!user || Entry.has(entry, Entry.USER));
  }
}
