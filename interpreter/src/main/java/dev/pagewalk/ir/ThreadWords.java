package dev.pagewalk.ir;

/** Where a thread keeps what, from its base. Everything is 0 once it has ended. */
public final class ThreadWords {
  /** The instruction before which it stands, plus 1; 0 when it has ended. */
  public static final int PC = 0;

  /** Where slot 0 of its innermost frame is, counted from its base. */
  public static final int FRAME = 1;

  /** How many spinlocks and preemption-disabled sections it is in: above 0 it must not sleep nor be preempted. */
  public static final int ATOMIC_DEPTH = 2;

  /** The first word of its outermost frame. */
  public static final int STACK = 3;

  /** What {@link #FRAME} says while a thread that is forked has not started. */
  public static final int NOT_STARTED = -1;

  private ThreadWords() {}
}
