package dev.pagewalk.graph;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where page tables hang: which are reached from an mm, and which addresses they translate, or did last. */
final class TableTree {
  private static final String[] LEVELS = {"", "PTE", "PMD", "PUD", "P4D", "PGD"};

  private final State state;
  private final Optional<Pool> spaces;
  private final Optional<Tables> tables;
  private final Map<Integer, Long> starts = new HashMap<>();
  private final Map<Integer, String> notes = new HashMap<>();
  private final Set<Integer> reached = new HashSet<>();

  TableTree(Layout layout, State state) {
    this.state = state;
    spaces = layout.findPool("mm").filter(pool -> pool.struct().has("pgd"));
    tables = layout.findPool("ptdesc").filter(pool -> pool.struct().has("level")).map(Tables::new);
  }

  /** Walks all trees. */
  void look() {
    reached.clear();
    if (spaces.isEmpty() || tables.isEmpty()) {
      return;
    }
    for (int slot = 0; slot < tables.get().count(); slot++) {
      int table = tables.get().pool().address(slot);
      if (state.peek(table) == StructLayout.LIVE) {
        notes.merge(table, LEVELS[level(table)] + " table", (old, now) -> old.startsWith("PGD") ? old : now);
      } else {
        starts.remove(table);
      }
    }
    for (int slot = 0; slot < spaces.get().count(); slot++) {
      int mm = spaces.get().address(slot);
      int root = Words.index(state.peek(mm + spaces.get().struct().offset("pgd")));
      if (state.peek(mm) == StructLayout.LIVE && root != 0) {
        notes.put(root, LEVELS[Geometry.PGD] + " table");
        walk(root, 0);
      }
    }
  }

  private void walk(int table, long start) {
    if (!reached.add(table)) {
      return;
    }
    starts.put(table, start);
    for (int i = 0; 1 < level(table) && i < entries(); i++) {
      long entry = state.peek(place(table, i));
      int below = Entry.isTable(entry) ? named(entry) : 0;
      if (below != 0 && level(below) < level(table)) {
        walk(below, start + i * span(level(table)));
      }
    }
  }

  private int level(int table) {
    return Math.clamp(state.peek(table + tables.orElseThrow().pool().struct().offset("level")), 0, Geometry.PGD);
  }

  /** Bytes that one entry translates. */
  private long span(int level) {
    return Geometry.PAGE_SIZE << (level - 1) * Integer.numberOfTrailingZeros(entries());
  }

  boolean isTable(int header) {
    return tables.isPresent() && tables.get().pool().contains(header);
  }

  boolean isReached(int table) {
    return reached.contains(table);
  }

  /** {@code PTE table}. */
  String note(int table) {
    return notes.getOrDefault(table, "");
  }

  int entries() {
    return tables.orElseThrow().entries();
  }

  int place(int table, int index) {
    return tables.orElseThrow().place(table, index);
  }

  /** The first address that an entry translates, and two blanks; empty if the table was never in a tree. */
  String address(int table, int index) {
    Long start = starts.get(table);
    return start == null ? "" : "0x" + Long.toHexString(start + index * span(level(table))) + "  ";
  }

  /** The table that a value leads to, as an entry or by the number of its frame; 0 if it leads to none. */
  int named(long value) {
    if (tables.isEmpty() || !Words.isFrame(value) && !Words.isEntry(value)) {
      return 0;
    }
    int pfn = Words.isFrame(value) ? Words.pfn(value) : Entry.pfn(value);
    return tables.get().contains(pfn) ? tables.get().table(pfn) : 0;
  }
}
