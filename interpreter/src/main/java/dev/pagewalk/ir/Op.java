package dev.pagewalk.ir;

/**
 * What an instruction does. {@code a}, {@code b}, {@code c}, {@code d} are its four operands; a value operand is coded
 * as {@link Operand} says, others are plain numbers.
 *
 * <p>Everything before {@link #LOAD} is local computation; from {@link #LOAD} on an instruction is a visible step (or,
 * for {@link #CHOOSE}, a place where an execution branches) and a thread stops before it.
 */
public enum Op {
  /** {@code a = b}. */
  MOVE,
  /** {@code a = word at index b}, a plain number: a word that never changes once the start state is built. */
  LOAD_FIXED,
  /** {@code word at index a = b}, {@code a} a plain number: what a thread leaves behind for those who judge its end. */
  STORE_FIXED,
  /** {@code a = b op c}, {@code d} the position of an {@link Arithmetic}. */
  BINARY,
  /** {@code a = !b} as 0 or 1. */
  NOT,
  /** {@code a = -b}. */
  NEGATE,
  /** {@code a = ~b}. */
  COMPLEMENT,
  /** Goes to instruction {@code a}. */
  JUMP,
  /** Goes to instruction {@code b} if {@code a} is 0. */
  JUMP_IF_ZERO,
  /** Goes to instruction {@code b} if {@code a} is not 0. */
  JUMP_IF_SET,
  /** Finding {@code range} unless {@code b <= a <= c} ({@code b}, {@code c} value operands). */
  CHECK_RANGE,
  /** Finding {@code bounds} unless {@code 0 <= a < b} ({@code b} a plain number). */
  CHECK_INDEX,
  /** Finding {@code null_dereference} if {@code a} is 0. */
  CHECK_NULL,
  /** {@code b} slots from slot {@code a} of the frame become 0. */
  ZERO,
  /**
   * {@code a} = pointer to the word {@code c} words behind the object or place {@code b}; null stays a null
   * dereference.
   */
  FIELD_PLACE,
  /** {@code a} = pointer {@code b} moved by {@code c} (a value) times {@code d} words. */
  ELEMENT_PLACE,
  /** Calls through call site {@code a}. */
  CALL,
  /** Leaves the function with value {@code a}. */
  RETURN,
  /** Finding {@code assertion} (or that of site {@code b}) if {@code a} is 0. */
  ASSERT,
  /** The execution is cut if {@code a} is 0. */
  ASSUME,
  /** Remembers that the thread passed label {@code a}. */
  PASS,
  /** Runs intrinsic site {@code b} as local computation, result to {@code a}. */
  PURE,
  /** The end of an atomic block; {@code a} is 1 where the block is left before its end. */
  ATOMIC_END,
  /** Blocks the atomic step unless {@code a}. */
  REQUIRE,
  /**
   * {@code a} is 1 if the thread holds the lock at {@code b} as mode {@code c} asks, else a {@code lock_rule} finding.
   */
  ASSERT_HELD,
  /** The thread ends. */
  END,
  /** Thread {@code a}, which has not run yet, starts. */
  START,

  /** {@code a = word at place b}. */
  LOAD,
  /** {@code a = word at index b}, a plain number: a global. */
  LOAD_GLOBAL,
  /** {@code a = word c words behind the header of object b}. */
  LOAD_FIELD,
  /** {@code word at place a = b}. */
  STORE,
  /** {@code word at index a = b}, {@code a} a plain number. */
  STORE_GLOBAL,
  /** {@code word c words behind the header of object a = b}. */
  STORE_FIELD,
  /**
   * {@code a = word at place b} before it became the value of {@code c}; {@code d} the position of an {@link Update}.
   */
  UPDATE,
  /** {@code a = word at place b}; if that was {@code c} it becomes {@code d}. */
  COMPARE_EXCHANGE,
  /** Acquires the lock at {@code a} in the mode {@code b} (position of a {@link LockMode}), or waits. */
  ACQUIRE,
  /**
   * {@code a = 1} if the lock at {@code b} could be acquired at once in mode {@code c}, else 0. Bit 0 of {@code d}: it
   * is a spinning lock; bit 1: it may fail although it is free.
   */
  TRY_ACQUIRE,
  /** Releases the lock at {@code a} held in mode {@code b}. */
  RELEASE,
  /** The lock at {@code a}, held for writing, becomes held for reading. */
  DOWNGRADE,
  /** Runs intrinsic site {@code b} as one step, result to {@code a}. */
  INTRINSIC,
  /** The start of an atomic block: everything up to {@link #ATOMIC_END} is one step. */
  ATOMIC_BEGIN,
  /**
   * {@code a = } one of the numbers from {@code b} to {@code c}; finding {@code range} if there is none. {@code d} is 1
   * where it is asked whether a plain read is made again.
   */
  CHOOSE,
  /** Waits until one of the {@code c} agents from {@code b} on has passed label {@code a}. */
  AFTER,
  /** {@code a} = reference to a new object of pool {@code b}; {@code c} is 1 if it may fail. */
  ALLOCATE,
  /** The object {@code a} ends. */
  FREE;

  private static final int FIRST_VISIBLE = LOAD.ordinal();

  /** Whether a thread stops before such an instruction. */
  public boolean isVisible() {
    return FIRST_VISIBLE <= ordinal();
  }

  /**
   * What the operands are, one letter each for a to d: {@code D} defines a value, {@code U} uses one, {@code -} is a
   * plain number.
   */
  public String roles() {
    return switch (this) {
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
}
