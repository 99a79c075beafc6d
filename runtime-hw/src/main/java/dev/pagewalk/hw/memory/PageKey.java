package dev.pagewalk.hw.memory;

/** The key of a cached translation in one word: first address, number of the address space, level of the entry. */
public final class PageKey {
  private static final int SLOT_SHIFT = 3;
  private static final long LEVEL = (1 << SLOT_SHIFT) - 1;
  private static final long SLOT = (1 << Geometry.PAGE_SHIFT) - 1 - LEVEL;

  private PageKey() {}

  /**
   * The key of what the entry of real level {@code level} for {@code address} translates.
   *
   * @param slot the number of the address space, below 512
   */
  public static long of(Geometry geometry, int slot, long address, int level) {
    return geometry.start(address, level) | (long) slot << SLOT_SHIFT | level;
  }

  /** The number of the address space. */
  public static int slot(long key) {
    return (int) (key & SLOT) >> SLOT_SHIFT;
  }

  /** The level of the entry. */
  public static int level(long key) {
    return (int) (key & LEVEL);
  }

  /** The first address. */
  public static long start(long key) {
    return key & -Geometry.PAGE_SIZE;
  }

  /**
   * Whether it is of address space {@code slot} and overlaps the addresses from {@code start} to {@code end} exclusive.
   */
  public static boolean overlaps(Geometry geometry, long key, int slot, long start, long end) {
    long first = start(key);
    return slot(key) == slot && first < end && start < first + geometry.span(level(key));
  }
}
