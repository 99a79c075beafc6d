package dev.pagewalk.mm.folio;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * Folios as objects. Slot {@code i} of the pool owns the frames from {@code i} times the pages of a PMD on, as many as
 * its order says: so frame numbers are as stable as slots, and aligned.
 */
public final class Folios {
  private final Hardware hardware;
  private final Frames frames;
  private final Pool pool;
  private final int pagesEach;
  private final int refcount;
  private final int mapcount;
  private final int mapping;
  private final int index;
  private final int order;
  private final int pfn;
  private final int inPageCache;
  private final int dirty;
  private final int modified;
  private final int shmem;

  /** The folios in the pool {@code folio} of a layout; the machine has {@link #framesFor} frames at least. */
  public Folios(Layout layout, Hardware hardware) {
    this.hardware = hardware;
    this.frames = hardware.frames();
    this.pool = layout.pool("folio");
    this.pagesEach = hardware.machine().tableEntries();
    if (frames.count() < framesFor(pool.count(), pagesEach)) {
      throw new IllegalArgumentException("too few frames for " + pool.count() + " folios: " + frames.count());
    }
    StructLayout struct = pool.struct();
    this.refcount = struct.offset("refcount");
    this.mapcount = struct.offset("mapcount");
    this.mapping = struct.offset("mapping");
    this.index = struct.offset("index");
    this.order = struct.offset("order");
    this.pfn = struct.offset("pfn");
    this.inPageCache = struct.offset("in_page_cache");
    this.dirty = struct.offset("dirty");
    this.modified = struct.offset("modified");
    this.shmem = layout.pool("address_space").struct().offset("shmem");
  }

  /** How many data frames a machine needs for so many folios. */
  public static int framesFor(int folios, int tableEntries) {
    return folios * tableEntries;
  }

  /** The frames of each slot. */
  public Rows words() {
    return new Rows(frames.ownerIndex(Frames.FIRST), pool.count(), pagesEach * (frames.words() + 1));
  }

  /** A new folio with one reference, or 0 if the step was stopped. */
  long allocate(StepContext context, long wantedOrder) {
    int pages = 1 << wantedOrder;
    if (pagesEach < pages) {
      context.exhausted("a folio of order " + wantedOrder + " is larger than a PMD maps");
      return 0;
    }
    int folio = context.allocate(pool);
    if (context.isStopped() || folio == 0) {
      return 0;
    }
    State state = context.state();
    int first = Frames.FIRST + pool.slot(folio) * pagesEach;
    state.set(folio + refcount, 1);
    state.set(folio + order, wantedOrder);
    state.set(folio + pfn, Words.frame(first));
    frames.give(state, first, pages, Words.reference(folio));
    return Words.reference(folio);
  }

  /** Frees a folio to which no reference is left, and its frames. */
  void free(StepContext context, int folio) {
    if (!context.touch(folio)) {
      return;
    }
    State state = context.state();
    int first = Words.pfn(state.get(folio + pfn));
    int pages = 1 << state.get(folio + order);
    for (int i = 0; i < pages && !context.isStopped(); i++) {
      hardware.stale().onFrameFree(context, first + i);
    }
    if (!context.isStopped() && state.get(folio + mapcount) != 0) {
      context.report(Finding.fatal("accounting", "folio",
          "{" + folio + "} is freed with a mapcount of " + state.get(folio + mapcount), folio + mapcount, "changed"));
    }
    if (!context.isStopped() && state.get(folio + inPageCache) != 0) {
      context.report(Finding.fatal("accounting", "folio",
          "{" + folio + "} is freed while it is in the page cache", folio + inPageCache, "changed"));
    }
    if (!context.isStopped()) {
      context.free(folio);
    }
    if (!context.isStopped()) {
      frames.free(state, first, pages);
    }
  }

  /** The index of the folio that owns a frame, or 0. */
  public int folioOf(State state, int frame) {
    return Words.index(owner(state, frame));
  }

  /** The folio that owns a frame, or 0. */
  long owner(State state, int frame) {
    long owner = frames.contains(frame) ? frames.owner(state, frame) : 0;
    return Words.isReference(owner) ? owner : 0;
  }

  /** The folio that owns a frame, which must have one. */
  long ownerOf(StepContext context, int frame) {
    long owner = owner(context.state(), frame);
    if (owner == 0) {
      int word = frames.contains(frame) ? frames.ownerIndex(frame) : 0;
      context.report(Finding.fatal("use_after_free", "folio",
          EntryText.pfn(frame) + " is used as a folio's and belongs to none", word, "freed"));
    }
    return owner;
  }

