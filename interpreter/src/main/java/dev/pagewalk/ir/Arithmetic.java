package dev.pagewalk.ir;

/**
 * Operators of {@link Op#BINARY}. Comparisons give 0 or 1. Division by zero is the finding {@code division_by_zero}.
 */
public enum Arithmetic {
  ADD, SUB, MUL, DIV, REM, AND, OR, XOR, SHL, SHR, EQ, NE, LT, LE;

  /** Whether the right side must not be 0. */
  public boolean divides() {
    return this == DIV || this == REM;
  }

  /** The result, in 64 bits. */
  public long apply(long left, long right) {
    return switch (this) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case REM -> left % right;
      case AND -> left & right;
      case OR -> left | right;
      case XOR -> left ^ right;
      case SHL -> left << right;
      case SHR -> left >> right;
      case EQ -> left == right ? 1 : 0;
      case NE -> left != right ? 1 : 0;
      case LT -> left < right ? 1 : 0;
      case LE -> left <= right ? 1 : 0;
    };
  }
}
