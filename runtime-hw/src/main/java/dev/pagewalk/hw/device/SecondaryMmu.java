package dev.pagewalk.hw.device;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageKey;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * A secondary MMU (a hypervisor's second-level tables, an IOMMU with shared addresses): pages of a process that it has
 * looked up and uses without asking again, until a notifier takes them back. It holds no references of its own.
 *
 * <p>Its contract: it gives up what {@link #begin} names and maps nothing there until {@link #end}, and nothing that it
 * looked up before. In return no entry of the process changes beneath a mapping that it has. The second half is what
 * the oracle here judges.
 *
 * <p>Model: there is one secondary MMU, which follows every address space of which it has been asked to map something;
 * its mappings are for reading.
 */
public final class SecondaryMmu {
  private static final int OPEN = 0;
  private static final int START = 1;
  private static final int END = 2;
  private static final int SEQUENCE = 3;
  private static final int WORDS = 4;

  private final PageTables tree;
  private final Geometry geometry;
  private final Frames frames;
  private final PairSet mappings;
  private final int windows;

  /** Reserves room for {@code capacity} mappings (0: there is no such device) and the windows of each address space. */
  public SecondaryMmu(Layout layout, PageTables tree, Frames frames, int capacity) {
    this.tree = tree;
    this.geometry = tree.geometry();
    this.frames = frames;
    this.mappings = new PairSet(layout, "secondary_mmu", 1, capacity);
    this.windows = layout.reserve("notifiers", tree.spaces().count() * WORDS);
  }

  /** Whether the machine has one. */
  public boolean isFitted() {
    return 0 < mappings.capacity();
  }

  /** The mappings, as row 0: keys are {@link PageKey}s of pages, values page frame numbers. */
  public PairSet mappings() {
    return mappings;
  }

  /** A notifier window opens: mappings of the range are given up, and none is made in it until it closes. */
  public void begin(State state, int mm, long start, long end) {
    drop(state, mm, start, end);
    int window = window(mm);
    boolean isFirst = state.get(window + OPEN) == 0;
    state.set(window + START, isFirst ? start : Math.min(start, state.get(window + START)));
    state.set(window + END, isFirst ? end : Math.max(end, state.get(window + END)));
    state.set(window + OPEN, state.get(window + OPEN) + 1);
  }

  /**
   * A notifier window closes. Windows of one address space that overlap in time count as one, over their common range.
   */
  public void end(State state, int mm) {
    int window = window(mm);
    long open = Math.max(0, state.get(window + OPEN) - 1);
    state.set(window + OPEN, open);
    state.set(window + SEQUENCE, state.get(window + SEQUENCE) + 1);
    if (open == 0) {
      state.set(window + START, 0);
      state.set(window + END, 0);
    }
  }

  /** How many windows of an address space have closed: read before a page is looked up, compared when it is mapped. */
  public long sequence(State state, int mm) {
    return state.get(window(mm) + SEQUENCE);
  }

  /**
   * Maps a page to the frame that was looked up for it, unless a window over it is open or one has closed since {@code
   * sequence} was read.
   *
   * @param pfn the frame's number
   * @return whether it is mapped now
   */
  public boolean map(StepContext context, int mm, long address, int pfn, long sequence) {
    State state = context.state();
    if (isOpen(state, mm, address) || sequence(state, mm) != sequence) {
      return false;
    }
    if (tree.pfn(state, mm, address) != pfn) {
      context.report(stale("a secondary MMU maps {" + mm + "} at " + hex(address) + " to " + EntryText.pfn(pfn)
          + ", which its tables have ceased to map there without a notifier", mm, "changed"));
      return false;
    }
    drop(state, mm, address, address + 1);
    int slot = tree.spaces().slot(mm);
    if (!mappings.add(state, 0, PageKey.of(geometry, slot, address, Geometry.PTE), Words.frame(pfn))) {
      context.exhausted("the secondary MMU maps more than " + mappings.capacity() + " pages");
      return false;
    }
    return true;
  }

  /** Reports a change of an entry beneath a mapping: the notifier that should have taken it back did not come. */
  public void onChange(StepContext context, int mm, long address, int place, int level, long old, long entry) {
    State state = context.state();
    if (mappings.key(state, 0, 0) == 0 || !Entry.isPresent(old)
        || tree.place(state, mm, address, level) != place) {
      return;
    }
    int slot = tree.spaces().slot(mm);
    long start = geometry.start(address, level);
    for (int i = 0; mappings.key(state, 0, i) != 0; i++) {
      long key = mappings.key(state, 0, i);
      if (PageKey.overlaps(geometry, key, slot, start, start + geometry.span(level))
          && !isSame(entry, level, PageKey.start(key), Words.pfn(mappings.value(state, 0, i)))) {
        context.report(stale("{" + place + "} changes while a secondary MMU maps {" + mm + "} at "
            + hex(PageKey.start(key)) + " through it, and no notifier was called", mappings.keyIndex(0, i), "mapped"));
        return;
      }
    }
  }

  /** Reports a frame that is freed while a mapping names it. */
  public void onFrameFree(StepContext context, int pfn) {
    State state = context.state();
    for (int i = 0; mappings.key(state, 0, i) != 0; i++) {
      if (Words.pfn(mappings.value(state, 0, i)) == pfn) {
        context.report(stale("{" + frames.ownerObject(state, pfn) + "} is freed while a secondary MMU maps it at "
            + hex(PageKey.start(mappings.key(state, 0, i))), mappings.keyIndex(0, i), "mapped"));
        return;
      }
    }
  }

  /** Forgets an address space that has ended. */
  public void forget(State state, int mm) {
    drop(state, mm, 0, Long.MAX_VALUE);
    for (int i = 0; i < WORDS; i++) {
      state.set(window(mm) + i, 0);
    }
  }

  private void drop(State state, int mm, long start, long end) {
    int slot = tree.spaces().slot(mm);
    int i = 0;
    while (mappings.key(state, 0, i) != 0) {
      if (PageKey.overlaps(geometry, mappings.key(state, 0, i), slot, start, end)) {
        mappings.remove(state, 0, i);
      } else {
        i++;
      }
    }
  }

  private boolean isOpen(State state, int mm, long address) {
    int window = window(mm);
    return state.get(window + OPEN) != 0
        && state.get(window + START) <= address
        && address < state.get(window + END);
  }

  private boolean isSame(long entry, int level, long address, int pfn) {
    return Entry.isLeaf(entry, level) && Entry.pfn(entry) + geometry.pageIn(address, level) == pfn;
  }

  private int window(int mm) {
    return windows + tree.spaces().slot(mm) * WORDS;
  }

  private static Finding stale(String message, int word, String role) {
    return Finding.fatal("stale_translation", "secondary", message, word, role);
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }
}
