package dev.pagewalk.hw.memory;

import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;

/** Address spaces: objects of the pool {@code mm}, of which the machine reads only the field {@code pgd}. */
public final class Spaces {
  private final Pool pool;
  private final int pgd;

  /** The address spaces of a pool; its struct has a field {@code pgd} that refers to the root table. */
  public Spaces(Pool pool) {
    if (1 << 9 <= pool.count()) {
      throw new IllegalArgumentException("at most 511 address spaces: " + pool.count());
    }
    this.pool = pool;
    this.pgd = pool.struct().offset("pgd");
  }

  /** The pool of the address spaces. */
  public Pool pool() {
    return pool;
  }

  /** How many there can be at once. */
  public int count() {
    return pool.count();
  }

  /** The number of the address space whose mm is at {@code mm}. */
  public int slot(int mm) {
    return pool.slot(mm);
  }

  /** The index of the mm with that number. */
  public int mm(int slot) {
    return pool.address(slot);
  }

  /** The root table of an mm, or 0 if it has none. */
  public int root(State state, int mm) {
    return Words.index(state.get(mm + pgd));
  }
}
