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
  ADD_UNLESS_ZERO
}
