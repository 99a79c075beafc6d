package dev.pagewalk.mm.oracle;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.memory.Spaces;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that the page tables of all address spaces hold at one moment. */
public final class Mapped {
  /**
   * A leaf entry.
   *
   * @param mm index of the address space
   * @param address the first one that it translates
   * @param place index of the entry
   * @param pfn the first frame
   */
  public record Leaf(int mm, long address, int place, int pfn) {}

  private final PageTables tree;
  private final State state;
  private final List<Leaf> leaves = new ArrayList<>();
  private final Map<Integer, Integer> pathsToTable = new HashMap<>();
  private final Map<Integer, Integer> pteTables = new HashMap<>();

  private Mapped(PageTables tree, State state) {
    this.tree = tree;
    this.state = state;
  }

  /** What the trees hold now. */
  public static Mapped of(PageTables tree, State state) {
    Mapped mapped = new Mapped(tree, state);
    Spaces spaces = tree.spaces();
    for (int slot = 0; slot < spaces.count(); slot++) {
      int mm = spaces.mm(slot);
      if (state.get(mm) == StructLayout.LIVE && spaces.root(state, mm) != 0) {
        mapped.visit(mm, spaces.root(state, mm), tree.geometry().levels(), 0);
      }
    }
    return mapped;
  }

  private void visit(int mm, int table, int level, long start) {
    pathsToTable.merge(table, 1, Integer::sum);
    if (level == Geometry.PTE) {
      pteTables.merge(mm, 1, Integer::sum);
    }
    Tables tables = tree.tables();
    int first = tables.place(table, 0);
    int end = first + tables.entries();
    for (int place = state.nextOccupied(first); place < end; place = state.nextOccupied(place + 1)) {
      int i = place - first;
      long entry = state.get(place);
      if (entry == Entry.NONE) {
        continue;
      }
      long address = start + i * tree.geometry().span(level);
      if (Entry.isLeaf(entry, level)) {
        leaves.add(new Leaf(mm, address, place, Entry.pfn(entry)));
      } else if (level != Geometry.PTE && Entry.isTable(entry) && tables.contains(Entry.pfn(entry))) {
        visit(mm, tables.table(Entry.pfn(entry)), level - 1, address);
      }
    }
  }

  /** All leaves. */
  public List<Leaf> leaves() {
    return leaves;
  }

  /** From how many places a table can be reached. */
  public int paths(int table) {
    return pathsToTable.getOrDefault(table, 0);
  }

  /** How many PTE tables an address space has. */
  public int pteTables(int mm) {
    return pteTables.getOrDefault(mm, 0);
  }
}
