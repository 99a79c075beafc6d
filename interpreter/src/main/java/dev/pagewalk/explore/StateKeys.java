package dev.pagewalk.explore;

/** A set of keys of states that can be asked for several at once. */
interface StateKeys {
  /** Whether it has grown so far that it pays to ask for several keys at once. */
  boolean isLarge();

  /** Adds a key; false if it was there. */
  boolean add(long key);

  /**
   * Which of the first {@code count} keys have been added: key {@code i} is bit {@code i}. The memory is asked for all
   * of them before the first answer is looked at: it takes as long to answer one question as several.
   *
   * @param scratch as long as {@code keys}
   */
  long containsAll(long[] keys, int count, long[] scratch);
}
