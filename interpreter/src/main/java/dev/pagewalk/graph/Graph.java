package dev.pagewalk.graph;

import dev.pagewalk.graph.Moment.Kind;
import dev.pagewalk.graph.Moment.Life;
import dev.pagewalk.graph.Moment.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All states of an execution as one graph: every node, row and edge that is there at any moment, with the moments at
 * which it looks how. Moment 0 is the start, moment {@code i} the state after step {@code i}.
 *
 * @param first the first moment that was looked at: 0 for a whole execution
 * @param steps the last one: how many steps the execution has
 * @param nodes in the order in which they are listed in any moment
 * @param edges in the order in which they appear
 */
public record Graph(int first, int steps, List<Node> nodes, List<Edge> edges) {
  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** A whole execution. */
  public Graph(int steps, List<Node> nodes, List<Edge> edges) {
    this(0, steps, nodes, edges);
  }

  /**
   * How something looks from one moment to another, both included.
   *
   * @param <T> what is said of it
   */
  public record Phase<T>(int from, int to, T says) {
    boolean covers(int moment) {
      return from <= moment && moment <= to;
    }
  }

  /** How a node stands, and its note. */
  public record Standing(Life life, String note) {}

  /**
   * A node.
   *
   * @param touched whether a step of the execution reads or writes it
   * @param phases how it stands; none at the moments at which it is not there
   */
  public record Node(
      String id, String type, String title, boolean touched, List<Phase<Standing>> phases, List<Row> rows) {
    public Node {
      phases = List.copyOf(phases);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row of a node.
   *
   * @param touched whether a step of the execution reads or writes it, or it changes
   * @param phases what it says; none at the moments at which it is not there
   */
  public record Row(String id, Kind kind, String name, boolean touched, List<Phase<String>> phases) {
    public Row {
      phases = List.copyOf(phases);
    }
  }

  /** An edge; {@code phases} are the moments at which it is there, and say nothing more. */
  public record Edge(String from, String row, String to, Link link, List<Phase<String>> phases) {
    public Edge {
      phases = List.copyOf(phases);
    }
  }

  /**
   * The graph at one moment, from {@link #first} to {@link #steps}; places of words are not known any more, and are 0.
   */
  public Moment at(int moment) {
    List<Moment.Node> found = new ArrayList<>();
    for (Node node : nodes) {
      at(node.phases(), moment).ifPresent(standing -> found.add(new Moment.Node(
          node.id(), node.type(), node.title(), standing.life(), standing.note(), rows(node, moment))));
    }
    return new Moment(found, edges.stream()
        .filter(edge -> at(edge.phases(), moment).isPresent())
        .map(edge -> new Moment.Edge(edge.from(), edge.row(), edge.to(), edge.link()))
        .toList());
  }

  private static List<Moment.Row> rows(Node node, int moment) {
    List<Moment.Row> found = new ArrayList<>();
    for (Row row : node.rows()) {
      at(row.phases(), moment).ifPresent(text -> found.add(new Moment.Row(row.id(), row.kind(), row.name(), text, 0)));
    }
    return found;
  }

  /** What is said at a moment. */
  public static <T> Optional<T> at(List<Phase<T>> phases, int moment) {
    return phases.stream().filter(phase -> phase.covers(moment)).findFirst().map(Phase::says);
  }
}
