package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr.BinaryOp;
import dev.pagewalk.dsl.syntax.Expr.UnaryOp;
import java.util.Optional;
import java.util.OptionalLong;

/** What operators give: the type, and for constants the value. Arithmetic on numbers is done in 64 bits. */
final class Operators {
  private Operators() {}

  /** The type of {@code a op b}; empty if the operator cannot combine the two. */
  static Optional<Type> type(BinaryOp op, Type a, Type b, OptionalLong constantA, OptionalLong constantB) {
    return switch (op) {
      case OR, AND -> when(TypeRules.isCondition(a) && TypeRules.isCondition(b), new Type.Bool());
      case EQ, NE -> when(TypeRules.comparable(a, b, constantA, constantB), new Type.Bool());
      case LT, LE, GT, GE -> when(TypeRules.ordered(a, b), new Type.Bool());
      case BIT_OR, BIT_XOR, BIT_AND, SHL, SHR, ADD, SUB, MUL, DIV, REM -> {
        if (TypeRules.isError(a) || TypeRules.isError(b)) {
          yield Optional.of(new Type.Error());
        }
        if (a instanceof Type.Int && b instanceof Type.Int) {
          yield Optional.of(Type.Int.LONG);
        }
        yield sets(op, a, b, constantA, constantB).or(() -> addresses(op, a, b));
      }
    };
  }

  private static Optional<Type> sets(BinaryOp op, Type a, Type b, OptionalLong constantA, OptionalLong constantB) {
    boolean bitwise = op == BinaryOp.BIT_OR || op == BinaryOp.BIT_AND || op == BinaryOp.BIT_XOR;
    if (!bitwise) {
      return Optional.empty();
    }
    if (a instanceof Type.Bool && b instanceof Type.Bool) {
      return Optional.of(a);
    }
    if (a instanceof Type.Flags) {
      return when(TypeRules.accepts(a, b, constantB), a);
    }
    return b instanceof Type.Flags ? when(TypeRules.accepts(b, a, constantA), b) : Optional.empty();
  }

  private static Optional<Type> addresses(BinaryOp op, Type a, Type b) {
    boolean number = TypeRules.isInt(b);
    boolean steps = op == BinaryOp.ADD || op == BinaryOp.SUB;
    boolean masks = op == BinaryOp.BIT_AND || op == BinaryOp.BIT_OR || op == BinaryOp.BIT_XOR;
    boolean parts = op == BinaryOp.SHR || op == BinaryOp.DIV || op == BinaryOp.REM;
    if (a instanceof Type.Vaddr || a instanceof Type.Pfn) {
      if (number) {
        return steps || masks ? Optional.of(a) : when(parts, Type.Int.LONG);
      }
      return when(op == BinaryOp.SUB && a.equals(b), Type.Int.LONG);
    }
    if (a instanceof Type.Pointer p && TypeRules.isEntry(p.target())) {
      return number ? when(steps, new Type.Pointer(p.target(), false))
          : when(op == BinaryOp.SUB && b instanceof Type.Pointer q && p.target().equals(q.target()), Type.Int.LONG);
    }
    return when((b instanceof Type.Vaddr || b instanceof Type.Pfn) && TypeRules.isInt(a)
        && (op == BinaryOp.ADD || masks), b);
  }

  /** The type of {@code op a}, for the operators that compute; empty if it does not apply. */
  static Optional<Type> type(UnaryOp op, Type a) {
    if (TypeRules.isError(a)) {
      return Optional.of(a);
    }
    return switch (op) {
      case NOT -> when(TypeRules.isCondition(a), new Type.Bool());
      case NEGATE -> when(TypeRules.isInt(a), Type.Int.LONG);
      case COMPLEMENT -> a instanceof Type.Flags ? Optional.of(a) : when(TypeRules.isInt(a), Type.Int.LONG);
      case DEREF, ADDRESS -> Optional.empty();
    };
  }

  /**
   * The value of {@code a op b}.
   *
   * @return empty where there is none: division by zero, a shift by less than 0 or more than 63, a result beyond 64
   *     bits
   */
  static OptionalLong value(BinaryOp op, long a, long b) {
    try {
      return switch (op) {
        case OR -> truth(a != 0 || b != 0);
        case AND -> truth(a != 0 && b != 0);
        case BIT_OR -> OptionalLong.of(a | b);
        case BIT_XOR -> OptionalLong.of(a ^ b);
        case BIT_AND -> OptionalLong.of(a & b);
        case EQ -> truth(a == b);
        case NE -> truth(a != b);
        case LT -> truth(a < b);
        case LE -> truth(a <= b);
        case GT -> truth(a > b);
        case GE -> truth(a >= b);
        case SHL -> shiftLeft(a, b);
        case SHR -> b < 0 || 63 < b ? OptionalLong.empty() : OptionalLong.of(a >> b);
        case ADD -> OptionalLong.of(Math.addExact(a, b));
        case SUB -> OptionalLong.of(Math.subtractExact(a, b));
        case MUL -> OptionalLong.of(Math.multiplyExact(a, b));
        case DIV -> b == 0 ? OptionalLong.empty() : OptionalLong.of(Math.divideExact(a, b));
        case REM -> b == 0 ? OptionalLong.empty() : OptionalLong.of(a % b);
      };
    } catch (ArithmeticException beyond) {
      return OptionalLong.empty();
    }
  }

  /** The value of {@code op a}; empty where there is none. {@code known} are the bits that {@code a}'s type has. */
  static OptionalLong value(UnaryOp op, long a, long known) {
    return switch (op) {
      case NOT -> truth(a == 0);
      case NEGATE -> a == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(-a);
      case COMPLEMENT -> OptionalLong.of(~a & known);
      case DEREF, ADDRESS -> OptionalLong.empty();
    };
  }

  /** The bits that a value of the type can have. */
  static long bits(Type type) {
    return type instanceof Type.Flags f && f.decl().members().size() < 63 ? (1L << f.decl().members().size()) - 1 : -1L;
  }

  private static OptionalLong shiftLeft(long a, long b) {
    if (b < 0 || 63 < b || a << b >> b != a) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(a << b);
  }

  private static OptionalLong truth(boolean value) {
    return OptionalLong.of(value ? 1 : 0);
  }

  private static Optional<Type> when(boolean possible, Type type) {
    return possible ? Optional.of(type) : Optional.empty();
  }
}
