package dev.pagewalk.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * The keys of the states that any of several workers has seen: {@link VisitedSet} for more than one. Keys are spread over
 * many small tables, each of which grows by itself. To find a key that is there, as for four questions in five, nothing is
 * locked: keys never move within a table, and a table that has grown leaves its old one as it was.
 */
final class SharedSet implements StateKeys {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int TABLES = 1 << 8;
  private static final int START = 1 << 6;

  /** Slots of one table from which on {@link #isLarge}, as in {@link VisitedSet}. */
  private static final int LARGE = 1 << 7;


  private static final class Table {
    private volatile long[] keys = new long[START];
    private int size;
  }

  private final long limit;
  private final Table[] tables = new Table[TABLES];
  private final LongAdder size = new LongAdder();
  private volatile boolean isLarge;

  /** A set that is full at about {@code limit} keys. */
  SharedSet(long limit) {
    this.limit = limit;
    for (int i = 0; i < TABLES; i++) {
      tables[i] = new Table();
    }
  }

  /** The number of keys; exact once nobody adds any more. */
  long size() {
    return size.sum();
  }

  /** Whether more keys can be added. */
  boolean hasRoom() {
    return size.sum() < limit;
  }

  /** Whether a key is there. */
  boolean contains(long key) {
    long stored = key == 0 ? 1 : key;
    return find(tables[table(stored)].keys, stored) < 0;
  }

  @Override
  public boolean isLarge() {
    return isLarge;
  }

  @Override
  public long containsAll(long[] keys, int count, long[] answers) {
    for (int i = 0; i < count; i++) {
      long[] table = tables[table(keys[i])].keys;
      answers[i] = (long) SLOT.getOpaque(table, slot(keys[i], table.length - 1));
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
    Table table = tables[table(stored)];
    if (find(table.keys, stored) < 0) {
      return false;
    }
    synchronized (table) {
      long[] keys = table.keys;
      int at = find(keys, stored);
      if (at < 0) {
        return false;
      }
      SLOT.setRelease(keys, at, stored);
      table.size++;
      if (keys.length - (keys.length >> 2) < table.size) {
        table.keys = larger(keys);
        if (LARGE <= table.keys.length) {
          isLarge = true;
        }
      }
    }
    size.increment();
    return true;
  }

  /** The slot into which a key goes, or -1 if it is there. */
  private static int find(long[] keys, long stored) {
    int mask = keys.length - 1;
    int at = slot(stored, mask);
    while (true) {
      long found = (long) SLOT.getOpaque(keys, at);
      if (found == stored) {
        return -1;
      }
      if (found == 0) {
        return at;
      }
      at = at + 1 & mask;
    }
  }

  private static int slot(long stored, int mask) {
    return (int) (stored >>> 20) & mask;
  }

  private static int table(long stored) {
    return (int) (stored >>> 56) & TABLES - 1;
  }

  private static long[] larger(long[] keys) {
    long[] result = new long[keys.length * 2];
    for (long key : keys) {
      if (key != 0) {
        result[find(result, key)] = key;
      }
    }
    return result;
  }
}
