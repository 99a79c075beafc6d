package dev.pagewalk.graph;

import dev.pagewalk.graph.Moment.Kind;
import dev.pagewalk.graph.Moment.Life;
import dev.pagewalk.graph.Moment.Node;
import dev.pagewalk.graph.Moment.Row;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CPUs and devices have loaded and cached, and the machine's other words that are not 0. */
final class MachineNodes {
  private static final Pattern CPU = Pattern.compile("^cpu(\\d+) (.*)$");

  /** Sets of pairs: the word behind a key is its value. */
  private static final Set<String> PAIRS = Set.of("tlb", "paging_structures", "secondary_mmu");

  private final Program program;
  private final State state;
  private final Labels labels;
  private final Links links;
  private final Map<String, List<Row>> rows = new TreeMap<>();
  private final Map<String, Set<String>> taken = new TreeMap<>();

  /** Is told of values that may lead somewhere. */
  interface Links {
    void link(String node, String row, long value, boolean isCached);
  }

  MachineNodes(Program program, State state, Labels labels, Links links) {
    this.program = program;
    this.state = state;
    this.labels = labels;
    this.links = links;
  }

  List<Node> look() {
    for (Layout.Region region : program.layout().regions()) {
      if (!region.name().equals("frames")) {
        look(region);
      }
    }
    List<Node> nodes = new ArrayList<>();
    rows.forEach((id, lines) -> nodes.add(id.startsWith("cpu")
        ? new Node(id, "cpu", "CPU " + id.substring("cpu".length()), Life.LIVE, "", lines)
        : new Node(id, "machine", "machine", Life.LIVE, "", lines)));
    return nodes;
  }

  private void look(Layout.Region region) {
    boolean isPairs = PAIRS.contains(region.name());
    for (int index = region.base(); index < region.base() + region.length(); index += isPairs ? 2 : 1) {
      if (state.peek(index) != 0 && labels.isShared(index) && isMachine(index)) {
        Matcher cpu = CPU.matcher(labels.word(index));
        boolean isCpu = cpu.matches();
        String node = isCpu ? "cpu" + cpu.group(1) : "machine";
        String name = isCpu ? cpu.group(2) : labels.word(index);
        if (isPairs) {
          cached(node, name.replaceFirst("\\[\\d+]$", ""), index);
        } else {
          add(node, name, new Row(name, Kind.FIELD, name, labels.value(index, state.peek(index)), index), false);
        }
      }
    }
  }

  /** Whether a word belongs to the machine, or to what the kernel keeps for it: whoever does, knows its name. */
  private boolean isMachine(int index) {
    return program.wordTexts().stream().anyMatch(text -> text.name(index).isPresent());
  }

  private void cached(String node, String set, int index) {
    String from = labels.value(index, state.peek(index));
    String to = labels.value(index + 1, state.peek(index + 1));
    // Pairs move within their set: they are known by what they say, but for what changes while they stay.
    String id = set + " " + from + " " + to.replaceFirst(", .*$", "");
    add(node, id, new Row(id, Kind.CACHED, set + " " + from, to, index), true);
  }

  private void add(String node, String id, Row row, boolean isCached) {
    if (taken.computeIfAbsent(node, key -> new HashSet<>()).add(id)) {
      rows.computeIfAbsent(node, key -> new ArrayList<>()).add(row);
      links.link(node, id, state.peek(isCached ? row.place() + 1 : row.place()), isCached);
    }
  }
}
