package dev.pagewalk.mm;

import dev.pagewalk.hw.step.StepContext;

/** What the kernel asks of those who run threads. */
@FunctionalInterface
public interface Threads {
  /** The index of the mm of the process in which the running thread is; 0 for a kernel thread. */
  int currentMm(StepContext context);

  /** Whether no other thread of the running thread's process is left. */
  default boolean isAlone(StepContext context) {
    return true;
  }
}
