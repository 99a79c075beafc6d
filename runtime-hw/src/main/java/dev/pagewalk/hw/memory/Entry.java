package dev.pagewalk.hw.memory;

import dev.pagewalk.hw.state.Words;

/**
 * How a page-table entry is packed into a word, on every level. None is 0; anything else carries {@link Words#ENTRY}.
 * Pure functions from value to value, with the kernel's meaning of each change.
 *
 * <pre>
 *   61      tag        47..16  page frame number      15..12  kind of an entry that is not present      9..0  flags
 * </pre>
 *
 * <p>Model: an entry that points to a table permits everything, as the kernel's user page tables do; permissions are
 * those of the leaf.
 */
public final class Entry {
  /** The entry that holds nothing. */
  public static final long NONE = 0;

  /** The CPU may translate through it. */
  public static final long PRESENT = 1;

  /** Stores are permitted. */
  public static final long WRITE = 1 << 1;

  /** User mode is permitted. */
  public static final long USER = 1 << 2;

  /** A CPU, or the kernel, has used it (A). */
  public static final long ACCESSED = 1 << 3;

  /** A CPU, or the kernel, has written through it (D). */
  public static final long DIRTY = 1 << 4;

  /** Above level 1: maps memory itself instead of pointing to a table. */
  public static final long HUGE = 1 << 5;

  /** Software: the frame has no folio to be counted. */
  public static final long SPECIAL = 1 << 6;

  /** Software: write-protected for userfaultfd. */
  public static final long UFFD_WP = 1 << 7;

  /** Software: written since the last clearing of references. */
  public static final long SOFT_DIRTY = 1 << 8;

  /**
   * Not a bit of the entry: A is clear, but a speculative walk that can no longer come by may have set it, which is
   * decided when the kernel looks. Never part of a value that the kernel sees.
   */
  public static final long MAYBE_ACCESSED = 1 << 9;

  private static final long KIND = 0xFL << 12;
  private static final long MARKER = 1L << 12;
  private static final int FRAME_SHIFT = 16;
  private static final long FRAME = 0xFFFF_FFFFL << FRAME_SHIFT;

  /** What makes two present leaves the same translation for a CPU, dirty apart. */
  private static final long TRANSLATION = FRAME | PRESENT | WRITE | USER | HUGE;

  private Entry() {}

  /** A present leaf that maps {@code pfn} with the given flags. */
  public static long leaf(int pfn, long flags) {
    return Words.ENTRY | (pfn & 0xFFFF_FFFFL) << FRAME_SHIFT | PRESENT | flags;
  }

  /** An entry that points to the table with the given frame number; A is set, as the kernel sets it. */
  public static long table(int pfn) {
    return leaf(pfn, WRITE | USER | ACCESSED);
  }

  /** An entry that is not present and says only: userfaultfd write-protects this page. */
  public static long uffdMarker() {
    return Words.ENTRY | MARKER | UFFD_WP;
  }

  /** Whether it holds nothing. */
  public static boolean isNone(long entry) {
    return entry == NONE;
  }

  /** Whether the CPU may translate through it. */
  public static boolean isPresent(long entry) {
    return has(entry, PRESENT);
  }

  /** Whether it points to a table, for an entry above level 1. */
  public static boolean isTable(long entry) {
    return (entry & (PRESENT | HUGE)) == PRESENT;
  }

  /** Whether it maps memory, for an entry of {@code level}. */
  public static boolean isLeaf(long entry, int level) {
    return isPresent(entry) && (level == Geometry.PTE || has(entry, HUGE));
  }

  /** Whether it is a marker: not present, no frame, only software bits. */
  public static boolean isMarker(long entry) {
    return (entry & (KIND | PRESENT)) == MARKER;
  }

  /** Whether any of {@code flags} is set. */
  public static boolean has(long entry, long flags) {
    return (entry & flags) != 0;
  }

  /** The same entry with {@code flags} set; none stays none. */
  public static long with(long entry, long flags) {
    return entry == NONE ? NONE : entry | flags;
  }

  /** The same entry with {@code flags} clear. */
  public static long without(long entry, long flags) {
    return entry & ~flags;
  }

  /** The page frame number. */
  public static int pfn(long entry) {
    return (int) (entry >>> FRAME_SHIFT);
  }

  /** The same flags on another frame. */
  public static long withPfn(long entry, int pfn) {
    return entry & ~FRAME | (pfn & 0xFFFF_FFFFL) << FRAME_SHIFT;
  }

  /** What a CPU keeps of a present leaf: frame, size, permissions, dirty. */
  public static long cached(long entry) {
    return Words.ENTRY | entry & (TRANSLATION | DIRTY);
  }

  /** Whether whatever a CPU may do with cached leaf {@code less} it may also do with cached leaf {@code more}. */
  public static boolean covers(long more, long less) {
    return (more & TRANSLATION) == (less & TRANSLATION) && (has(more, DIRTY) || !has(less, DIRTY));
  }
}
