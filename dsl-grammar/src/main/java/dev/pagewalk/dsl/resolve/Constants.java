package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Works out expressions for one variant, in which parameters and the machine's constants have values. */
final class Constants {
  private static final int DEEPEST = 400;

  private final Resolution resolution;
  private final Function<Symbol, OptionalLong> values;
  private int depth;

  private Constants(Resolution resolution, Function<Symbol, OptionalLong> values) {
    this.resolution = resolution;
    this.values = values;
  }

  /** The value of {@code expr}; empty if it is not known before the run, or has none. */
  static OptionalLong evaluate(Resolution resolution, Expr expr, Function<Symbol, OptionalLong> values) {
    return new Constants(resolution, values).value(expr);
  }

  private OptionalLong value(Expr expr) {
    OptionalLong known = resolution.constant(expr);
    if (known.isPresent() || DEEPEST <= depth) {
      return known;
    }
    depth++;
    OptionalLong result = switch (expr) {
      case Expr.IntLit e -> OptionalLong.of(e.value());
      case Expr.BoolLit e -> OptionalLong.of(e.value() ? 1 : 0);
      case Expr.Ref e -> name(e);
      case Expr.Paren e -> value(e.inner());
      case Expr.Unary e -> unary(e);
      case Expr.Binary e -> binary(e);
      case Expr.Conditional e -> conditional(e);
      case Expr.NullLit e -> OptionalLong.empty();
      case Expr.StringLit e -> OptionalLong.empty();
      case Expr.Field e -> OptionalLong.empty();
      case Expr.Index e -> OptionalLong.empty();
      case Expr.Call e -> OptionalLong.empty();
      case Expr.Missing e -> OptionalLong.empty();
    };
    depth--;
    return result;
  }

  private OptionalLong name(Expr.Ref ref) {
    Optional<Symbol> symbol = resolution.symbol(ref.name());
    if (symbol.isEmpty()) {
      return OptionalLong.empty();
    }
    if (symbol.get() instanceof Symbol.VariantConstant constant) {
      return value(constant.decl().value());
    }
    boolean given = symbol.get() instanceof Symbol.ScenarioParameter || symbol.get() instanceof Symbol.MachineConstant;
    return given ? values.apply(symbol.get()) : OptionalLong.empty();
  }

  private OptionalLong unary(Expr.Unary unary) {
    OptionalLong operand = value(unary.operand());
    return operand.isEmpty()
        ? operand
        : Operators.value(unary.op(), operand.getAsLong(), Operators.bits(resolution.type(unary.operand())));
  }

  private OptionalLong binary(Expr.Binary top) {
    Deque<Expr.Binary> chain = new ArrayDeque<>();
    Expr first = top;
    while (first instanceof Expr.Binary binary) {
      chain.push(binary);
      first = binary.left();
    }
    OptionalLong left = value(first);
    while (!chain.isEmpty() && left.isPresent()) {
      Expr.Binary binary = chain.pop();
      OptionalLong right = value(binary.right());
      left = right.isEmpty() ? right : Operators.value(binary.op(), left.getAsLong(), right.getAsLong());
    }
    return left;
  }

  private OptionalLong conditional(Expr.Conditional conditional) {
    OptionalLong decided = value(conditional.cond());
    return decided.isEmpty() ? decided : value(decided.getAsLong() != 0 ? conditional.then() : conditional.otherwise());
  }
}
