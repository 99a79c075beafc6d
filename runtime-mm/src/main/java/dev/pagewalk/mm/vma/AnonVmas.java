package dev.pagewalk.mm.vma;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;

/** The links between mappings and anon_vmas: each is in the list of its mapping and in the tree of its anon_vma. */
public final class AnonVmas {
  private final Pool pool;
  private final Vmas vmas;
  private final int vma;
  private final int anonVma;
  private final int linked;

  /** The links in the pool {@code anon_vma_chain} of a layout. */
  public AnonVmas(Layout layout, Vmas vmas) {
    this.pool = layout.pool("anon_vma_chain");
    this.vmas = vmas;
    this.vma = pool.struct().offset("vma");
    this.anonVma = pool.struct().offset("anon_vma");
    this.linked = pool.struct().offset("linked");
  }

  /** The anon_vma of a link, as a reference. */
  long anonVma(State state, int link) {
    return state.get(link + anonVma);
  }

  /** The first link behind {@code after} (0: of all) of an anon_vma whose mapping has one of these pages; 0 if none. */
  long nextOfAnonVma(State state, long anonVmaReference, int after, long first, long last) {
    for (int slot = after == 0 ? 0 : pool.slot(after) + 1; slot < pool.count(); slot++) {
      int link = pool.address(slot);
      if (isLinked(state, link)
          && state.get(link + anonVma) == anonVmaReference
          && vmas.meets(state, Words.index(state.get(link + vma)), first, last)) {
        return Words.reference(link);
      }
    }
    return 0;
  }

  /** The first link of a mapping, or 0. */
  long firstOfVma(State state, long vmaReference) {
    return ofVma(state, vmaReference, 0);
  }

  /** The link behind {@code link} of the same mapping, or 0. */
  long nextOfVma(State state, int link) {
    return ofVma(state, state.get(link + vma), pool.slot(link) + 1);
  }

  private long ofVma(State state, long vmaReference, int from) {
    for (int slot = from; slot < pool.count(); slot++) {
      int link = pool.address(slot);
      if (isLinked(state, link) && state.get(link + vma) == vmaReference) {
        return Words.reference(link);
      }
    }
    return 0;
  }

  /** How many links a mapping has. */
  int countOfVma(State state, long vmaReference) {
    int count = 0;
    for (int slot = 0; slot < pool.count(); slot++) {
      int link = pool.address(slot);
      if (isLinked(state, link) && state.get(link + vma) == vmaReference) {
        count++;
      }
    }
    return count;
  }

  /**
   * Whether a walk of the tree of an anon_vma comes by an address: whether a mapping in it shows {@code page} there.
   *
   * @param anonVmaReference null finds nothing
   * @param mm the index of the mm
   */
  public boolean finds(State state, long anonVmaReference, int mm, long address, long page) {
    for (int slot = 0; slot < pool.count(); slot++) {
      int link = pool.address(slot);
      if (anonVmaReference != 0
          && isLinked(state, link)
          && state.get(link + anonVma) == anonVmaReference
          && vmas.shows(state, Words.index(state.get(link + vma)), mm, address, page)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLinked(State state, int link) {
    return state.get(link) == StructLayout.LIVE && state.get(link + linked) != 0;
  }
}
