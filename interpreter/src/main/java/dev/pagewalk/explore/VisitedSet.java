package dev.pagewalk.explore;

/**
 * The keys of the states seen so far, 8 bytes each, in an open-addressing table at most three quarters full.
 *
 * <p>Two states with the same 64-bit key are taken for one. For n states the expected number of states missed for that
 * reason is about n^2 / 2^65: 3e-6 at ten million states.
 */
final class VisitedSet implements StateKeys {
  private static final int START = 1 << 12;

  /**
   * Slots from which on {@link #isLarge}. Long before memory is slow: who asks in another way from then on has its code
   * compiled anew, and had better do so at the start of a long search than in the midst of it.
   */
  static final int LARGE = 1 << 14;

  private final long limit;
  private long[] table = new long[START];
  private int mask = START - 1;
  private long size;

  /** A set that holds up to {@code limit} keys. */
  VisitedSet(long limit) {
    this.limit = limit;
  }

  /** The number of keys. */
  long size() {
    return size;
  }

  /** Whether one more key can be added. */
  boolean hasRoom() {
    return size < limit;
  }

  /** Whether a key is there. */
  boolean contains(long key) {
    long stored = key == 0 ? 1 : key;
    int at = slot(stored, mask);
    while (table[at] != 0) {
      if (table[at] == stored) {
        return true;
      }
      at = at + 1 & mask;
    }
    return false;
  }

  @Override
  public boolean isLarge() {
    return LARGE <= table.length;
  }

  @Override
  public long containsAll(long[] keys, int count, long[] answers) {
    for (int i = 0; i < count; i++) {
      answers[i] = table[slot(keys[i], mask)];
    }
    long present = 0;
    for (int i = 0; i < count; i++) {
      long key = keys[i];
      if (answers[i] == key && key != 0 || answers[i] != 0 && contains(key)) {
        present |= 1L << i;
      }
    }
    return present;
  }

  @Override
  public boolean add(long key) {
    long stored = key == 0 ? 1 : key;
    int at = slot(stored, mask);
    while (table[at] != 0) {
      if (table[at] == stored) {
        return false;
      }
      at = at + 1 & mask;
    }
    table[at] = stored;
    size++;
    if (isCrowded(table.length, size)) {
      grow();
    }
    return true;
  }

  private void grow() {
    table = larger(table);
    mask = table.length - 1;
  }

  /** The keys of a table in one of twice its size. */
  static long[] larger(long[] table) {
    long[] larger = new long[table.length * 2];
    int mask = larger.length - 1;
    for (long key : table) {
      if (key != 0) {
        int at = slot(key, mask);
        while (larger[at] != 0) {
          at = at + 1 & mask;
        }
        larger[at] = key;
      }
    }
    return larger;
  }

  /** Whether so many keys are too many for a table of {@code slots}. */
  static boolean isCrowded(int slots, long size) {
    return slots - (slots >> 2) < size;
  }

  /** Where the search for a key that is not 0 begins, in a table of {@code mask + 1} slots. */
  static int slot(long key, int mask) {
    return (int) (key >>> 20) & mask;
  }
}
