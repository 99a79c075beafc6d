package dev.pagewalk.ir;

/**
 * Operators of {@link Op#BINARY}. Comparisons give 0 or 1. Division by zero is the finding {@code division_by_zero}, a
 * shift by a negative number or by more than 63 the finding {@code range}.
 */
public enum Arithmetic {
  ADD, SUB, MUL, DIV, REM, AND, OR, XOR, SHL, SHR, EQ, NE, LT, LE;

  /** Whether there is a result with this right side: not for a division by 0, nor for a shift by more than 63 bits. */
  public boolean takes(long right) {
    return switch (this) {
      case DIV, REM -> right != 0;
      case SHL, SHR -> 0 <= right && right < Long.SIZE;
      case ADD, SUB, MUL, AND, OR, XOR, EQ, NE, LT, LE -> true;
    };
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
