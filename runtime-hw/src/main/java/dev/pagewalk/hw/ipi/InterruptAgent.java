package dev.pagewalk.hw.ipi;

import dev.pagewalk.hw.step.Device;
import dev.pagewalk.hw.step.StepContext;

/** The interrupts of one CPU as an agent. */
public record InterruptAgent(Interrupts interrupts, int cpu) implements Device {
  @Override
  public String name() {
    return "irq cpu" + cpu;
  }

  @Override
  public void step(StepContext context) {
    interrupts.deliver(context, cpu);
  }
}
