package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;

/**
 * Steps compiled to bytecode, one method for each instruction before which threads stand. {@link StepCompiler} makes
 * the classes that extend this.
 *
 * <p>A method runs the step as {@link Stepper} does, with the frame's words in local variables, and writes back what
 * has changed when the thread comes to stand. What it does not know (a finding, a rare instruction) it leaves to the
 * interpreter: everything is written back, and the result says where to go on.
 */
abstract class CompiledSteps {
  /** The step is over: its outcome is in {@link Step}, and where the thread stands in the state. */
  static final long DONE = -1;

  /** Nothing was done: the interpreter makes the whole step. */
  static final long RESTART = -2;

  private static final int OFFSET_SHIFT = 32;
  private static final int DEPTH_SHIFT = 56;

  /**
   * Runs a step.
   *
   * @param unit which one
   * @param base index of the thread's first word
   * @param frame index of its innermost frame
   * @return {@link #DONE}, or what {@link #resume} made
   */
  abstract long run(int unit, Stepper stepper, State state, int base, int frame);

  /** Where the interpreter goes on: at an instruction, so many words further up the stack, so deep in atomic blocks. */
  static long resume(int pc, int offset, int depth) {
    return (long) depth << DEPTH_SHIFT | (long) offset << OFFSET_SHIFT | pc;
  }

  static int pc(long resume) {
    return (int) resume;
  }

  static int offset(long resume) {
    return (int) (resume >>> OFFSET_SHIFT) & 0xFF_FFFF;
  }

  static int depth(long resume) {
    return (int) (resume >>> DEPTH_SHIFT);
  }
}
