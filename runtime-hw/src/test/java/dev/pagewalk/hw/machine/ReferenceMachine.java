package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.memory.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The obvious model of a TLB, for comparison: each CPU has a set of translations and a set of paging-structure entries
 * that it has really filled, and {@link #fills} are transitions of their own that may happen at any time. Two levels,
 * two entries a table: table 0 is the root, 1 and 2 hang below it.
 *
 * <p>A fill of an entry that already has A set only adds to what the CPU may do later, so that {@link #closure} always
 * makes it; one that must set A is a real alternative, since the kernel can see it.
 *
 * <p>A broadcast is a message to each CPU, which acts on it at any time until the sender's barrier, and by then at the
 * latest.
 *
 * @param rules what the architecture does
 * @param messages broadcasts that a CPU has not acted on yet
 * @param entries of the three tables, six in all
 * @param leaves for each CPU what it has cached of pages: page number, cached entry
 * @param structures for each CPU what it has cached of the root: entry number, table
 */
record ReferenceMachine(
    Rules rules,
    Set<Message> messages,
    List<Long> entries,
    List<Set<Leaf>> leaves,
    List<Set<Structure>> structures) {
  /**
   * What differs between architectures.
   *
   * @param dropsOnFault whether a fault empties the TLB of its page
   * @param setsAccessed whether hardware sets A and D
   * @param changesWithFlush whether an entry is cleared and dropped from all TLBs in one instruction
   */
  record Rules(boolean dropsOnFault, boolean setsAccessed, boolean changesWithFlush) {}

  /** A broadcast on its way: from whom, to whom, about which page, with the way there or without. */
  record Message(int sender, int cpu, int page, boolean lastLevel) {}

  record Leaf(int page, long entry) implements Comparable<Leaf> {
    @Override
    public int compareTo(Leaf other) {
      return page == other.page ? Long.compare(entry, other.entry) : Integer.compare(page, other.page);
    }
  }

  record Structure(int slot, int table) implements Comparable<Structure> {
    @Override
    public int compareTo(Structure other) {
      return slot == other.slot ? Integer.compare(table, other.table) : Integer.compare(slot, other.slot);
    }
  }

  static ReferenceMachine empty(int cpus, Rules rules) {
    return new ReferenceMachine(
        rules,
        Set.of(),
        Collections.nCopies(6, 0L),
        Collections.nCopies(cpus, Set.of()),
        Collections.nCopies(cpus, Set.of()));
  }

  /** An entry of the root that points to a table; only the reference reads its frame number. */
  static long pointer(int table) {
    return Entry.table(table);
  }

  long entry(int table, int index) {
    return entries.get(table * 2 + index);
  }

  ReferenceMachine withEntry(int table, int index, long entry) {
    List<Long> changed = new ArrayList<>(entries);
    changed.set(table * 2 + index, entry);
    return new ReferenceMachine(rules, messages, List.copyOf(changed), leaves, structures);
  }

  ReferenceMachine withoutPage(int cpu, int page) {
    Set<Leaf> kept = new TreeSet<>(leaves.get(cpu));
    kept.removeIf(leaf -> leaf.page() == page);
    return new ReferenceMachine(rules, messages, entries, replaced(leaves, cpu, kept), structures);
  }

  ReferenceMachine withoutStructures(int cpu) {
    return new ReferenceMachine(rules, messages, entries, leaves, replaced(structures, cpu, Set.of()));
  }

  ReferenceMachine withoutAny(int cpu) {
    return new ReferenceMachine(rules, messages, entries, replaced(leaves, cpu, Set.of()), structures)
        .withoutStructures(cpu);
  }

  /** Without the paging-structure entry of one slot. */
  ReferenceMachine withoutStructure(int cpu, int slot) {
    Set<Structure> kept = new TreeSet<>(structures.get(cpu));
    kept.removeIf(structure -> structure.slot() == slot);
    return new ReferenceMachine(rules, messages, entries, leaves, replaced(structures, cpu, kept));
  }

  /** With an entry cleared as the architecture does it; {@code old} is what it was, of a page or of a slot. */
  ReferenceMachine cleared(int table, int index, long old, int firstPage, int pages) {
    ReferenceMachine machine = withEntry(table, index, 0);
    return rules.changesWithFlush() && Entry.isPresent(old) ? machine.withoutPages(firstPage, pages) : machine;
  }

  /** Without some pages and the way to them, on every CPU. */
  ReferenceMachine withoutPages(int firstPage, int pages) {
    ReferenceMachine machine = this;
    for (int cpu = 0; cpu < leaves.size(); cpu++) {
      for (int page = firstPage; page < firstPage + pages; page++) {
        machine = machine.withoutPage(cpu, page).withoutStructure(cpu, page / 2);
      }
    }
    return machine;
  }

  /** With a broadcast on its way to every CPU; an earlier one of the same sender is complete. */
  ReferenceMachine broadcasting(int sender, int page, boolean lastLevel) {
    ReferenceMachine machine = barrier(sender);
    Set<Message> all = new HashSet<>(machine.messages);
    for (int cpu = 0; cpu < leaves.size(); cpu++) {
      all.add(new Message(sender, cpu, page, lastLevel));
    }
    return new ReferenceMachine(rules, Set.copyOf(all), machine.entries, machine.leaves, machine.structures);
  }

  /** With every broadcast of the sender acted on. */
  ReferenceMachine barrier(int sender) {
    ReferenceMachine machine = this;
    for (Message message : messages) {
      if (message.sender() == sender) {
        machine = machine.actedOn(message);
      }
    }
    return machine;
  }

  private ReferenceMachine actedOn(Message message) {
    Set<Message> left = new HashSet<>(messages);
    left.remove(message);
    ReferenceMachine machine = withoutPage(message.cpu(), message.page());
    if (!message.lastLevel()) {
      machine = machine.withoutStructure(message.cpu(), message.page() / 2);
    }
    return new ReferenceMachine(rules, Set.copyOf(left), entries, machine.leaves, machine.structures);
  }

  /** Everything that fills can make of it. */
  Set<ReferenceMachine> closure() {
    Set<ReferenceMachine> seen = new HashSet<>();
    Deque<ReferenceMachine> left = new ArrayDeque<>(List.of(saturated()));
    while (!left.isEmpty()) {
      ReferenceMachine machine = left.pop();
      if (seen.add(machine)) {
        machine.fills().forEach(next -> left.push(next.saturated()));
        machine.messages.forEach(message -> left.push(machine.actedOn(message).saturated()));
      }
    }
    return seen;
  }

  /** One access: each result (a frame from 0, or -1 for a fault) with the machines that it can leave. */
  Map<Long, Set<ReferenceMachine>> access(int cpu, int page, boolean write) {
    Map<Long, Set<ReferenceMachine>> results = new HashMap<>();
    for (int table : tablesFor(cpu, page)) {
      walk(cpu, page, write, table, results);
    }
    if (tablesFor(cpu, page).isEmpty()) {
      fault(cpu, page, results);
    }
    if (!Entry.isPresent(entry(0, page / 2))) {
      fault(cpu, page, results);
    }
    for (Leaf leaf : leaves.get(cpu)) {
      if (leaf.page() != page) {
        continue;
      }
      boolean isClean = !rules.setsAccessed() && !Entry.has(leaf.entry(), Entry.DIRTY);
      if (write && (!Entry.has(leaf.entry(), Entry.WRITE) || isClean)) {
        fault(cpu, page, results);
      } else if (!write || Entry.has(leaf.entry(), Entry.DIRTY)) {
        results.computeIfAbsent(frame(leaf.entry()), r -> new HashSet<>()).add(this);
      }
    }
    return results;
  }

  private void walk(int cpu, int page, boolean write, int table, Map<Long, Set<ReferenceMachine>> results) {
    long entry = entry(table, page % 2);
    boolean isReady = rules.setsAccessed()
        || Entry.has(entry, Entry.ACCESSED) && (!write || Entry.has(entry, Entry.DIRTY));
    if (!Entry.isPresent(entry) || write && !Entry.has(entry, Entry.WRITE) || !isReady) {
      fault(cpu, page, results);
      return;
    }
    long after = entry | Entry.ACCESSED | (write ? Entry.DIRTY : 0);
    results.computeIfAbsent(frame(entry), r -> new HashSet<>()).add(withEntry(table, page % 2, after));
  }

  private void fault(int cpu, int page, Map<Long, Set<ReferenceMachine>> results) {
    results.computeIfAbsent(-1L, r -> new HashSet<>())
        .add(rules.dropsOnFault() ? withoutPage(cpu, page).withoutStructure(cpu, page / 2) : this);
  }

  private static long frame(long entry) {
    return Entry.pfn(entry) - Bench.FRAME;
  }

  /** The tables through which the CPU can walk to a page: the present one and those that it has cached the way to. */
  private Set<Integer> tablesFor(int cpu, int page) {
    Set<Integer> tables = new TreeSet<>();
    if (Entry.isPresent(entry(0, page / 2))) {
      tables.add(Entry.pfn(entry(0, page / 2)));
    }
    for (Structure structure : structures.get(cpu)) {
      if (structure.slot() == page / 2) {
        tables.add(structure.table());
      }
    }
    return tables;
  }

  /** What a speculative walk that must set A can make of it. */
  private List<ReferenceMachine> fills() {
    List<ReferenceMachine> next = new ArrayList<>();
    if (!rules.setsAccessed()) {
      return next;
    }
    for (int cpu = 0; cpu < leaves.size(); cpu++) {
      for (int page = 0; page < 4; page++) {
        for (int table : tablesFor(cpu, page)) {
          long entry = entry(table, page % 2);
          if (Entry.isPresent(entry) && !Entry.has(entry, Entry.ACCESSED)) {
            next.add(withEntry(table, page % 2, entry | Entry.ACCESSED));
          }
        }
      }
    }
    return next;
  }

  private ReferenceMachine saturated() {
    List<Set<Leaf>> fullLeaves = new ArrayList<>(leaves);
    List<Set<Structure>> fullStructures = new ArrayList<>(structures);
    for (int cpu = 0; cpu < leaves.size(); cpu++) {
      Set<Structure> known = new TreeSet<>(structures.get(cpu));
      for (int slot = 0; slot < 2; slot++) {
        if (Entry.isPresent(entry(0, slot))) {
          known.add(new Structure(slot, Entry.pfn(entry(0, slot))));
        }
      }
      fullStructures.set(cpu, known);
      Set<Leaf> cached = new TreeSet<>(leaves.get(cpu));
      for (int page = 0; page < 4; page++) {
        for (int table : tablesFor(cpu, page)) {
          long entry = entry(table, page % 2);
          if (Entry.isPresent(entry) && Entry.has(entry, Entry.ACCESSED)) {
            cached.add(new Leaf(page, Entry.cached(entry)));
          }
        }
      }
      fullLeaves.set(cpu, cached);
    }
    return new ReferenceMachine(rules, messages, entries, List.copyOf(fullLeaves), List.copyOf(fullStructures));
  }

  private static <T> List<T> replaced(List<T> list, int index, T value) {
    List<T> changed = new ArrayList<>(list);
    changed.set(index, value);
    return List.copyOf(changed);
  }
}
