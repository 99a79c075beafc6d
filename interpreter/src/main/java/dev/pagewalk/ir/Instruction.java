package dev.pagewalk.ir;

import dev.pagewalk.dsl.syntax.Span;

/**
 * One instruction: at most one visible step. An access to an object that never leaves its thread ({@code d} is 1 in
 * {@link Op#LOAD_FIELD}, {@link Op#STORE_FIELD}, {@link Op#ALLOCATE} and {@link Op#FREE}) is none.
 *
 * @param access how it is written, if it reads or writes a word
 * @param span the source that it comes from
 * @param function position in {@link Program#functions()} of the function that it belongs to
 */
public record Instruction(Op op, int a, int b, int c, int d, Access access, Span span, int function) {
  /** Whether a thread stops before it. */
  public boolean isStop() {
    return isStop(op, d);
  }

  /** Whether a thread stops before an instruction with this op and fourth operand. */
  public static boolean isStop(Op op, int d) {
    boolean canBePrivate = op == Op.LOAD_FIELD || op == Op.STORE_FIELD || op == Op.ALLOCATE || op == Op.FREE;
    return op.isVisible() && !(canBePrivate && d == 1);
  }
}
