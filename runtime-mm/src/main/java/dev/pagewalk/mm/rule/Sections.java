package dev.pagewalk.mm.rule;

import dev.pagewalk.hw.step.StepContext;

/** In which sections the running thread is. */
public interface Sections {
  /** Whether it is in a read-side section of RCU. */
  boolean inRcu(StepContext context);

  /** Whether its CPU takes no interrupts. */
  boolean interruptsOff(StepContext context);
}
