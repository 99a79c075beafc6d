package dev.pagewalk.hw.device;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageKey;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * A secondary MMU (a hypervisor's second-level tables, an IOMMU with shared addresses): pages of a process that it has looked
 * up and uses without asking again, until a notifier takes them back. It holds no references of its own.
 *
 * <p>Its contract: it gives up what {@link #begin} names and establishes nothing there until {@link #end}; in return no
 * entry of the process changes beneath a mapping that it has. The second half is what the oracle here judges.
 *
 * <p>Model: there is one secondary MMU, which follows every address space of which it has been asked to map something.
 */
public final class SecondaryMmu {
  private static final int OPEN = 0;
  private static final int START = 1;
  private static final int END = 2;
  private static final int WORDS = 3;

  private final PageTables tree;
  private final Geometry geometry;
  private final Frames frames;
  private final PairSet mappings;
  private final int notifiers;

  /** Reserves room for {@code capacity} mappings and the notifier windows of each address space. */
  public SecondaryMmu(Layout layout, PageTables tree, Frames frames, int capacity) {
    this.tree = tree;
    this.geometry = tree.geometry();
    this.frames = frames;
    this.mappings = new PairSet(layout, "secondary_mmu", 1, capacity);
    this.notifiers = layout.reserve("notifiers", tree.spaces().count() * WORDS);
  }

  /** The mappings, as row 0: keys are {@link PageKey}s, values entries without A. */
  public PairSet mappings() {
    return mappings;
  }

  /** A notifier window opens: mappings of the range are given up, and none is established in it until it closes. */
  public void begin(StepContext context, int mm, long start, long end) {
    State state = context.state();
    int slot = tree.spaces().slot(mm);
    int i = 0;
    while (mappings.key(state, 0, i) != 0) {
      if (PageKey.overlaps(geometry, mappings.key(state, 0, i), slot, start, end)) {
        mappings.remove(state, 0, i);
      } else {
        i++;
      }
    }
    int window = window(mm);
    boolean isFirst = state.get(window + OPEN) == 0;
    state.set(window + START, isFirst ? start : Math.min(start, state.get(window + START)));
    state.set(window + END, isFirst ? end : Math.max(end, state.get(window + END)));
    state.set(window + OPEN, state.get(window + OPEN) + 1);
  }

  /** A notifier window closes. Windows of one address space that overlap in time count as one, over their common range. */
  public void end(StepContext context, int mm) {
    State state = context.state();
    int window = window(mm);
    long open = Math.max(0, state.get(window + OPEN) - 1);
    state.set(window + OPEN, open);
    if (open == 0) {
      state.set(window + START, 0);
      state.set(window + END, 0);
    }
  }

  /** Whether a notifier window over {@code address} is open. */
  public boolean isClosed(State state, int mm, long address) {
    int window = window(mm);
    return state.get(window + OPEN) != 0
        && state.get(window + START) <= address
        && address < state.get(window + END);
  }

  /**
   * Establishes a mapping from what the page tables say now, in one step.
   *
   * @param checked whether it asks if a notifier window is open, as it must; where it does not, establishing inside one is
   *     reported
   * @return whether there is a mapping now; false when refused, or when the page must be faulted in first
   */
  public boolean establish(StepContext context, int mm, long address, boolean write, boolean checked) {
    State state = context.state();
    boolean isClosed = isClosed(state, mm, address);
    int root = tree.spaces().root(state, mm);
    if (checked && isClosed || root == 0) {
      return false;
    }
    long end = tree.end(state, root, geometry.levels(), address);
    int place = PageTables.place(end);
    int level = PageTables.level(end);
    long entry = state.get(place);
    if (!context.touch(place) || !Entry.isLeaf(entry, level) || write && !Entry.has(entry, Entry.WRITE)) {
      return false;
    }
    if (isClosed) {
      context.report(stale("a secondary MMU maps {" + mm + "} at " + hex(address) + " inside a notifier's window", place));
      return false;
    }
    int pfn = Entry.pfn(entry) + (int) ((address & geometry.span(level) - 1) >> Geometry.PAGE_SHIFT);
    long value = Entry.withPfn(Entry.without(Entry.cached(entry), Entry.HUGE | Entry.DIRTY), pfn);
    int found = find(state, mm, address);
    if (0 <= found) {
      mappings.remove(state, 0, found);
    }
    if (!mappings.add(state, 0, PageKey.of(geometry, tree.spaces().slot(mm), address, Geometry.PTE), value)) {
      context.exhausted("the secondary MMU maps more than " + mappings.capacity() + " pages");
      return false;
    }
    return true;
  }

  /**
   * Uses a mapping.
   *
   * @return the index of the word at {@code address}, or 0 if there is no mapping that permits it
   */
  public int use(StepContext context, int mm, long address, boolean write) {
    State state = context.state();
    int found = find(state, mm, address);
    if (found < 0 || write && !Entry.has(mappings.value(state, 0, found), Entry.WRITE)) {
      return 0;
    }
    int pfn = Entry.pfn(mappings.value(state, 0, found));
    if (!frames.contains(pfn) || frames.owner(state, pfn) == 0) {
      context.report(stale("a secondary MMU uses a freed frame for " + hex(address), ownerOf(pfn)));
      return 0;
    }
    int word = (int) (address & Geometry.PAGE_SIZE - 1) >> 3;
    if (frames.words() <= word) {
      context.exhausted("a frame has " + frames.words() + " words only");
      return 0;
    }
    return frames.wordIndex(pfn, word);
  }

  /** Reports a change of an entry beneath a mapping: the notifier that should have taken it back did not come. */
  public void onChange(StepContext context, int mm, long address, int place, int level, long old, long entry) {
    State state = context.state();
    if (mappings.key(state, 0, 0) == 0) {
      return;
    }
    if (!Entry.isPresent(old) || tree.place(state, mm, address, level) != place) {
      return;
    }
    int slot = tree.spaces().slot(mm);
    long start = geometry.start(address, level);
    for (int i = 0; mappings.key(state, 0, i) != 0; i++) {
      long key = mappings.key(state, 0, i);
      if (PageKey.overlaps(geometry, key, slot, start, start + geometry.span(level))
          && !stillGrants(entry, level, mappings.value(state, 0, i), PageKey.start(key))) {
        context.report(stale(
            "{" + place + "} changes while a secondary MMU maps {" + mm + "} at " + hex(PageKey.start(key))
                + " through it, and no notifier was called", mappings.keyIndex(0, i)));
        return;
      }
    }
  }

  /** Reports a frame that is freed while a mapping names it. */
  public void onFrameFree(StepContext context, int pfn) {
    State state = context.state();
    for (int i = 0; mappings.key(state, 0, i) != 0; i++) {
      if (Entry.pfn(mappings.value(state, 0, i)) == pfn) {
        context.report(stale(
            "{" + ownerOf(pfn) + "} is freed while a secondary MMU maps it at " + hex(PageKey.start(mappings.key(state, 0, i))),
            mappings.keyIndex(0, i)));
        return;
      }
    }
  }

  /** Forgets an address space that has ended. */
  public void forget(StepContext context, int mm) {
    begin(context, mm, 0, Long.MAX_VALUE);
    State state = context.state();
    for (int i = 0; i < WORDS; i++) {
      state.set(window(mm) + i, 0);
    }
  }

  private boolean stillGrants(long entry, int level, long value, long address) {
    int pfn = Entry.pfn(entry) + (int) ((address & geometry.span(level) - 1) >> Geometry.PAGE_SHIFT);
    return Entry.isLeaf(entry, level)
        && pfn == Entry.pfn(value)
        && (Entry.has(entry, Entry.WRITE) || !Entry.has(value, Entry.WRITE));
  }

  private int find(State state, int mm, long address) {
    int slot = tree.spaces().slot(mm);
    for (int i = 0; mappings.key(state, 0, i) != 0; i++) {
      if (PageKey.overlaps(geometry, mappings.key(state, 0, i), slot, address, address + 1)) {
        return i;
      }
    }
    return -1;
  }

  private int window(int mm) {
    return notifiers + tree.spaces().slot(mm) * WORDS;
  }

  private int ownerOf(int pfn) {
    return frames.contains(pfn) ? frames.ownerIndex(pfn) : 0;
  }

  private static Finding stale(String message, int word) {
    return Finding.fatal("stale_translation", "secondary", message, word, "mapped");
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }
}
