package dev.pagewalk.hw.step;

/**
 * An agent that is no thread: the interrupts of a CPU, a device. It has no end of its own and never keeps an execution
 * open.
 */
public interface Device {
  /** Its name as users read it: {@code irq cpu1}. */
  String name();

  /** Does one step, or calls {@link StepContext#block} if there is nothing to do now. */
  void step(StepContext context);
}
