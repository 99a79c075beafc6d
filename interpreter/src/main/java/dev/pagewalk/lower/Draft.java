package dev.pagewalk.lower;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ir.Access;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;

/**
 * An instruction while its function is being built: jumps name labels, temporaries are registers not yet placed, calls
 * carry their site along.
 */
final class Draft {
  final Op op;
  int a;
  int b;
  int c;
  int d;
  final Span span;
  Access access = Access.MARKED;
  CallSite call;
  IntrinsicSite intrinsic;

  Draft(Op op, int a, int b, int c, int d, Span span) {
    this.op = op;
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.span = span;
  }

  int operand(int i) {
    return switch (i) {
      case 0 -> a;
      case 1 -> b;
      case 2 -> c;
      default -> d;
    };
  }

  void setOperand(int i, int value) {
    switch (i) {
      case 0 -> a = value;
      case 1 -> b = value;
      case 2 -> c = value;
      default -> d = value;
    }
  }

  boolean isJump() {
    return op == Op.JUMP || op == Op.JUMP_IF_ZERO || op == Op.JUMP_IF_SET;
  }

  /** The label to which a jump goes. */
  int target() {
    return op == Op.JUMP ? a : b;
  }

  void setTarget(int target) {
    if (op == Op.JUMP) {
      a = target;
    } else {
      b = target;
    }
  }
}
