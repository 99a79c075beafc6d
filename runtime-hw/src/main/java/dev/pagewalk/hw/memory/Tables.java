package dev.pagewalk.hw.memory;

import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;

/**
 * Page-table pages: objects of the pool {@code ptdesc}, with their entries behind the fields. Each has a frame number
 * of its own, which an entry above names; number and object follow from each other by arithmetic.
 */
public final class Tables {
  /** The number of the first table's frame. */
  public static final int FIRST = 0x100;

  private final Pool pool;
  private final int fields;
  private final int level;

  /** The tables of a pool whose slots have their entries behind the struct's fields. */
  public Tables(Pool pool) {
    this.pool = pool;
    this.fields = pool.struct().size();
    this.level = pool.struct().offset("level");
  }

  /** How many tables there can be at once. */
  public int count() {
    return pool.count();
  }

  /** Entries of each table. */
  public int entries() {
    return pool.stride() - fields;
  }

  /** Whether it is the number of a table's frame. */
  public boolean contains(int pfn) {
    return FIRST <= pfn && pfn < FIRST + pool.count();
  }

  /** The table with that frame: the index of its header. */
  public int table(int pfn) {
    return pool.address(pfn - FIRST);
  }

  /** The frame number of the table whose header is at {@code table}. */
  public int pfn(int table) {
    return FIRST + pool.slot(table);
  }

  /** Whether the table is allocated. */
  public boolean isLive(State state, int table) {
    return state.get(table) == StructLayout.LIVE;
  }

  /** The level that the table says it has. */
  public int level(State state, int table) {
    return (int) state.get(table + level);
  }

  /** The place of an entry. */
  public int place(int table, int index) {
    return table + fields + index;
  }

  /** The pool of the tables. */
  public Pool pool() {
    return pool;
  }

  /** Whether the word is an entry that points to the table whose header is at {@code table}. */
  public boolean isNamedBy(long word, int table) {
    return Words.isEntry(word) && Entry.isPresent(word) && Entry.pfn(word) == pfn(table);
  }

  /** Whether the word at {@code index} is an entry of some table. */
  public boolean isPlace(int index) {
    return pool.contains(index) && fields <= index - pool.address(pool.slot(index));
  }

  /** The table in which an entry lies. */
  public int tableOf(int place) {
    return pool.address(pool.slot(place));
  }

  /** The index of an entry in its table. */
  public int indexOf(int place) {
    return place - tableOf(place) - fields;
  }
}
