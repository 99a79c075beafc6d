package dev.pagewalk.hw.memory;

import dev.pagewalk.hw.state.State;

/** Looking at a tree of page tables in memory, without touching it: no A bits, no faults, no oracle. */
public final class PageTables {
  private final Geometry geometry;
  private final Tables tables;
  private final Spaces spaces;

  /** The trees of these address spaces. */
  public PageTables(Geometry geometry, Tables tables, Spaces spaces) {
    this.geometry = geometry;
    this.tables = tables;
    this.spaces = spaces;
  }

  /** The shape of the trees. */
  public Geometry geometry() {
    return geometry;
  }

  /** The tables. */
  public Tables tables() {
    return tables;
  }

  /** The address spaces. */
  public Spaces spaces() {
    return spaces;
  }

  /**
   * The place of the entry that translates {@code address} at {@code level} in an mm, or 0 if the tree has no table
   * there.
   */
  public int place(State state, int mm, long address, int level) {
    int root = spaces.root(state, mm);
    return root == 0 || address < 0 || geometry.limit() <= address
        ? 0
        : placeBelow(state, root, geometry.levels(), address, geometry.real(level));
  }

  /** The same, from a table of {@code tableLevel} downwards. */
  public int placeBelow(State state, int table, int tableLevel, long address, int level) {
    int current = table;
    for (int l = tableLevel; tables.isLive(state, current); l--) {
      int place = tables.place(current, geometry.index(address, l));
      if (l <= level) {
        return l == level ? place : 0;
      }
      long entry = state.get(place);
      if (!Entry.isTable(entry) || !tables.contains(Entry.pfn(entry))) {
        return 0;
      }
      current = tables.table(Entry.pfn(entry));
    }
    return 0;
  }

  /**
   * Where a walk for {@code address} ends that starts in a table of {@code tableLevel}: at the first entry that points
   * to no table, or at the first one in a table that is free.
   *
   * @return the place, with the level of its table in the upper 32 bits
   */
  public long end(State state, int table, int tableLevel, long address) {
    int current = table;
    int level = tableLevel;
    while (true) {
      int place = tables.place(current, geometry.index(address, level));
      if (level == Geometry.PTE || !tables.isLive(state, current)) {
        return (long) level << 32 | place;
      }
      long entry = state.get(place);
      if (!Entry.isTable(entry) || !tables.contains(Entry.pfn(entry))) {
        return (long) level << 32 | place;
      }
      current = tables.table(Entry.pfn(entry));
      level--;
    }
  }

  /**
   * The frame that an address is mapped to now, whatever the permissions.
   *
   * @return its number, or -1 if the address is not mapped
   */
  public int pfn(State state, int mm, long address) {
    int root = spaces.root(state, mm);
    if (root == 0 || address < 0 || geometry.limit() <= address) {
      return -1;
    }
    long end = end(state, root, geometry.levels(), address);
    long entry = state.get(place(end));
    return Entry.isLeaf(entry, level(end)) ? Entry.pfn(entry) + geometry.pageIn(address, level(end)) : -1;
  }

  /** The place in a result of {@link #end}. */
  public static int place(long end) {
    return (int) end;
  }

  /** The level in a result of {@link #end}. */
  public static int level(long end) {
    return (int) (end >>> 32);
  }
}
