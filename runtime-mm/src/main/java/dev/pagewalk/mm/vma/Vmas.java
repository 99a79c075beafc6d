package dev.pagewalk.mm.vma;

import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import java.util.Arrays;

/** Mappings as objects: their fields, and the tree of each address space ({@code mm_mt} in the kernel). */
public final class Vmas {
  private final Pool pool;
  private final int mm;
  private final int start;
  private final int end;
  private final int pgoff;
  private final int file;
  private final int inMmTree;
  private final int inFileTree;
  private final int fileMapping;

  /** The mappings in the pools {@code vma} and {@code file} of a layout. */
  public Vmas(Layout layout) {
    this.pool = layout.pool("vma");
    StructLayout struct = pool.struct();
    this.mm = struct.offset("mm");
    this.start = struct.offset("start");
    this.end = struct.offset("end");
    this.pgoff = struct.offset("pgoff");
    this.file = struct.offset("file");
    this.inMmTree = struct.offset("in_mm_tree");
    this.inFileTree = struct.offset("in_i_mmap");
    this.fileMapping = layout.pool("file").struct().offset("mapping");
  }

  /** The mapping that covers an address, as a reference; 0 if there is none. */
  public long covering(State state, long mmReference, long address) {
    long above = atOrAbove(state, mmReference, address);
    return above != 0 && state.get(Words.index(above) + start) <= address ? above : 0;
  }

  /** The lowest mapping that ends behind an address. */
  long atOrAbove(State state, long mmReference, long address) {
    int best = 0;
    for (int slot = 0; slot < pool.count(); slot++) {
      int vma = pool.address(slot);
      if (isIn(state, vma, mmReference)
          && address < state.get(vma + end)
          && (best == 0 || state.get(vma + start) < state.get(best + start))) {
        best = vma;
      }
    }
    return best == 0 ? 0 : Words.reference(best);
  }

  /** The mapping of the same address space that follows, or 0. */
  long next(State state, int vma) {
    return atOrAbove(state, state.get(vma + mm), state.get(vma + end));
  }

  /** The mapping of the same address space that precedes, or 0. */
  long previous(State state, int vma) {
    int best = 0;
    for (int slot = 0; slot < pool.count(); slot++) {
      int other = pool.address(slot);
      if (isIn(state, other, state.get(vma + mm))
          && state.get(other + end) <= state.get(vma + start)
          && (best == 0 || state.get(best + end) < state.get(other + end))) {
        best = other;
      }
    }
    return best == 0 ? 0 : Words.reference(best);
  }

  /**
   * The first mapping behind {@code after} (0: of all) that maps one of the pages {@code first} to {@code last} of a
   * file, in the order of slots; 0 if there is none.
   */
  public long nextOfFile(State state, long mapping, int after, long first, long last) {
    for (int slot = after == 0 ? 0 : pool.slot(after) + 1; slot < pool.count(); slot++) {
      int vma = pool.address(slot);
      if (state.get(vma) == StructLayout.LIVE
          && isOfFile(state, vma, mapping)
          && meets(state, vma, first, last)) {
        return Words.reference(vma);
      }
    }
    return 0;
  }

  /**
   * The mappings that an address space has at the addresses {@code first} to {@code last}, both inclusive, as
   * references: those in its tree or in the reverse map of a file; if there are none, those that were there and are not
   * freed yet, or that are just made.
   */
  public long[] meeting(State state, long mmReference, long first, long last) {
    long[] found = new long[pool.count()];
    int count = 0;
    boolean isPublished = false;
    for (int slot = 0; slot < pool.count(); slot++) {
      int vma = pool.address(slot);
      if (state.get(vma) == StructLayout.LIVE && state.get(vma + mm) == mmReference
          && state.get(vma + start) <= last && first < state.get(vma + end)) {
        boolean isLinked = state.get(vma + inMmTree) != 0 || state.get(vma + inFileTree) != 0;
        if (isLinked && !isPublished) {
          isPublished = true;
          count = 0;
        }
        if (isLinked == isPublished) {
          found[count++] = Words.reference(vma);
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The page of its file, or of its anonymous memory, that a mapping shows at an address that it covers. */
  public long pageOf(State state, int vma, long address) {
    return state.get(vma + pgoff) + (address - state.get(vma + start) >> Geometry.PAGE_SHIFT);
  }

  /** The first address at which a mapping shows a page that it covers. */
  public long addressOf(State state, int vma, long page) {
    return state.get(vma + start) + (page - state.get(vma + pgoff) << Geometry.PAGE_SHIFT);
  }

  /** The index of the address space to which a mapping belongs. */
  public int mm(State state, int vma) {
    return Words.index(state.get(vma + mm));
  }

  /** Whether a mapping is in the reverse map of a file. */
  boolean isOfFile(State state, int vma, long mapping) {
    return state.get(vma + inFileTree) != 0
        && state.get(vma + file) != 0
        && state.get(Words.index(state.get(vma + file)) + fileMapping) == mapping;
  }

  /**
   * Whether a walk of the reverse map of a file comes by an address: whether a mapping in it shows {@code page} there.
   *
   * @param mapping the file's address_space as a reference; null finds nothing
   * @param mm the index of the mm
   */
  public boolean finds(State state, long mapping, int mm, long address, long page) {
    for (int slot = 0; slot < pool.count(); slot++) {
      int vma = pool.address(slot);
      if (mapping != 0
          && state.get(vma) == StructLayout.LIVE
          && isOfFile(state, vma, mapping)
          && shows(state, vma, mm, address, page)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a mapping is of an mm and shows {@code page} at an address. */
  boolean shows(State state, int vma, int mm, long address, long page) {
    return state.get(vma + this.mm) == Words.reference(mm)
        && state.get(vma + start) <= address
        && address < state.get(vma + end)
        && pageOf(state, vma, address) == page;
  }

  /** Whether a mapping's page offsets meet {@code first} to {@code last}, both inclusive. */
  boolean meets(State state, int vma, long first, long last) {
    long from = state.get(vma + pgoff);
    long pages = state.get(vma + end) - state.get(vma + start) >> Geometry.PAGE_SHIFT;
    return from <= last && first < from + pages;
  }

  private boolean isIn(State state, int vma, long mmReference) {
    return state.get(vma) == StructLayout.LIVE
        && state.get(vma + inMmTree) != 0
        && state.get(vma + mm) == mmReference;
  }
}
