package dev.pagewalk.hw.state;

/**
 * Other names for the same things: where each word of a state would lie, and what it would say, if some of those who
 * have words of their own changed names. A permutation of words and values, in which nothing stays nothing.
 */
public interface Renaming {
  /** Where the word at {@code index} would lie. */
  int place(int index);

  /** What the word at {@code index}, which says {@code value}, would say where it would lie then; 0 for 0. */
  long value(int index, long value);
}