  /** Takes a reference to the folio that owns a frame unless there is none, or none left: then 0. */
  long tryGet(State state, int frame) {
    long owner = owner(state, frame);
    return owner != 0 && get(state, Words.index(owner)) ? owner : 0;
  }

  /** The folio in the page cache that covers a page of a file, with a reference taken; or 0. */
  long getFromCache(State state, long mappingReference, long page) {
    int folio = cached(state, mappingReference, page, page);
    return folio != 0 && get(state, folio) ? Words.reference(folio) : 0;
  }

  /**
   * Notes that a program has stored to a frame: a clean page of a file is newer than what was written of it. Pages of
   * tmpfs count as dirty always.
   */
  public void modified(State state, int frame) {
    int folio = folioOf(state, frame);
    if (folio != 0
        && state.get(folio + inPageCache) != 0
        && state.get(folio + dirty) == 0
        && state.get(Words.index(state.get(folio + mapping)) + shmem) == 0) {
      state.set(folio + modified, 1);
    }
  }

  /** Puts a folio into the page cache and takes the cache's references; false if one of its pages is there already. */
  boolean addToCache(State state, long mappingReference, int folio, long page) {
    long pages = 1L << state.get(folio + order);
    if (cached(state, mappingReference, page, page + pages - 1) != 0) {
      return false;
    }
    state.set(folio + mapping, mappingReference);
    state.set(folio + index, page);
    state.set(folio + inPageCache, 1);
    state.set(folio + refcount, state.get(folio + refcount) + pages);
    return true;
  }

  /** Copies the contents of a frame. */
  void copy(StepContext context, int to, int from) {
    if (ownerOf(context, to) == 0 || ownerOf(context, from) == 0) {
      return;
    }
    State state = context.state();
    for (int word = 0; word < frames.words(); word++) {
      state.set(frames.wordIndex(to, word), state.get(frames.wordIndex(from, word)));
    }
  }

  /** Copies one word of a frame to the same place in another. */
  void copyWord(StepContext context, int to, int from, long word) {
    if (isUsable(context, to, word) && isUsable(context, from, word)) {
      State state = context.state();
      state.set(frames.wordIndex(to, (int) word), state.get(frames.wordIndex(from, (int) word)));
    }
  }

  /** Whether two frames hold the same word in the same place. */
  boolean isSameWord(StepContext context, int a, int b, long word) {
    State state = context.state();
    return isUsable(context, a, word)
        && isUsable(context, b, word)
        && state.get(frames.wordIndex(a, (int) word)) == state.get(frames.wordIndex(b, (int) word));
  }

  /** Reads one word of a frame; 0 if the step was stopped. */
  long loadWord(StepContext context, int frame, long word) {
    return isUsable(context, frame, word) ? context.state().get(frames.wordIndex(frame, (int) word)) : 0;
  }

  /** Writes one word of a frame. */
  void storeWord(StepContext context, int frame, long word, long value) {
    if (isUsable(context, frame, word)) {
      context.state().set(frames.wordIndex(frame, (int) word), value);
    }
  }

  /** Whether the kernel may touch a word of a frame; reports it otherwise. */
  private boolean isUsable(StepContext context, int frame, long word) {
    if (word < 0 || frames.words() <= word) {
      context.exhausted("a frame has no word " + word);
      return false;
    }
    return ownerOf(context, frame) != 0;
  }

  /** Whether a word names a folio by one of its frames. */
  boolean isNamedBy(long word, int folio) {
    int frame = Words.isFrame(word) ? Words.pfn(word)
        : Words.isEntry(word) && Entry.isPresent(word) ? Entry.pfn(word) : 0;
    return frames.contains(frame) && (frame - Frames.FIRST) / pagesEach == pool.slot(folio);
  }

  /** The pool. */
  public Pool pool() {
    return pool;
  }

  private boolean get(State state, int folio) {
    long references = state.get(folio + refcount);
    if (references == 0) {
      return false;
    }
    state.set(folio + refcount, references + 1);
    return true;
  }

  private int cached(State state, long mappingReference, long first, long last) {
    for (int slot = 0; slot < pool.count(); slot++) {
      int folio = pool.address(slot);
      if (state.get(folio) == StructLayout.LIVE
          && state.get(folio + inPageCache) != 0
          && state.get(folio + mapping) == mappingReference
          && state.get(folio + index) <= last
          && first < state.get(folio + index) + (1L << state.get(folio + order))) {
        return folio;
      }
    }
    return 0;
  }
}
