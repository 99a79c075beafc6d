package dev.pagewalk.mm.pagetable;

import dev.pagewalk.hw.memory.Entry;

/**
 * The protection of new entries, as x86 derives it from a mapping's flags. The flags are numbered as the library
 * declares {@code vm_flags}.
 */
public final class Protection {
  /** Stores are allowed. */
  public static final long VM_WRITE = 1 << 1;

  /** Stores go to the file, or to what is shared with other processes. */
  public static final long VM_SHARED = 1 << 3;

  private Protection() {}

  private static final long VM_ACCESS_FLAGS = 0b111;
  private static final long KEPT = Entry.ACCESSED | Entry.DIRTY | Entry.SPECIAL | Entry.UFFD_WP | Entry.SOFT_DIRTY;

  /** A leaf for one frame: user, accessed, not dirty; writable only in a shared mapping that allows stores. */
  static long leaf(int pfn, long flags) {
    long write = (flags & (VM_WRITE | VM_SHARED)) == (VM_WRITE | VM_SHARED) ? Entry.WRITE : 0;
    return Entry.leaf(pfn, Entry.USER | Entry.ACCESSED | write);
  }

  /**
   * A present leaf with the protection of other flags, and everything else as it was. Where the flags allow nothing it
   * stays present, but user mode is not permitted.
   */
  static long modify(long entry, long flags) {
    long user = (flags & VM_ACCESS_FLAGS) != 0 ? Entry.USER : 0;
    return Entry.leaf(Entry.pfn(entry), entry & KEPT | user | leaf(0, flags) & Entry.WRITE);
  }

  /** The same for a huge leaf. */
  static long modifyHuge(long entry, long flags) {
    return Entry.with(modify(entry, flags), Entry.HUGE);
  }

  /** A huge leaf with the same protection. */
  static long hugeLeaf(int pfn, long flags) {
    return Entry.with(leaf(pfn, flags), Entry.HUGE);
  }
}
