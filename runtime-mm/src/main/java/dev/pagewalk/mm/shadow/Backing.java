package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.pagetable.Protection;
import dev.pagewalk.mm.vma.Vmas;
import java.util.OptionalLong;

/** What stands behind an address: which words of the abstract memory, and what memory really holds there. */
final class Backing {
  /** Nothing that the abstract memory speaks of. */
  static final long NOTHING = 0;

  private final Hardware hardware;
  private final Folios folios;
  private final Vmas vmas;
  private final Pool mms;
  private final Pool mappings;
  private final int flags;
  private final int file;
  private final int fileMapping;
  private final int folioMapping;
  private final int folioIndex;
  private final int folioOrder;
  private final int folioPfn;
  private final int inPageCache;

  Backing(Layout layout, Hardware hardware, Folios folios) {
    if (WordKey.MAX_WORDS < hardware.frames().words()) {
      throw new IllegalArgumentException("at most " + WordKey.MAX_WORDS + " words of a frame can be told apart");
    }
    this.hardware = hardware;
    this.folios = folios;
    vmas = new Vmas(layout);
    mms = layout.pool("mm");
    mappings = layout.pool("address_space");
    StructLayout vma = layout.pool("vma").struct();
    flags = vma.offset("flags");
    file = vma.offset("file");
    fileMapping = layout.pool("file").struct().offset("mapping");
    StructLayout folio = folios.pool().struct();
    folioMapping = folio.offset("mapping");
    folioIndex = folio.offset("index");
    folioOrder = folio.offset("order");
    folioPfn = folio.offset("pfn");
    inPageCache = folio.offset("in_page_cache");
  }

  int words() {
    return hardware.frames().words();
  }

  /** The number of an address space. */
  int slot(int mm) {
    return mms.slot(mm);
  }

  /** The index of the mm with that number. */
  int mm(int slot) {
    return mms.address(slot);
  }

  boolean isLive(State state, int mm) {
    return state.get(mm) == StructLayout.LIVE;
  }

  /** The number of a file, by the index of its address_space. */
  int fileSlot(int mapping) {
    return mappings.slot(mapping);
  }

  /** The index of the address_space with that number. */
  int mapping(int slot) {
    return mappings.address(slot);
  }

  /** The mapping that covers an address, or 0. */
  int vma(State state, int mm, long address) {
    return Words.index(vmas.covering(state, Words.reference(mm), address));
  }

  private int mappingOf(State state, int vma) {
    long of = state.get(vma + file);
    return of == 0 ? 0 : Words.index(state.get(Words.index(of) + fileMapping));
  }

  private boolean isShared(State state, int vma) {
    return (state.get(vma + flags) & Protection.VM_SHARED) != 0;
  }

  /** The key of what a program sees at an address; {@link #NOTHING} where nothing is mapped. */
  long key(State state, int mm, long address) {
    int vma = vma(state, mm, address);
    if (vma == 0) {
      return NOTHING;
    }
    int word = word(address);
    int mapping = mappingOf(state, vma);
    return mapping != 0 && isShared(state, vma)
        ? WordKey.file(mappings.slot(mapping), vmas.pageOf(state, vma, address), word)
        : WordKey.user(slot(mm), address, word);
  }

  /** The word of the file that private memory at an address shows until it is copied; {@link #NOTHING} if none. */
  long fileBehind(State state, int mm, long address) {
    int vma = vma(state, mm, address);
    int mapping = vma == 0 ? 0 : mappingOf(state, vma);
    return mapping == 0
        ? NOTHING
        : WordKey.file(mappings.slot(mapping), vmas.pageOf(state, vma, address), word(address));
  }

  /** The word of a file that a word of a frame holds now; {@link #NOTHING} if the frame is not in the page cache. */
  long fileOfFrame(State state, int pfn, int word) {
    int folio = hardware.frames().contains(pfn) ? folios.folioOf(state, pfn) : 0;
    if (folio == 0 || state.get(folio + inPageCache) == 0) {
      return NOTHING;
    }
    int mapping = Words.index(state.get(folio + folioMapping));
    long page = state.get(folio + folioIndex) + pfn - Words.pfn(state.get(folio + folioPfn));
    return WordKey.file(mappings.slot(mapping), page, word);
  }

  /**
   * What private memory at an address holds by the page tables as they are; empty where they do not say (a page of a
   * file that is not there, an entry for a page that is elsewhere).
   */
  OptionalLong real(State state, int mm, long address) {
    int root = hardware.tree().spaces().root(state, mm);
    if (root == 0) {
      return OptionalLong.empty();
    }
    long end = hardware.tree().end(state, root, hardware.geometry().levels(), address);
    long entry = state.get(PageTables.place(end));
    int level = PageTables.level(end);
    if (Entry.isLeaf(entry, level)) {
      int pfn = Entry.pfn(entry) + hardware.geometry().pageIn(address, level);
      return hardware.frames().contains(pfn)
          ? OptionalLong.of(state.get(hardware.frames().wordIndex(pfn, word(address))))
          : OptionalLong.empty();
    }
    int vma = vma(state, mm, address);
    boolean isEmpty = Entry.isNone(entry) && vma != 0 && mappingOf(state, vma) == 0;
    return isEmpty ? OptionalLong.of(0) : OptionalLong.empty();
  }

  /** Whether an address is mapped to a page of the page cache. */
  boolean showsFile(State state, int mm, long address) {
    int pfn = hardware.tree().pfn(state, mm, address);
    return 0 <= pfn && fileOfFrame(state, pfn, 0) != NOTHING;
  }

  /** What a word of a file holds: in the page cache, or zero if it has no page. */
  long real(State state, long fileKey) {
    int mapping = mappings.address(WordKey.slot(fileKey));
    Pool pool = folios.pool();
    for (int i = 0; i < pool.count(); i++) {
      int folio = pool.address(i);
      long page = WordKey.page(fileKey) - state.get(folio + folioIndex);
      if (state.get(folio) == StructLayout.LIVE
          && state.get(folio + inPageCache) != 0
          && state.get(folio + folioMapping) == Words.reference(mapping)
          && 0 <= page && page < 1L << state.get(folio + folioOrder)) {
        int pfn = Words.pfn(state.get(folio + folioPfn)) + (int) page;
        return state.get(hardware.frames().wordIndex(pfn, WordKey.word(fileKey)));
      }
    }
    return 0;
  }

  /** The private mappings of a file that show one of its pages: adds the keys of word {@code fileKey} in each. */
  void eachPrivateView(State state, long fileKey, java.util.function.LongConsumer view) {
    long mapping = Words.reference(mappings.address(WordKey.slot(fileKey)));
    for (int vma = Words.index(vmas.nextOfFile(state, mapping, 0, WordKey.page(fileKey), WordKey.page(fileKey)));
        vma != 0;
        vma = Words.index(
            vmas.nextOfFile(state, mapping, vma, WordKey.page(fileKey), WordKey.page(fileKey)))) {
      if (!isShared(state, vma)) {
        view.accept(WordKey.user(slot(vmas.mm(state, vma)), vmas.addressOf(state, vma, WordKey.page(fileKey)),
            WordKey.word(fileKey)));
      }
    }
  }

  static int word(long address) {
    return (int) (address & Geometry.PAGE_SIZE - 1) >> 3;
  }
}
