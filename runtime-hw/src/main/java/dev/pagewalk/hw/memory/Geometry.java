package dev.pagewalk.hw.memory;

/**
 * The shape of an address space. Levels are counted from the bottom: 1 holds PTEs, 2 PMDs, 3 PUDs, 4 P4Ds, 5 PGDs. An
 * architecture with fewer levels folds the upper ones: the root table then acts at level {@code levels} and at every
 * named level above it.
 *
 * <p>Pages have 4 KiB. With 512 entries a table the sizes are x86's; with fewer, all of them shrink and stay
 * consistent.
 *
 * @param levels how many levels there are in memory, 2 to 5
 * @param tableEntries entries of each table, a power of two from 2 to 512
 */
public record Geometry(int levels, int tableEntries) {
  /** The level of PTEs. */
  public static final int PTE = 1;

  /** The level of PMDs. */
  public static final int PMD = 2;

  /** The level of PUDs. */
  public static final int PUD = 3;

  /** The level of P4Ds. */
  public static final int P4D = 4;

  /** The level of PGDs, the root's name whatever the number of levels. */
  public static final int PGD = 5;

  /** The binary logarithm of {@link #PAGE_SIZE}. */
  public static final int PAGE_SHIFT = 12;

  /** Bytes of a page. */
  public static final long PAGE_SIZE = 1L << PAGE_SHIFT;

  /** Checks the bounds. */
  public Geometry {
    if (levels < 2 || 5 < levels) {
      throw new IllegalArgumentException("levels must be 2 to 5: " + levels);
    }
    if (tableEntries < 2 || 512 < tableEntries || Integer.bitCount(tableEntries) != 1) {
      throw new IllegalArgumentException("table entries must be a power of two from 2 to 512: " + tableEntries);
    }
  }

  /** The level in memory on which the named level lies. */
  public int real(int level) {
    return Math.min(level, levels);
  }

  /** Whether the named level has no tables of its own, so that its entry is the one of the level above. */
  public boolean isFolded(int level) {
    return level < PGD && levels <= level;
  }

  /** Bytes that one entry of the named level translates. */
  public long span(int level) {
    return 1L << shift(level);
  }

  /** The first address that the entry for {@code address} at the named level translates. */
  public long start(long address, int level) {
    return address & -span(level);
  }

  /** The index of the entry for {@code address} in its table at the named level. */
  public int index(long address, int level) {
    return (int) (address >>> shift(level)) & (tableEntries - 1);
  }

  /** Which of the pages that an entry of the named level translates {@code address} lies in, from 0. */
  public int pageIn(long address, int level) {
    return (int) ((address & span(level) - 1) >> PAGE_SHIFT);
  }

  /** The first address beyond the address space. */
  public long limit() {
    return span(PGD) * tableEntries;
  }

  /** The order of a folio that one PMD maps: the binary logarithm of its pages. */
  public int hugePmdOrder() {
    return shift(PMD) - PAGE_SHIFT;
  }

  private int shift(int level) {
    return PAGE_SHIFT + (real(level) - 1) * Integer.numberOfTrailingZeros(tableEntries);
  }
}
