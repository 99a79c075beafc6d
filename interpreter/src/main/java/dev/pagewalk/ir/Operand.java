package dev.pagewalk.ir;

/**
 * How value operands are coded in an {@code int}: the two low bits say where the value is, the rest is a number.
 *
 * <ul>
 *   <li>a slot of the running function's frame: part of the state;
 *   <li>a register: scratch that lives only within one step, never part of the state;
 *   <li>a constant of the program.
 * </ul>
 */
public final class Operand {
  /** Nowhere: the result is not wanted. */
  public static final int NONE = 3;

  /** The kind of a slot operand. */
  public static final int SLOT = 0;

  /** The kind of a register operand. */
  public static final int REGISTER = 1;

  /** The kind of a constant operand. */
  public static final int CONSTANT = 2;

  private Operand() {}

  /** Slot {@code number} of the frame. */
  public static int slot(int number) {
    return number << 2 | SLOT;
  }

  /** Register {@code number}. */
  public static int register(int number) {
    return number << 2 | REGISTER;
  }

  /** Constant {@code number} of {@link Program#constants()}. */
  public static int constant(int number) {
    return number << 2 | CONSTANT;
  }

  /** {@link #SLOT}, {@link #REGISTER}, {@link #CONSTANT} or {@link #NONE}. */
  public static int kind(int operand) {
    return operand & 3;
  }

  /** Which slot, register or constant. */
  public static int number(int operand) {
    return operand >> 2;
  }
}
