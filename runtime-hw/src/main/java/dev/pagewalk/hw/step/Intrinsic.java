package dev.pagewalk.hw.step;

/** A function of the kernel library that is written in Java ({@code extern fn}). */
@FunctionalInterface
public interface Intrinsic {
  /**
   * Runs it as one step, or as part of a step.
   *
   * @param args the arguments as words; valid only during the call
   * @return the result as a word; 0 if it has none
   */
  long call(StepContext context, long[] args);
}
