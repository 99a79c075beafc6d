package dev.pagewalk.mm.pagetable;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.lock.LockWord;
import java.util.List;

/**
 * Which lock is that of a page table: its own, or that of its address space where locks are not split
 * (include/linux/mm.h, ptlock_ptr() and pte_lockptr(), 6.12).
 */
public final class TableLocks {
  private final Pool tables;
  private final Pool spaces;
  private final int own;
  private final int owner;
  private final int shared;
  private final boolean isSplit;

  /** @param isSplit whether each table has a lock of its own */
  public TableLocks(Layout layout, boolean isSplit) {
    this.tables = layout.pool("ptdesc");
    this.spaces = layout.pool("mm");
    this.own = tables.struct().offset("ptl");
    this.owner = tables.struct().offset("mm");
    this.shared = spaces.struct().offset("page_table_lock");
    this.isSplit = isSplit;
  }

  /** Whether each table has a lock of its own. */
  public boolean isSplit() {
    return isSplit;
  }

  /** The index of the lock in a table's own object. */
  public int own(int table) {
    return table + own;
  }

  /** The index of the lock that stands for a table; that of the table itself while it belongs to no address space. */
  public int of(State state, int table) {
    int mm = isSplit ? 0 : Words.index(state.get(table + owner));
    return mm == 0 ? table + own : mm + shared;
  }

  /** Whether somebody holds the lock of a table. */
  public boolean isLocked(State state, int table) {
    return !LockWord.isFree(state.get(of(state, table)));
  }

  /** What rules ask. */
  List<Binding> bindings() {
    return List.of(
        Binding.local("holds_page_table_lock", 0, (context, args) -> holdsAny(context) ? 1 : 0),
        Binding.local("split_ptlocks", 0, (context, args) -> isSplit ? 1 : 0));
  }

  private boolean holdsAny(StepContext context) {
    return holdsAny(context, tables, own) || holdsAny(context, spaces, shared);
  }

  private static boolean holdsAny(StepContext context, Pool pool, int lock) {
    for (int slot = 0; slot < pool.count(); slot++) {
      if (holds(context, pool.address(slot) + lock)) {
        return true;
      }
    }
    return false;
  }

  /** Locks that the thread does not hold are no words on which its step depends: nobody takes them in its name. */
  private static boolean holds(StepContext context, int place) {
    boolean holds = LockWord.isHeld(context.state().peek(place), context.agent());
    if (holds) {
      context.state().get(place);
    }
    return holds;
  }
}
