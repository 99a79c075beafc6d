package dev.pagewalk.hw.state;

/**
 * Sets of pairs (key, value) in the state, one set for each of a number of rows. A row is sorted by key, then by value,
 * so that equal sets are equal words; unused room is zero. Keys are positive.
 */
public final class PairSet {
  private final int base;
  private final int rows;
  private final int capacity;

  /** Reserves {@code rows} sets of at most {@code capacity} pairs. */
  public PairSet(Layout layout, String name, int rows, int capacity) {
    this.base = layout.reserve(name, rows * capacity * 2);
    this.rows = rows;
    this.capacity = capacity;
  }

  /** How many sets there are. */
  public int rows() {
    return rows;
  }

  /** How many pairs a set can hold. */
  public int capacity() {
    return capacity;
  }

  /** The words of all sets. */
  public Rows words() {
    return new Rows(base, rows, capacity * 2);
  }

  /** The index of the word with the key of pair {@code i}. */
  public int keyIndex(int row, int i) {
    return base + (row * capacity + i) * 2;
  }

  /** Whether the word at {@code index} belongs to one of the sets. */
  public boolean contains(int index) {
    return base <= index && index < base + rows * capacity * 2;
  }

  /** The set to which the word at {@code index} belongs. */
  public int rowOf(int index) {
    return (index - base) / (capacity * 2);
  }

  /** The position in its set of the pair to which the word at {@code index} belongs. */
  public int positionOf(int index) {
    return (index - base) / 2 % capacity;
  }

  /** Whether the word at {@code index} is a key. */
  public boolean isKey(int index) {
    return (index - base) % 2 == 0;
  }

  /** The key of pair {@code i}, or 0 where the set has ended. */
  public long key(State state, int row, int i) {
    return i < capacity ? state.get(keyIndex(row, i)) : 0;
  }

  /** The value of pair {@code i}. */
  public long value(State state, int row, int i) {
    return state.get(keyIndex(row, i) + 1);
  }

  /** Adds a pair, unless it is there. Returns false if the set is full. */
  public boolean add(State state, int row, long key, long value) {
    if (capacity == 0) {
      return false;
    }
    int at = 0;
    while (key(state, row, at) != 0 && isBefore(state, row, at, key, value)) {
      at++;
    }
    if (at == capacity) {
      return false;
    }
    if (key(state, row, at) == key && value(state, row, at) == value) {
      return true;
    }
    if (key(state, row, capacity - 1) != 0) {
      return false;
    }
    int end = at;
    while (key(state, row, end) != 0) {
      end++;
    }
    for (int i = end; at < i; i--) {
      copy(state, row, i - 1, i);
    }
    state.set(keyIndex(row, at), key);
    state.set(keyIndex(row, at) + 1, value);
    return true;
  }

  /** Removes pair {@code i}; those behind it move down by one. */
  public void remove(State state, int row, int i) {
    int at = i;
    while (key(state, row, at + 1) != 0) {
      copy(state, row, at + 1, at);
      at++;
    }
    state.set(keyIndex(row, at), 0);
    state.set(keyIndex(row, at) + 1, 0);
  }

  private boolean isBefore(State state, int row, int i, long key, long value) {
    long other = key(state, row, i);
    return other < key || other == key && value(state, row, i) < value;
  }

  private void copy(State state, int row, int from, int to) {
    state.set(keyIndex(row, to), state.get(keyIndex(row, from)));
    state.set(keyIndex(row, to) + 1, state.get(keyIndex(row, from) + 1));
  }
}
