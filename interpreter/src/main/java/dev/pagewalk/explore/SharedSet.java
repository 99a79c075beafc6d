package dev.pagewalk.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys of the states that any of several workers has seen: {@link VisitedSet} for more than one. Each goes in and out
 * through a {@link Door} of its own. Inside nothing is locked: a key never moves, and who comes first to a free slot has
 * it. The table grows while all who are inside stand at {@link Door#pause}.
 */
final class SharedSet {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  /** Slots for each worker at first: a quarter of them is room for what it adds between two pauses. */
  private static final int START = 1 << 12;

  private final long limit;
  private final AtomicLong size = new AtomicLong();
  private final Phaser inside = new Phaser() {
    @Override
    protected boolean onAdvance(int phase, int registered) {
      if (isFull) {
        grow();
      }
      return false;
    }
  };
  private volatile boolean isFull;

  /** Replaced while nobody uses it. */
  private long[] table;

  /** A set for so many workers, that is full at about {@code limit} keys. */
  SharedSet(long limit, int workers) {
    this.limit = limit;
    table = new long[Integer.highestOneBit(2 * workers - 1) * START];
  }

  /** The number of keys; exact while nobody is inside. */
  long size() {
    return size.get();
  }

  /** Whether more keys can be added. */
  boolean hasRoom() {
    return size.get() < limit;
  }

  private void grow() {
    table = VisitedSet.larger(table);
    isFull = VisitedSet.isCrowded(table.length, size.get());
  }

  /** What one worker sees of the set; for one thread at a time. */
  final class Door implements StateKeys {
    private long[] keys;
    private int mask;
    private int added;

    /** Goes in; before that nothing can be asked or added. */
    void enter() {
      inside.register();
      look();
    }

    /**
     * A moment at which the set may grow; waits for all others who are inside if it has to. Between two of them no more
     * than 1,024 keys can be added.
     */
    void pause() {
      count();
      if (isFull) {
        inside.arriveAndAwaitAdvance();
        look();
      }
    }

    /** Goes out. */
    void leave() {
      count();
      inside.arriveAndDeregister();
    }

    private void look() {
      keys = table;
      mask = keys.length - 1;
    }

    private void count() {
      if (VisitedSet.isCrowded(keys.length, size.addAndGet(added))) {
        isFull = true;
      }
      added = 0;
    }

    @Override
    public boolean isLarge() {
      return VisitedSet.LARGE <= keys.length;
    }

    @Override
    public boolean add(long key) {
      long stored = key == 0 ? 1 : key;
      int at = VisitedSet.slot(stored, mask);
      while (true) {
        long found = (long) SLOT.getOpaque(keys, at);
        if (found == 0) {
          found = (long) SLOT.compareAndExchange(keys, at, 0L, stored);
          if (found == 0) {
            added++;
            return true;
          }
        }
        if (found == stored) {
          return false;
        }
        at = at + 1 & mask;
      }
    }

    @Override
    public long containsAll(long[] asked, int count, long[] answers) {
      for (int i = 0; i < count; i++) {
        answers[i] = (long) SLOT.getOpaque(keys, VisitedSet.slot(asked[i], mask));
      }
      long present = 0;
      for (int i = 0; i < count; i++) {
        long key = asked[i];
        if (answers[i] == key && key != 0 || answers[i] != 0 && contains(key)) {
          present |= 1L << i;
        }
      }
      return present;
    }

    private boolean contains(long key) {
      long stored = key == 0 ? 1 : key;
      int at = VisitedSet.slot(stored, mask);
      while (true) {
        long found = (long) SLOT.getOpaque(keys, at);
        if (found == 0 || found == stored) {
          return found != 0;
        }
        at = at + 1 & mask;
      }
    }
  }
}
