package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the lock orders that hold at the same time can hold together. */
final class LockOrderCycles {
  private final Tables tables;

  /** For each class of locks those that come directly behind it, with the place that says so. */
  private final Map<String, Map<String, Span>> next = new LinkedHashMap<>();

  LockOrderCycles(Tables tables) {
    this.tables = tables;
  }

  /** Notes what {@code decls} say; reports each order of theirs that closes a circle, once a declaration. */
  void add(List<Decl> decls) {
    for (Decl decl : decls) {
      if (decl instanceof Decl.LockOrder order) {
        boolean[] isReported = {false};
        order.chains().forEach(chain -> chain(chain, isReported));
      }
    }
  }

  /** A copy to which more can be added: what one scenario says does not hold in the next. */
  LockOrderCycles copy() {
    return copy(tables);
  }

  /** A copy that reports to other tables. */
  LockOrderCycles copy(Tables others) {
    LockOrderCycles copy = new LockOrderCycles(others);
    next.forEach((from, all) -> copy.next.put(from, new LinkedHashMap<>(all)));
    return copy;
  }

  /** Notes the order of the stages of a chain; gives the classes in it. */
  private List<Expr> chain(SyntaxPart.OrderChain chain, boolean[] isReported) {
    if (chain.lock().isPresent()) {
      return List.of(chain.lock().get());
    }
    List<Expr> all = new ArrayList<>();
    List<Expr> before = List.of();
    for (SyntaxPart.OrderStage stage : chain.stages()) {
      List<Expr> here = new ArrayList<>();
      stage.alternatives().forEach(alternative -> here.addAll(chain(alternative, isReported)));
      for (Expr from : before) {
        here.forEach(to -> edge(from, to, isReported));
      }
      all.addAll(here);
      before = here;
    }
    return all;
  }

  private void edge(Expr from, Expr to, boolean[] isReported) {
    String first = name(from);
    String second = name(to);
    if (first.isEmpty() || second.isEmpty()) {
      return;
    }
    Optional<List<String>> back = way(second, first);
    if (back.isPresent()) {
      List<String> cycle = new ArrayList<>(List.of(first));
      cycle.addAll(back.get());
      Span there = back.get().size() == 1 ? from.span() : next.get(back.get().get(0)).get(back.get().get(1));
      if (!isReported[0]) {
        tables.report(RuleDiagnostics.orderCycle(cycle, from.span().to(to.span()), there));
      }
      isReported[0] = true;
    } else {
      next.computeIfAbsent(first, n -> new LinkedHashMap<>()).putIfAbsent(second, from.span().to(to.span()));
    }
  }

  /** The shortest way along the order, both ends included. */
  private Optional<List<String>> way(String from, String to) {
    Map<String, String> cameFrom = new HashMap<>(Map.of(from, ""));
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String at = open.poll();
      if (at.equals(to)) {
        List<String> way = new ArrayList<>();
        for (String step = at; !step.isEmpty(); step = cameFrom.get(step)) {
          way.add(step);
        }
        return Optional.of(way.reversed());
      }
      next.getOrDefault(at, Map.of()).keySet().stream()
          .filter(after -> cameFrom.putIfAbsent(after, at) == null)
          .forEach(open::add);
    }
    return Optional.empty();
  }

  /** What a class of locks is called wherever it is named: by its struct and field, or as it is written. */
  private String name(Expr lock) {
    return switch (lock) {
      case Expr.Call call -> name(call.callee());
      case Expr.Paren paren -> name(paren.inner());
      case Expr.Field field when tables.symbols.get(field.name()) instanceof Symbol.StructField found ->
          found.struct().name().text() + '.' + found.declared().text();
      case Expr.Field field -> name(field.target()) + '.' + field.name().text();
      case Expr.Ref ref -> ref.name().text();
      default -> "";
    };
  }
}
