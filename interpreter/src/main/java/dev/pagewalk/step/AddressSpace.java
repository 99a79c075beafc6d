package dev.pagewalk.step;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Landmark;
import java.util.ArrayList;
import java.util.List;

/** An mm as a view: its VMAs, and its page tables as a walker finds them. */
final class AddressSpace {
  private static final String[] LEVELS = {"", "pte", "pmd", "pud", "p4d", "pgd"};

  private final Items items;
  private final Pool tables;
  private final Tables view;
  private final int levels;

  AddressSpace(Items items, int levels) {
    this.items = items;
    this.levels = levels;
    tables = items.program().layout().pool("ptdesc");
    view = new Tables(tables);
  }

  Item of(int mm) {
    Item object = items.object(items.names().word(mm), mm);
    return new Item(object.name(), processes(mm), object.was(), object.path(), 3, () -> List.of(
        Item.group("VMAs", "", "", vmas(mm)),
        pageTables(mm),
        new Item("fields", "", object.was(), "", object.count(), object.children())));
  }

  private String processes(int mm) {
    return String.join(", ", items.program().landmarks().stream()
        .filter(each -> each.word() != 0 && each.name().endsWith(".mm"))
        .filter(each -> Words.index(items.state().get(each.word())) == mm)
        .map(each -> each.name().substring(0, each.name().length() - ".mm".length()))
        .toList());
  }

  private List<Item> vmas(int mm) {
    List<Item> found = new ArrayList<>();
    Pool pool = items.program().layout().pool("vma");
    StructLayout vma = pool.struct();
    for (int slot = 0; slot < pool.count(); slot++) {
      int header = pool.address(slot);
      boolean isHere = items.isLive(header) && Words.index(items.state().get(header + vma.offset("mm"))) == mm;
      if (isHere) {
        Item object = items.object(items.names().word(header), header);
        String range = hex(items.state().get(header + vma.offset("start"))) + "-"
            + hex(items.state().get(header + vma.offset("end")));
        int flags = header + vma.offset("flags");
        boolean isFound = items.state().get(header + vma.offset("in_mm_tree")) != 0;
        found.add(new Item(object.name(), range + " " + items.names().value(flags, items.state().get(flags))
            + mappings(range) + (isFound ? "" : ", not in the tree"), object.was(), object.path(), object.count(),
            object.children()));
      }
    }
    return found;
  }

  private String mappings(String range) {
    List<String> named = items.program().landmarks().stream()
        .filter(each -> each.name().endsWith(".start"))
        .map(each -> each.name().substring(0, each.name().length() - ".start".length()))
        .filter(name -> range.equals(hex(landmark(name + ".start")) + "-" + hex(landmark(name + ".end"))))
        .toList();
    return named.isEmpty() ? "" : ", " + String.join(", ", named);
  }

  private long landmark(String name) {
    return items.program().landmarks().stream()
        .filter(each -> each.name().equals(name))
        .mapToLong(Landmark::constant)
        .findFirst()
        .orElse(-1);
  }

  private Item pageTables(int mm) {
    int root = Words.index(items.state().get(mm + items.program().layout().pool("mm").struct().offset("pgd")));
    if (root == 0) {
      return Item.text("page tables", "none");
    }
    return table("page tables", root, levels, 0);
  }

  private Item table(String name, int table, int level, long start) {
    String free = items.isLive(table) ? "" : ", free";
    int from = view.place(table, 0);
    String was = items.isChanged(from, from + view.entries()) ? "changed" : "";
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < view.entries(); i++) {
      if (items.state().get(from + i) != 0 || !items.was(from + i).isEmpty()) {
        used.add(i);
      }
    }
    return new Item(name, items.names().word(table) + free, was, items.names().word(table).replace(" #", "#"), used.size(),
        () -> used.stream().map(i -> entry(table, i, level, start + (i * span(level)))).toList());
  }

  private Item entry(int table, int index, int level, long address) {
    int place = view.place(table, index);
    long entry = items.state().get(place);
    String name = (level == levels && levels < Geometry.PGD ? "pgd" : LEVELS[level]) + "[" + index + "] " + hex(address);
    String path = items.names().word(place).replace(" #", "#");
    boolean isTable = 1 < level && Entry.isTable(entry) && view.contains(Entry.pfn(entry));
    if (!isTable) {
      return Item.line(name, EntryText.describe(entry), items.was(place), path);
    }
    Item below = table(name, view.table(Entry.pfn(entry)), level - 1, address);
    String was = items.was(place).isEmpty() ? below.was() : items.was(place);
    return new Item(name, below.value(), was, path, below.count(), below.children());
  }

  private long span(int level) {
    long span = Geometry.PAGE_SIZE;
    for (int i = 1; i < level; i++) {
      span *= view.entries();
    }
    return span;
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }
}
