package dev.pagewalk.graph;

import dev.pagewalk.exec.Machine;
import dev.pagewalk.graph.Moment.Edge;
import dev.pagewalk.graph.Moment.Kind;
import dev.pagewalk.graph.Moment.Life;
import dev.pagewalk.graph.Moment.Link;
import dev.pagewalk.graph.Moment.Node;
import dev.pagewalk.graph.Moment.Row;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Global;
import dev.pagewalk.ir.Landmark;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at the states of one execution, one after the other. What an object was is remembered when it is freed, so that
 * what still leads there can be shown.
 */
final class Looking {
  /** Of longer arrays only the words that are, or were, not 0 are told. */
  private static final int SHORT = 16;

  private final Machine machine;
  private final Program program;
  private final State state;
  private final Labels labels;
  private final BitSet locks = new BitSet();
  private final BitSet known = new BitSet();
  private final BitSet used = new BitSet();
  private final Map<Integer, String> titles = new TreeMap<>();
  private final TableTree tables;
  private final FolioFrames folios;
  private final Hands hands;
  private Map<Integer, String> waiters = Map.of();
  private List<Edge> edges = List.of();

  Looking(Machine machine, Labels labels) {
    this.machine = machine;
    this.program = machine.program();
    this.state = machine.state();
    this.labels = labels;
    Arrays.stream(program.lockWords()).forEach(locks::set);
    tables = new TableTree(program.layout(), state);
    folios = new FolioFrames(program, state);
    hands = new Hands(machine, this::target);
    program.landmarks().forEach(this::name);
  }

  /** {@code P.mm} names an mm {@code P}, {@code A.vma} a VMA {@code A}; a file is named by itself. */
  private void name(Landmark landmark) {
    boolean isProcess = program.landmarks().stream().anyMatch(each -> each.name().equals(landmark.name() + ".mm"));
    long word = landmark.word() == 0 ? 0 : state.peek(landmark.word());
    if (Words.isReference(word) && !isProcess) {
      String name = landmark.name().replaceFirst("\\.(mm|vma)$", "");
      titles.merge(Words.index(word), name, (one, two) -> one.equals(two) ? one : one + ", " + two);
    }
  }

  /** The state in which the machine stands. */
  Moment look() {
    waiters = Waiters.of(machine, labels);
    edges = new ArrayList<>();
    tables.look();
    folios.look();
    List<Node> nodes = new ArrayList<>();
    nodes.addAll(new MachineNodes(program, state, labels, this::link).look());
    for (int thread = 0; thread < program.agents().size(); thread++) {
      hands(thread, nodes);
    }
    shared(nodes);
    for (Pool pool : program.layout().pools()) {
      for (int slot = 0; slot < pool.count(); slot++) {
        object(pool, pool.address(slot), nodes);
      }
    }
    return new Moment(nodes, edges);
  }

  private void hands(int thread, List<Node> nodes) {
    String id = "thread " + labels.agent(thread);
    List<Row> rows = new ArrayList<>();
    hands.of(thread).forEach((header, names) -> {
      rows.add(new Row(id(header), Kind.HELD, labels.word(header), "in " + String.join(", ", names), header));
      edges.add(new Edge(id, id(header), id(header), Link.HELD));
    });
    if (thread != program.setup()) {
      nodes.add(new Node(id, "thread", labels.agent(thread), Life.LIVE, "", rows));
    }
  }

  private void shared(List<Node> nodes) {
    List<Row> rows = new ArrayList<>();
    for (Global global : program.globals()) {
      for (int i = 0; i < global.length(); i++) {
        String name = global.length() == 1 ? global.name() : global.name() + "[" + i + "]";
        rows.add(row("shared", name, name, global.index() + i));
      }
    }
    if (!rows.isEmpty()) {
      nodes.add(new Node("shared", "shared", "shared variables", Life.LIVE, "", rows));
    }
  }

