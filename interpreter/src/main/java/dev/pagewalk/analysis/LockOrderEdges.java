package dev.pagewalk.analysis;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.tables.OrderGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lock orders of a library as a graph. */
final class LockOrderEdges {
  private static final Set<String> TABLE_LOCKS = Set.of("pml", "ptl");

  private final Resolution resolution;
  private final Map<String, OrderGraph.Edge> edges = new LinkedHashMap<>();

  private LockOrderEdges(Resolution resolution) {
    this.resolution = resolution;
  }

  static OrderGraph of(Resolution resolution) {
    LockOrderEdges found = new LockOrderEdges(resolution);
    for (SourceUnit unit : resolution.library()) {
      for (Decl decl : unit.decls()) {
        if (decl instanceof Decl.LockOrder order) {
          String source = order.doc().stream().flatMap(String::lines).filter(line -> line.startsWith("source:"))
              .map(line -> line.substring(7).strip()).findFirst().orElse("");
          order.chains().forEach(chain -> found.chain(chain, source));
        }
      }
    }
    return new OrderGraph(List.copyOf(found.edges.values()));
  }

  /** What a chain begins and ends with: alternatives of its first and last stage. */
  private record Ends(List<Expr> first, List<Expr> last) {}

  private Ends chain(SyntaxPart.OrderChain chain, String source) {
    if (chain.lock().isPresent()) {
      return new Ends(List.of(chain.lock().get()), List.of(chain.lock().get()));
    }
    List<Expr> first = List.of();
    List<Expr> before = List.of();
    for (SyntaxPart.OrderStage stage : chain.stages()) {
      List<Expr> starts = new ArrayList<>();
      List<Expr> ends = new ArrayList<>();
      for (SyntaxPart.OrderChain alternative : stage.alternatives()) {
        Ends inner = chain(alternative, source);
        starts.addAll(inner.first());
        ends.addAll(inner.last());
      }
      for (Expr from : before) {
        starts.forEach(to -> edge(from, to, source));
      }
      first = first.isEmpty() ? starts : first;
      before = ends;
    }
    return new Ends(first, before);
  }

  private void edge(Expr from, Expr to, String source) {
    edges.putIfAbsent(name(from) + " -> " + name(to),
        new OrderGraph.Edge(name(from), name(to), isModelled(from), isModelled(to), source));
  }

  private static String name(Expr lock) {
    return switch (lock) {
      case Expr.Call call -> name(call.callee());
      case Expr.Field field -> name(field.target()) + '.' + field.name().text();
      case Expr.Ref ref -> ref.name().text();
      default -> "";
    };
  }

  private boolean isModelled(Expr lock) {
    return switch (lock) {
      case Expr.Call call -> isModelled(call.callee());
      case Expr.Field field -> resolution.symbol(field.name()).orElse(null) instanceof Symbol.StructField;
      case Expr.Ref ref -> TABLE_LOCKS.contains(ref.name().text());
      default -> false;
    };
  }
}
