package dev.pagewalk.lower;

import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.rcu.Rcu;
import dev.pagewalk.mm.rule.Sections;

/** What rules ask of the sections in which threads are. */
final class RuleSections {
  private RuleSections() {}

  static Sections of(Rcu rcu, Cpus cpus) {
    return new Sections() {
      @Override
      public boolean inRcu(StepContext context) {
        return rcu.isReading(context.state(), context.agent());
      }

      @Override
      public boolean interruptsOff(StepContext context) {
        return !cpus.takesInterrupts(context.state(), context.cpu());
      }
    };
  }
}
