package dev.pagewalk.tables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which locks are taken, as a graph.
 *
 * @param edges which class of locks comes directly before which
 */
public record OrderGraph(List<Edge> edges) {
  public OrderGraph {
    edges = List.copyOf(edges);
  }

  /**
   * One class of locks before another.
   *
   * @param isFirstModelled whether something that is modelled takes locks of the first class
   * @param isSecondModelled the same for the second
   * @param source where the kernel says so
   */
  public record Edge(
      String first, String second, boolean isFirstModelled, boolean isSecondModelled, String source) {
    /** Whether the order is checked. */
    public boolean isChecked() {
      return isFirstModelled && isSecondModelled;
    }
  }

  /**
   * The pairs of locks that the order names and that something which is modelled takes, one directly behind the other:
   * what stands between them is not modelled.
   */
  public List<List<String>> modelledPairs() {
    Set<String> modelled = checked();
    List<List<String>> pairs = new ArrayList<>();
    for (String first : modelled) {
      Set<String> seen = new LinkedHashSet<>();
      Deque<String> open = new ArrayDeque<>(List.of(first));
      while (!open.isEmpty()) {
        String at = open.poll();
        edges.stream().filter(edge -> edge.first().equals(at) && seen.add(edge.second())).map(Edge::second)
            .forEach(second -> {
              if (modelled.contains(second)) {
                pairs.add(List.of(first, second));
              } else {
                open.add(second);
              }
            });
      }
    }
    return List.copyOf(pairs);
  }

  private Set<String> classes() {
    Set<String> all = new LinkedHashSet<>();
    edges.forEach(edge -> {
      all.add(edge.first());
      all.add(edge.second());
    });
    return all;
  }

  private Set<String> checked() {
    Set<String> all = new LinkedHashSet<>();
    edges.stream().filter(Edge::isFirstModelled).forEach(edge -> all.add(edge.first()));
    edges.stream().filter(Edge::isSecondModelled).forEach(edge -> all.add(edge.second()));
    return all;
  }

  /** For people: each class with those that come directly behind it. */
  public String text() {
    Map<String, Set<String>> behind = new LinkedHashMap<>();
    edges.forEach(edge -> behind.computeIfAbsent(edge.first(), first -> new LinkedHashSet<>()).add(edge.second()));
    StringBuilder out = new StringBuilder("lock-order: what is taken first, and what directly behind it\n");
    edges.stream().map(Edge::source).distinct().forEach(source -> out.append("  ").append(source).append('\n'));
    out.append("  locks that nothing takes which is modelled are marked with *\n\n");
    Set<String> checked = checked();
    behind.forEach((first, all) -> out.append("  ").append(mark(first, checked)).append(" -> ")
        .append(String.join(", ", all.stream().map(name -> mark(name, checked)).toList())).append('\n'));
    return out.toString();
  }

  private static String mark(String name, Set<String> checked) {
    return checked.contains(name) ? name : name + "*";
  }

  /** For browsers. */
  public String html() {
    return OrderPage.of(this);
  }

  /** For Graphviz. */
  public String dot() {
    Set<String> checked = checked();
    StringBuilder out = new StringBuilder(
        "digraph lock_order {\n  rankdir=TB;\n  node [shape=box, fontname=\"monospace\"];\n");
    for (String name : classes()) {
      out.append("  \"").append(name).append('"').append(checked.contains(name) ? "" : " [style=dashed]").append(";\n");
    }
    Set<String> lines = new LinkedHashSet<>();
    edges.forEach(edge -> lines.add("  \"" + edge.first() + "\" -> \"" + edge.second() + '"'
        + (edge.isChecked() ? "" : " [style=dashed]") + ";\n"));
    lines.forEach(out::append);
    return out.append("}\n").toString();
  }
}
