package dev.pagewalk.step;

import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which statement a piece of source belongs to: the innermost one around it, blocks not counted. */
final class Statements {
  private final Map<String, SourceUnit> units = new HashMap<>();
  private final Map<String, List<Span>> found = new HashMap<>();
  private final Map<Span, Span> known = new HashMap<>();

  Statements(List<SourceUnit> all) {
    all.forEach(unit -> units.put(unit.path(), unit));
  }

  /** The statement around {@code place}; the place itself where there is none. */
  Span around(Span place) {
    return known.computeIfAbsent(place, this::find);
  }

  private Span find(Span place) {
    Span best = place;
    boolean isFound = false;
    for (Span each : found.computeIfAbsent(place.path(), this::collect)) {
      boolean covers = each.start() <= place.start() && place.end() <= each.end();
      if (covers && (!isFound || each.end() - each.start() < best.end() - best.start())) {
        best = each;
        isFound = true;
      }
    }
    return best;
  }

  private List<Span> collect(String path) {
    List<Span> spans = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    if (units.containsKey(path)) {
      open.add(units.get(path));
    }
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (node instanceof Stmt && !(node instanceof Stmt.Block)) {
        spans.add(node.span());
      }
      open.addAll(Children.of(node));
    }
    return spans;
  }
}
