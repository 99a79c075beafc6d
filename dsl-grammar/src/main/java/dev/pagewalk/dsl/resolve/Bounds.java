package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/** The smallest and the largest value that a number can have over all variants. */
record Bounds(long low, long high) {
  static final Bounds ANY = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

  /** The bounds of {@code expr}, typed before; {@link #ANY} where they are not worked out. */
  static Bounds of(Expr expr, Tables tables) {
    OptionalLong constant = tables.constantOf(expr);
    if (constant.isPresent()) {
      return new Bounds(constant.getAsLong(), constant.getAsLong());
    }
    return switch (expr) {
      case Expr.Ref e -> tables.symbols.get(e.name()) instanceof Symbol.ScenarioParameter p
          && p.type() instanceof Type.Int i
          ? new Bounds(i.low(), i.high()) : ANY;
      case Expr.Paren e -> of(e.inner(), tables);
      case Expr.Binary e -> isShallow(e) ? binary(e.op(), of(e.left(), tables), of(e.right(), tables)) : ANY;
      case Expr.IntLit e -> ANY;
      case Expr.BoolLit e -> ANY;
      case Expr.NullLit e -> ANY;
      case Expr.StringLit e -> ANY;
      case Expr.Field e -> ANY;
      case Expr.Index e -> ANY;
      case Expr.Call e -> ANY;
      case Expr.Unary e -> ANY;
      case Expr.Conditional e -> ANY;
      case Expr.Missing e -> ANY;
    };
  }

  private static boolean isShallow(Expr.Binary binary) {
    Expr e = binary;
    for (int depth = 0; e instanceof Expr.Binary b; depth++) {
      if (64 < depth) {
        return false;
      }
      e = b.left();
    }
    return true;
  }

  private static Bounds binary(Expr.BinaryOp op, Bounds a, Bounds b) {
    if (a.equals(ANY) || b.equals(ANY)) {
      return ANY;
    }
    return switch (op) {
      case ADD -> ends(a.low, b.low, a.high, b.high, Math::addExact);
      case SUB -> ends(a.low, b.high, a.high, b.low, Math::subtractExact);
      case MUL -> 0 <= a.low && 0 <= b.low ? ends(a.low, b.low, a.high, b.high, Math::multiplyExact) : ANY;
      case OR, AND, BIT_OR, BIT_XOR, BIT_AND, EQ, NE, LT, LE, GT, GE, SHL, SHR, DIV, REM -> ANY;
    };
  }

  private static Bounds ends(long a, long b, long c, long d, LongBinaryOperator operator) {
    try {
      return new Bounds(operator.applyAsLong(a, b), operator.applyAsLong(c, d));
    } catch (ArithmeticException beyond) {
      return ANY;
    }
  }
}
