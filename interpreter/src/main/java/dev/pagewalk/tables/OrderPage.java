package dev.pagewalk.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lock order as a page for browsers, which needs nothing else. */
final class OrderPage {
  private static final int WIDTH = 230;
  private static final int HEIGHT = 34;
  private static final int GAP = 44;

  private final OrderGraph graph;
  private final Map<String, Integer> ranks = new LinkedHashMap<>();
  private final Map<String, Integer> columns = new LinkedHashMap<>();

  private OrderPage(OrderGraph graph) {
    this.graph = graph;
  }

  /** The page. */
  static String of(OrderGraph graph) {
    OrderPage page = new OrderPage(graph);
    page.place();
    return page.render();
  }

  /** Each class as far down as the longest way to it. Orders have no circles, so that this ends. */
  private void place() {
    graph.edges().forEach(edge -> {
      ranks.putIfAbsent(edge.first(), 0);
      ranks.putIfAbsent(edge.second(), 0);
    });
    boolean again = true;
    for (int round = 0; again && round <= ranks.size(); round++) {
      again = false;
      for (OrderGraph.Edge edge : graph.edges()) {
        if (ranks.get(edge.second()) <= ranks.get(edge.first())) {
          ranks.put(edge.second(), ranks.get(edge.first()) + 1);
          again = true;
        }
      }
    }
    Map<Integer, Integer> used = new LinkedHashMap<>();
    ranks.forEach((name, rank) -> columns.put(name, used.merge(rank, 1, Integer::sum) - 1));
  }

  private int x(String name) {
    return 20 + columns.get(name) * (WIDTH + GAP);
  }

  private int y(String name) {
    return 20 + ranks.get(name) * (HEIGHT + GAP);
  }

  private String render() {
    int wide = 20 + (columns.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1) * (WIDTH + GAP);
    int high = 20 + (ranks.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1) * (HEIGHT + GAP);
    List<String> parts = new ArrayList<>();
    for (OrderGraph.Edge edge : graph.edges()) {
      parts.add(String.format("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"%s\" marker-end=\"url(#arrow)\"/>",
          x(edge.first()) + WIDTH / 2, y(edge.first()) + HEIGHT, x(edge.second()) + WIDTH / 2, y(edge.second()),
          edge.isChecked() ? "checked" : "told"));
    }
    for (String name : ranks.keySet()) {
      parts.add(String.format("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/><text x=\"%d\" y=\"%d\">%s</text>",
          x(name), y(name), WIDTH, HEIGHT, x(name) + WIDTH / 2, y(name) + HEIGHT / 2 + 5, escaped(name)));
    }
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Lock order</title><style>
        body { font-family: sans-serif } svg { font: 13px monospace } text { text-anchor: middle }
        rect { fill: #fff; stroke: #333 } line { stroke: #333 } line.told { stroke: #aaa; stroke-dasharray: 4 3 }
        </style></head><body><h1>Lock order</h1>
        <p>What is taken first stands above. Dashed: orders of locks that nothing takes which is modelled.</p>
        <svg width="%d" height="%d"><defs><marker id="arrow" markerWidth="8" markerHeight="8" refX="7" refY="3" orient="auto">
        <path d="M0,0 L7,3 L0,6 z"/></marker></defs>
        """.formatted(wide, high) + String.join("\n", parts) + "\n</svg></body></html>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
