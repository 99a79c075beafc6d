package dev.pagewalk.graph;

import dev.pagewalk.graph.Graph.Phase;
import dev.pagewalk.graph.Graph.Standing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one graph of the moments of an execution, one after the other. */
final class Merging {
  private final Map<String, NodeSoFar> nodes = new LinkedHashMap<>();
  private final Map<Moment.Edge, Phases<String>> edges = new LinkedHashMap<>();
  private final int first;
  private int next;

  /** {@code first} is the number of the first moment. */
  Merging(int first) {
    this.first = first;
    next = first;
  }

  /** Phases that grow at their end. */
  private static final class Phases<T> {
    private final List<Phase<T>> all = new ArrayList<>();

    void add(int moment, T says) {
      Phase<T> last = all.isEmpty() ? null : all.getLast();
      if (last != null && last.to() == moment - 1 && last.says().equals(says)) {
        all.set(all.size() - 1, new Phase<>(last.from(), moment, says));
      } else {
        all.add(new Phase<>(moment, moment, says));
      }
    }
  }

  private record RowSoFar(Moment.Row first, Phases<String> phases, BitSet places) {}

  private record NodeSoFar(Moment.Node first, Phases<Standing> phases, Map<String, RowSoFar> rows) {}

  /** The next moment. */
  void add(Moment moment) {
    for (Moment.Node node : moment.nodes()) {
      NodeSoFar known =
          nodes.computeIfAbsent(node.id(), id -> new NodeSoFar(node, new Phases<>(), new LinkedHashMap<>()));
      known.phases().add(next, new Standing(node.life(), node.note()));
      for (Moment.Row row : node.rows()) {
        RowSoFar line = known.rows().computeIfAbsent(row.id(), id -> new RowSoFar(row, new Phases<>(), new BitSet()));
        line.phases().add(next, row.text());
        line.places().set(row.place());
      }
    }
    moment.edges().forEach(edge -> edges.computeIfAbsent(edge, key -> new Phases<>()).add(next, ""));
    next++;
  }

  /** The whole; {@code touched} are the words that steps read or write. */
  Graph graph(BitSet touched) {
    List<Graph.Node> found = new ArrayList<>();
    for (NodeSoFar node : nodes.values()) {
      List<Graph.Row> rows = node.rows().values().stream().map(row -> row(row, touched)).toList();
      boolean isTouched = 1 < node.phases().all.size() || first < node.phases().all.getFirst().from()
          || rows.stream().anyMatch(Graph.Row::touched);
      found.add(new Graph.Node(
          node.first().id(), node.first().type(), node.first().title(), isTouched, node.phases().all, rows));
    }
    return new Graph(first, next - 1, found, edges.entrySet().stream()
        .map(edge -> new Graph.Edge(
            edge.getKey().from(), edge.getKey().row(), edge.getKey().to(), edge.getKey().link(), edge.getValue().all))
        .toList());
  }

  private static Graph.Row row(RowSoFar row, BitSet touched) {
    boolean isTouched = 1 < row.phases().all.size() || row.places().intersects(touched);
    return new Graph.Row(row.first().id(), row.first().kind(), row.first().name(), isTouched, row.phases().all);
  }
}
