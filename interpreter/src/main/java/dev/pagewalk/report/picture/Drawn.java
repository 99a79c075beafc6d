package dev.pagewalk.report.picture;

import dev.pagewalk.graph.Graph;
import dev.pagewalk.graph.Moment.Kind;
import dev.pagewalk.graph.Moment.Life;
import dev.pagewalk.graph.Moment.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a graph is drawn: the nodes that the execution touches, and of their rows those that say something about it;
 * the others never change, and are only counted. Or everything, but for entries that are never anything.
 */
final class Drawn {
  /** What the head of a node says anyway. */
  private static final Set<String> IN_HEAD = Set.of("table.level", "table.mm", "vma.start", "vma.end");

  private static final Set<String> MACHINE = Set.of("cpu", "machine");

  /** What is worth a row though it does not change. */
  private static final Set<String> COUNTS = Set.of("refcount", "mapcount");

  private final Graph graph;
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final List<Graph.Edge> edges;
  private final boolean isAll;

  /**
   * A node as it is drawn.
   *
   * @param rows that are drawn
   * @param folded that are not, though the execution touches them, or everything is drawn
   * @param quiet whether it is a table with one way through, which never changes: a line is enough
   */
  record Box(Graph.Node node, List<Graph.Row> rows, List<Graph.Row> folded, boolean quiet) {}

  Drawn(Graph graph, GraphSvg.Extent extent) {
    this.graph = graph;
    isAll = extent == GraphSvg.Extent.ALL;
    Set<String> wanted = wanted();
    for (Graph.Node node : graph.nodes()) {
      if (wanted.contains(node.id())) {
        boxes.put(node.id(), box(node));
      }
    }
    boxes.values().removeIf(box -> !isAll && box.rows().isEmpty() && !isLedTo(box.node()));
    edges = graph.edges().stream().filter(this::isDrawn).toList();
  }

  List<Box> boxes() {
    return List.copyOf(boxes.values());
  }

  Box box(String id) {
    return boxes.get(id);
  }

  List<Graph.Edge> edges() {
    return edges;
  }

  /** What is touched, and what leads to a table that is. */
  private Set<String> wanted() {
    Set<String> wanted = new LinkedHashSet<>();
    graph.nodes().stream().filter(node -> isAll || node.touched()).forEach(node -> wanted.add(node.id()));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Graph.Edge edge : graph.edges()) {
        if (edge.link() == Link.TABLE && wanted.contains(edge.to())) {
          grows |= wanted.add(edge.from());
        }
      }
    }
    return wanted;
  }

  private Box box(Graph.Node node) {
    List<Graph.Row> rows = new ArrayList<>();
    List<Graph.Row> folded = new ArrayList<>();
    for (Graph.Row row : node.rows()) {
      if (isTelling(node, row)) {
        rows.add(row);
      } else if (isMeant(row) && row.kind() != Kind.HELD) {
        folded.add(row);
      }
    }
    boolean isQuiet = node.type().equals("table") && rows.size() == 1 && rows.getFirst().kind() == Kind.ENTRY
        && rows.getFirst().phases().size() == 1 && leads(node, rows.getFirst(), Link.TABLE);
    return new Box(node, rows, folded, isQuiet);
  }

  private boolean isTelling(Graph.Node node, Graph.Row row) {
    boolean changes = 1 < row.phases().size() || !isWhole(node, row);
    if (isAll && row.kind() != Kind.ENTRY && !IN_HEAD.contains(node.type() + "." + row.name())) {
      return true;
    }
    return switch (row.kind()) {
      case CACHED -> true;
      case HELD -> isLost(row.id());
      case LOCK -> row.phases().stream()
          .anyMatch(phase -> !phase.says().equals("free") && !phase.says().startsWith("not init"));
      case ENTRY -> isMeant(row) && !row.phases().stream().allMatch(phase -> phase.says().endsWith("none"))
          || leads(node, row, Link.TABLE);
      case FIELD -> changes && !IN_HEAD.contains(node.type() + "." + row.name())
          || isMeant(row) && (COUNTS.contains(row.name()) || node.type().equals("shared")
              || leads(node, row, Link.REFERS) || leads(node, row, Link.TABLE));
    };
  }

  /** Whether an object is ever taken away: whoever has a reference then is shown. */
  private boolean isLost(String id) {
    return graph.nodes().stream().filter(node -> node.id().equals(id)).flatMap(node -> node.phases().stream())
        .anyMatch(phase -> phase.says().life() != Life.LIVE);
  }

  private boolean isMeant(Graph.Row row) {
    return isAll || row.touched();
  }

  /** Whether the row is there as long as its node has rows at all; of a machine, words that are 0 are no rows. */
  private boolean isWhole(Graph.Node node, Graph.Row row) {
    if (MACHINE.contains(node.type())) {
      return row.phases().getFirst().from() == graph.first() && row.phases().getLast().to() == graph.steps();
    }
    int first = node.rows().stream().mapToInt(each -> each.phases().getFirst().from()).min().orElse(0);
    int last = node.rows().stream().mapToInt(each -> each.phases().getLast().to()).max().orElse(0);
    return row.phases().getFirst().from() <= first && last <= row.phases().getLast().to();
  }

  /** Whether the row leads anywhere, but to the mm, to which everything does. */
  private boolean leads(Graph.Node node, Graph.Row row, Link link) {
    return graph.edges().stream().anyMatch(edge -> edge.link() == link && edge.from().equals(node.id())
        && edge.row().equals(row.id()) && !edge.to().startsWith("mm#"));
  }

  private boolean isLedTo(Graph.Node node) {
    return graph.edges().stream().anyMatch(edge -> edge.to().equals(node.id()) && boxes.containsKey(edge.from())
        && boxes.get(edge.from()).rows().stream().anyMatch(row -> row.id().equals(edge.row())));
  }

  private boolean isDrawn(Graph.Edge edge) {
    Box from = boxes.get(edge.from());
    boolean isBack = edge.link() == Link.REFERS && edge.to().startsWith("mm#");
    return from != null && boxes.containsKey(edge.to()) && !isBack
        && from.rows().stream().anyMatch(row -> row.id().equals(edge.row()));
  }
}
