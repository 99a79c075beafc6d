package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.State;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of the abstract memory that hold something, as words of the state: a table from {@link WordKey} to a value,
 * and a set of further values for the words of which more than one is allowed.
 *
 * <p>The table is hashed with linear probing and kept in one order, that of the keys, so that the same contents are the
 * same words whatever the order in which they came. A cell stays where it is unless another one collides with it, so
 * that the last change of its value is, nearly always, the store that put it there.
 */
final class Cells {
  private static final int SLOTS = 1 << 10;
  private static final int FARTHEST = SLOTS / 4;
  private static final int MORE = 64;

  private final int base;
  private final PairSet more;

  Cells(Layout layout) {
    base = layout.reserve("abstract memory", 2 * SLOTS);
    more = new PairSet(layout, "abstract memory, further values", 1, MORE);
  }

  /** Whether a word of the state belongs to the table. */
  boolean contains(int index) {
    return base <= index && index < base + 2 * SLOTS;
  }

  /** Whether a word of the state is part of the bookkeeping beside the table. */
  boolean isBookkeeping(int index) {
    return more.contains(index);
  }

  /** Whether a word of the table holds a value, not a key. */
  boolean isValue(int index) {
    return (index - base) % 2 == 1;
  }

  /** The index of the value of {@code key}: where it is, or where it would be. */
  int valueIndex(State state, long key) {
    return base + 2 * find(state, key) + 1;
  }

  boolean isPresent(State state, long key) {
    return state.get(base + 2 * find(state, key)) == key;
  }

  /** The value of a word; 0 if it has no cell. */
  long value(State state, long key) {
    int at = find(state, key);
    return state.get(base + 2 * at) == key ? state.get(base + 2 * at + 1) : 0;
  }

  /** Gives a word a value, and a cell if it has none. Returns false if there is no room for it. */
  boolean put(State state, long key, long value) {
    int at = find(state, key);
    if (state.get(base + 2 * at) == key) {
      state.set(base + 2 * at + 1, value);
      return true;
    }
    if (!hasRoom(state, at)) {
      return false;
    }
    insert(state, at, key, value);
    return true;
  }

  /** Takes a word's cell away, and its further values. */
  void remove(State state, long key) {
    clearMore(state, key);
    int at = find(state, key);
    if (state.get(base + 2 * at) != key) {
      return;
    }
    // Whoever stands behind it without a gap may stand nearer to where it belongs now.
    List<long[]> behind = new ArrayList<>(0);
    for (int i = next(at); state.get(base + 2 * i) != 0; i = next(i)) {
      behind.add(new long[] {state.get(base + 2 * i), state.get(base + 2 * i + 1)});
      state.set(base + 2 * i, 0);
      state.set(base + 2 * i + 1, 0);
    }
    state.set(base + 2 * at, 0);
    state.set(base + 2 * at + 1, 0);
    for (long[] cell : behind) {
      insert(state, find(state, cell[0]), cell[0], cell[1]);
    }
  }

  /** The keys of all cells, in the order of the table. */
  List<Long> keys(State state) {
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      long key = state.get(base + 2 * i);
      if (key != 0) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The key of the cell to which a word of the table belongs; 0 if it is empty. */
  long keyAt(State state, int index) {
    return state.get(base + (index - base) / 2 * 2);
  }

  /** Allows one more value for a word. Returns false if there is no room for it. */
  boolean allow(State state, long key, long value) {
    return more.add(state, 0, key, value);
  }

  /** Whether a word has further values. */
  boolean hasMore(State state, long key) {
    for (int i = 0; more.key(state, 0, i) != 0; i++) {
      if (more.key(state, 0, i) == key) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code value} is a further value of a word. */
  boolean isMore(State state, long key, long value) {
    for (int i = 0; more.key(state, 0, i) != 0; i++) {
      if (more.key(state, 0, i) == key && more.value(state, 0, i) == value) {
        return true;
      }
    }
    return false;
  }

  /** The words that have further values, each once. */
  List<Long> keysWithMore(State state) {
    List<Long> keys = new ArrayList<>(0);
    for (int i = 0; more.key(state, 0, i) != 0; i++) {
      long key = more.key(state, 0, i);
      if (keys.isEmpty() || keys.getLast() != key) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The further values of a word. */
  List<Long> more(State state, long key) {
    List<Long> values = new ArrayList<>(0);
    for (int i = 0; more.key(state, 0, i) != 0; i++) {
      if (more.key(state, 0, i) == key) {
        values.add(more.value(state, 0, i));
      }
    }
    return values;
  }

  void clearMore(State state, long key) {
    int i = 0;
    while (more.key(state, 0, i) != 0) {
      if (more.key(state, 0, i) == key) {
        more.remove(state, 0, i);
      } else {
        i++;
      }
    }
  }

  /** Where a key is, or where it belongs if it is not there. */
  private int find(State state, long key) {
    int at = home(key);
    while (true) {
      long there = state.get(base + 2 * at);
      if (there == 0 || there == key || isWeaker(there, key)) {
        return at;
      }
      at = next(at);
    }
  }

  /** Whether there are two empty places near enough: one stays, so that every search in the table ends. */
  private boolean hasRoom(State state, int from) {
    int at = from;
    int empty = 0;
    for (int i = 0; i < FARTHEST && empty < 2; i++) {
      empty += state.get(base + 2 * at) == 0 ? 1 : 0;
      at = next(at);
    }
    return empty == 2;
  }

  private void insert(State state, int from, long newKey, long newValue) {
    long key = newKey;
    long value = newValue;
    int at = from;
    while (key != 0) {
      long there = state.get(base + 2 * at);
      if (there == 0 || isWeaker(there, key)) {
        long displaced = state.get(base + 2 * at + 1);
        state.set(base + 2 * at, key);
        state.set(base + 2 * at + 1, value);
        key = there;
        value = displaced;
      }
      at = next(at);
    }
  }

  /** Of two keys that want the same place, the smaller one gets it. */
  private static boolean isWeaker(long there, long key) {
    return key < there;
  }

  private static int next(int at) {
    return at + 1 & SLOTS - 1;
  }

  private static int home(long key) {
    // Pages side by side do not meet, nor do mappings that begin at multiples of what a table spans.
    long page = WordKey.page(key);
    long spread = (page + (page >> 9) * 101) * 5 + WordKey.word(key) + WordKey.slot(key) * 331L + (key >>> 58) * 177;
    return (int) (spread & SLOTS - 1);
  }
}
