package dev.pagewalk.hw.memory;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;

/**
 * Data frames: each an owner word and a few words of contents. The owner is 0 while the frame is free, else a word of
 * the allocator's choice that says to whom it belongs, usually a reference to the folio.
 *
 * <p>Behind them lies the zero page: a frame that belongs to nobody, is never free and holds zeros.
 *
 * <p>Model: a frame has as many words as the machine is told, one for each 8 bytes from its start; a word is never
 * torn.
 */
public final class Frames {
  /** The number of the first data frame: above every table's, and aligned for the largest folio. */
  public static final int FIRST = 1 << 12;

  private final int base;
  private final int count;
  private final int words;

  /** Reserves {@code count} frames of {@code words} words each. */
  public Frames(Layout layout, int count, int words) {
    this.base = layout.reserve("frames", (count + 1) * (words + 1));
    this.count = count;
    this.words = words;
  }

  /** The number of the zero page. */
  public int zero() {
    return FIRST + count;
  }

  /** How many frames there are, the zero page not counted. */
  public int count() {
    return count;
  }

  /** How many words of contents a frame has. */
  public int words() {
    return words;
  }

  /** Whether it is the number of a data frame, or of the zero page. */
  public boolean contains(int pfn) {
    return FIRST <= pfn && pfn <= zero();
  }

  /** Whether the word at {@code index} is a frame's owner or contents. */
  public boolean containsWord(int index) {
    return base <= index && index < base + (count + 1) * (words + 1);
  }

  /** The number of the frame to which the word at {@code index} belongs. */
  public int pfnOfWord(int index) {
    return FIRST + (index - base) / (words + 1);
  }

  /** The index of the owner word of a frame. */
  public int ownerIndex(int pfn) {
    return base + (pfn - FIRST) * (words + 1);
  }

  /** The index of a word of its contents, from 0 to {@link #words} exclusive. */
  public int wordIndex(int pfn, int word) {
    return ownerIndex(pfn) + 1 + word;
  }

  /** The owner; 0 while it is free, the number of the frame itself for the zero page. */
  public long owner(State state, int pfn) {
    return pfn == zero() ? Words.frame(pfn) : state.get(ownerIndex(pfn));
  }

  /** What to call the owner in a message: the index of the object that it refers to, else of the owner word itself. */
  public int ownerObject(State state, int pfn) {
    long owner = owner(state, pfn);
    return Words.isReference(owner) ? Words.index(owner) : ownerIndex(pfn);
  }

  /**
   * Gives {@code pages} frames from {@code pfn} to {@code owner}, which is not 0. Their contents stay as they are,
   * zero.
   */
  public void give(State state, int pfn, int pages, long owner) {
    for (int i = 0; i < pages; i++) {
      state.set(ownerIndex(pfn + i), owner);
    }
  }

  /** Frees {@code pages} frames from {@code pfn} and zeroes them. */
  public void free(State state, int pfn, int pages) {
    for (int i = 0; i < pages * (words + 1); i++) {
      state.set(ownerIndex(pfn) + i, 0);
    }
  }
}
