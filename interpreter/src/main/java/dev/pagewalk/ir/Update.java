package dev.pagewalk.ir;

/**
 * Atomic changes of a word: what {@link Op#UPDATE} stores, from the old value and the operand, and what it gives back.
 */
public enum Update {
  /** Stores the operand, gives the old value. */
  EXCHANGE,
  /** Adds, gives the old value. */
  FETCH_ADD,
  /** Adds, gives the new value. */
  ADD_FETCH,
  /** Adds unless the word is 0, gives 1 if it did. */
  ADD_UNLESS_ZERO;

  /** Whether anything is stored. */
  public boolean changes(long old) {
    return this != ADD_UNLESS_ZERO || old != 0;
  }

  /** What is stored. */
  public long stored(long old, long operand) {
    return this == EXCHANGE ? operand : old + operand;
  }

  /** What is given back. */
  public long given(long old, long operand) {
    return switch (this) {
      case EXCHANGE, FETCH_ADD -> old;
      case ADD_FETCH -> old + operand;
      case ADD_UNLESS_ZERO -> old == 0 ? 0 : 1;
    };
  }
}
