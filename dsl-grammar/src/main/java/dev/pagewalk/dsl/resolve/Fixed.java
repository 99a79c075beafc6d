package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import java.util.ArrayDeque;
import java.util.Deque;

/** Which expressions have one value in each variant, known before anything runs. */
final class Fixed {
  private Fixed() {}

  /**
   * Whether {@code expr}, typed before, is made of literals, constants and parameters only. Holes and mistakes count as
   * fixed.
   */
  static boolean isFixed(Expr expr, Tables tables) {
    Deque<Expr> open = new ArrayDeque<>();
    open.push(expr);
    while (!open.isEmpty()) {
      boolean fixed = switch (open.pop()) {
        case Expr.IntLit e -> true;
        case Expr.BoolLit e -> true;
        case Expr.NullLit e -> true;
        case Expr.Missing e -> true;
        case Expr.Ref e -> isFixed(e, tables);
        case Expr.Paren e -> push(open, e.inner());
        case Expr.Unary e -> e.op() != Expr.UnaryOp.ADDRESS && e.op() != Expr.UnaryOp.DEREF && push(open, e.operand());
        case Expr.Binary e -> push(open, e.left()) && push(open, e.right());
        case Expr.Conditional e -> push(open, e.cond()) && push(open, e.then()) && push(open, e.otherwise());
        case Expr.StringLit e -> false;
        case Expr.Field e -> false;
        case Expr.Index e -> false;
        case Expr.Call e -> false;
      };
      if (!fixed) {
        return false;
      }
    }
    return true;
  }

  private static boolean push(Deque<Expr> open, Expr expr) {
    open.push(expr);
    return true;
  }

  private static boolean isFixed(Expr.Ref ref, Tables tables) {
    Symbol symbol = tables.symbols.get(ref.name());
    return symbol == null || symbol instanceof Symbol.Constant || symbol instanceof Symbol.VariantConstant
        || symbol instanceof Symbol.ScenarioParameter || symbol instanceof Symbol.MachineConstant;
  }
}