  private void object(Pool pool, int header, List<Node> nodes) {
    boolean isLive = state.peek(header) == StructLayout.LIVE;
    if (!isLive && !known.get(header)) {
      return;
    }
    known.set(header);
    String id = id(header);
    boolean isTable = tables.isTable(header);
    String type = isTable ? "table" : pool.struct().name();
    String title = labels.word(header) + (titles.containsKey(header) ? " (" + titles.get(header) + ")" : "");
    if (!isLive) {
      used.clear(header, header + pool.stride());
      nodes.add(new Node(id, type, title, Life.FREED, isTable ? tables.note(header) : "", List.of()));
      return;
    }
    List<Row> rows = new ArrayList<>();
    for (StructLayout.Field field : pool.struct().fields()) {
      fields(id, field.name(), header + field.offset(), field.length(), rows);
    }
    if (isTable) {
      entries(id, header, rows);
    } else if (folios.isFolio(header)) {
      contents(id, header, rows);
    }
    nodes.add(new Node(id, type, title, isDetached(pool, header) ? Life.DETACHED : Life.LIVE, note(pool, header), rows));
  }

  private boolean isDetached(Pool pool, int header) {
    return tables.isTable(header) ? !tables.isReached(header)
        : pool.struct().name().equals("vma") && state.peek(header + pool.struct().offset("in_mm_tree")) == 0;
  }

  private String note(Pool pool, int header) {
    if (pool.struct().name().equals("vma")) {
      return "0x" + Long.toHexString(state.peek(header + pool.struct().offset("start")))
          + "-0x" + Long.toHexString(state.peek(header + pool.struct().offset("end")));
    }
    return tables.isTable(header) ? tables.note(header) : "";
  }

  private void fields(String id, String name, int from, int length, List<Row> rows) {
    for (int i = 0; i < length; i++) {
      if (length <= SHORT || isUsed(from + i)) {
        String full = length == 1 ? name : name + "[" + i + "]";
        rows.add(row(id, full, full, from + i));
      }
    }
  }

  private boolean isUsed(int index) {
    if (state.peek(index) != 0) {
      used.set(index);
    }
    return used.get(index);
  }

  /** Entries that are or were something; of a small table, all. */
  private void entries(String id, int header, List<Row> rows) {
    for (int i = 0; i < tables.entries(); i++) {
      int place = tables.place(header, i);
      if (tables.entries() <= SHORT || isUsed(place)) {
        String name = "[" + i + "]";
        String text = labels.value(place, state.peek(place));
        rows.add(new Row(name, Kind.ENTRY, name, tables.address(header, i) + text, place));
        link(id, name, state.peek(place), false);
      }
    }
  }

  /** Words of frames, by what they are called. */
  private void contents(String id, int header, List<Row> rows) {
    for (int index : folios.contents(header)) {
      if (isUsed(index)) {
        rows.add(row(id, labels.word(index), labels.word(index), index));
      }
    }
  }

  private Row row(String node, String id, String name, int place) {
    long value = state.peek(place);
    String text = labels.value(place, value) + waiters.getOrDefault(place, "");
    link(node, id, value, false);
    return new Row(id, locks.get(place) ? Kind.LOCK : Kind.FIELD, name, text, place);
  }

  /** An edge, if the value of a row leads anywhere. */
  private void link(String node, String row, long value, boolean isCached) {
    int target = target(value);
    if (target != 0 && !id(target).equals(node)) {
      Link link = isCached ? Link.CACHED
          : tables.isTable(target) ? Link.TABLE
          : Words.isReference(value) ? Link.REFERS : Link.MAPS;
      edges.add(new Edge(node, row, id(target), link));
    }
  }

  /** The object to which a value leads; 0 for none. */
  private int target(long value) {
    int header = Words.isReference(value) ? program.layout().header(Words.index(value)) : 0;
    int table = tables.named(value);
    int target = header != 0 ? header : table != 0 ? table : folios.named(value);
    return target != 0 && known(target) ? target : 0;
  }

  private boolean known(int header) {
    return known.get(header) || state.peek(header) == StructLayout.LIVE;
  }

  private String id(int header) {
    return labels.word(header).replace(" #", "#");
  }
}
