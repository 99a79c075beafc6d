package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.List;

/** Where else in a file the thing at a place stands. */
public final class Highlights {
  private Highlights() {}

  /**
   * A place.
   *
   * @param written whether a value is stored there, or the thing is declared
   */
  public record Highlight(Span span, boolean written) {}

  /** The places of the thing at {@code offset}. */
  public static List<Highlight> of(FileView view, int offset) {
    return view.symbolAt(offset)
        .map(symbol -> References.here(view, symbol).stream()
            .map(span -> new Highlight(span, span.equals(symbol.declared().span()) || isTarget(view, span)))
            .toList())
        .orElseGet(() -> LabelReferences.here(view, offset));
  }

  private static boolean isTarget(FileView view, Span span) {
    for (Node node : view.around(span.start())) {
      if (node instanceof Stmt.Assign assign) {
        return assigned(assign.target()).equals(span);
      }
    }
    return false;
  }

  /** The name whose word an assignment to {@code target} changes. */
  private static Span assigned(Expr target) {
    if (target instanceof Expr.Index index) {
      return assigned(index.target());
    }
    if (target instanceof Expr.Field field) {
      return field.name().span();
    }
    return target.span();
  }
}
