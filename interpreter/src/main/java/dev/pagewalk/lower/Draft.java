package dev.pagewalk.lower;

import dev.pagewalk.dsl.syntax.Span;
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

  /**
   * What the operands are, one letter each for a to d: {@code D} defines a value, {@code U} uses one, {@code -} is a
   * plain number.
   */
  static String roles(Op op) {
    return switch (op) {
      case MOVE, NOT, NEGATE, COMPLEMENT -> "DU--";
      case BINARY -> "DUU-";
      case LOAD_FIXED, LOAD_GLOBAL, PURE, INTRINSIC, ALLOCATE -> "D---";
      case JUMP, ZERO, PASS, START, ATOMIC_END, ATOMIC_BEGIN, END, AFTER, CALL -> "----";
      case JUMP_IF_ZERO, JUMP_IF_SET, CHECK_INDEX, CHECK_NULL, ASSERT, ASSUME, REQUIRE, RETURN -> "U---";
      case CHECK_RANGE -> "UUU-";
      case FIELD_PLACE, LOAD, LOAD_FIELD, TRY_ACQUIRE -> "DU--";
      case ELEMENT_PLACE, CHOOSE -> "DUU-";
      case ASSERT_HELD -> "-U--";
      case STORE, STORE_FIELD -> "UU--";
      case STORE_GLOBAL, STORE_FIXED -> "-U--";
      case UPDATE -> "DUU-";
      case COMPARE_EXCHANGE -> "DUUU";
      case ACQUIRE, RELEASE, DOWNGRADE, FREE -> "U---";
    };
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
