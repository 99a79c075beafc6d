package dev.pagewalk.ir;

import dev.pagewalk.hw.state.State;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order locks are taken, as {@code lock order} says: each lock belongs to at most one class, and classes come
 * one after the other. What is not ordered may be taken in any order.
 *
 * @param classes the names of the classes, at most 64
 * @param after for each class, those that are taken after it: class {@code c} is bit {@code c}
 * @param words the locks of each class; the lock of a page table is in two, see {@link #classOf}
 * @param classOfWord for each word of the state its class plus 1, or 0
 * @param levelOfWord for each word that is the lock of a page table the word that says its level, otherwise 0
 * @param upperTables the class of the locks of page tables above the lowest level
 * @param nests for a class the functions in which one of its locks may be taken under another
 */
public record LockOrder(
    List<String> classes,
    long[] after,
    int[][] words,
    int[] classOfWord,
    int[] levelOfWord,
    int upperTables,
    Map<Integer, Set<String>> nests) {
  /** No order at all. */
  public static final LockOrder NONE =
      new LockOrder(List.of(), new long[0], new int[0][], new int[0], new int[0], -1, Map.of());

  public LockOrder {
    classes = List.copyOf(classes);
    nests = Map.copyOf(nests);
  }

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return classes.isEmpty();
  }

  /** The class of a lock, or -1. That of a page table depends on the table's level. */
  public int classOf(State state, int word) {
    if (levelOfWord[word] != 0 && 1 < state.get(levelOfWord[word])) {
      return upperTables;
    }
    return classOfWord[word] - 1;
  }

  /** Whether locks of class {@code later} are taken after those of class {@code earlier}. */
  public boolean isAfter(int earlier, int later) {
    return (after[earlier] >>> later & 1) != 0;
  }
}
