package dev.pagewalk.mm.oracle;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;

/** Where a page table hangs: in which address space, and which addresses it translates. */
public final class TablePositions {
  /** What {@link #start} gives for a table that hangs in no tree. */
  public static final long DETACHED = -1;

  private final PageTables tree;
  private final Tables tables;
  private final int owner;

  /** The tables of a machine. */
  public TablePositions(PageTables tree) {
    this.tree = tree;
    this.tables = tree.tables();
    this.owner = tables.pool().struct().offset("mm");
  }

  /** The index of the mm whose table it is; constant while the table lives. */
  public int mm(State state, int table) {
    return Words.index(state.get(table + owner));
  }

  /** The first address that a table translates in the address space of its mm, or {@link #DETACHED}. */
  public long start(State state, int table) {
    int mm = mm(state, table);
    int root = mm == 0 ? 0 : tree.spaces().root(state, mm);
    long start = 0;
    int at = table;
    for (int level = tables.level(state, table); level < tree.geometry().levels(); level++) {
      int place = placeAbove(state, mm, at, level + 1);
      if (place == 0) {
        return DETACHED;
      }
      start += tables.indexOf(place) * tree.geometry().span(level + 1);
      at = tables.tableOf(place);
    }
    return at == root && root != 0 ? start : DETACHED;
  }

  /** The place of the entry of an mm's tables of {@code level} that points to a table, or 0. */
  private int placeAbove(State state, int mm, int table, int level) {
    for (int i = 0; i < tables.count(); i++) {
      int above = tables.table(Tables.FIRST + i);
      if (tables.isLive(state, above) && tables.level(state, above) == level && mm(state, above) == mm) {
        int place = placeIn(state, above, table);
        if (place != 0) {
          return place;
        }
      }
    }
    return 0;
  }

  /** The place of the first entry of {@code above} that points to {@code table}, or 0. */
  int placeIn(State state, int above, int table) {
    int pfn = tables.pfn(table);
    for (int i = 0; i < tables.entries(); i++) {
      long entry = state.get(tables.place(above, i));
      if (entry != 0 && Entry.isTable(entry) && Entry.pfn(entry) == pfn) {
        return tables.place(above, i);
      }
    }
    return 0;
  }
}
