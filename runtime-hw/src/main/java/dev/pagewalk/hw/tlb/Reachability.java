package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.State;

/**
 * Whether a walk of some CPU can come by a table: because it hangs in the tree of an address space that a CPU holds, or
 * below a paging-structure entry that a CPU may have cached. Looks from the table upwards, since the one who reads an
 * entry need not say which address it translates.
 */
final class Reachability {
  private final PageTables tree;
  private final Tables tables;
  private final Contexts contexts;
  private final PairSet structures;

  Reachability(PageTables tree, Contexts contexts, PairSet structures) {
    this.tree = tree;
    this.tables = tree.tables();
    this.contexts = contexts;
    this.structures = structures;
  }

  /** Whether a walk can come by {@code table}, which is of real level {@code level}. */
  boolean isWalked(State state, int table, int level) {
    return isHeldRoot(state, table) || isCached(state, table) || isBelowWalked(state, table, level);
  }

  private boolean isHeldRoot(State state, int table) {
    for (int slot = 0; slot < contexts.spaces(); slot++) {
      if (contexts.isHeldAnywhere(state, slot) && tree.spaces().root(state, tree.spaces().mm(slot)) == table) {
        return true;
      }
    }
    return false;
  }

  private boolean isCached(State state, int table) {
    for (int cpu = 0; cpu < structures.rows(); cpu++) {
      for (int i = 0; structures.key(state, cpu, i) != 0; i++) {
        if (Entry.pfn(structures.value(state, cpu, i)) == tables.pfn(table)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isBelowWalked(State state, int table, int level) {
    if (tree.geometry().levels() == level) {
      return false;
    }
    for (int i = 0; i < tables.count(); i++) {
      int above = tables.table(Tables.FIRST + i);
      boolean isAbove = tables.isLive(state, above) && tables.level(state, above) == level + 1;
      if (isAbove && pointsTo(state, above, table) && isWalked(state, above, level + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean pointsTo(State state, int above, int table) {
    for (int index = 0; index < tables.entries(); index++) {
      long entry = state.get(tables.place(above, index));
      if (Entry.isTable(entry) && Entry.pfn(entry) == tables.pfn(table)) {
        return true;
      }
    }
    return false;
  }
}
