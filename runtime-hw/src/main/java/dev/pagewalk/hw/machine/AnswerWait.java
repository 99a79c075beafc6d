package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.ipi.Interrupts;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Waiting;

/** Waiting until other CPUs have taken an interrupt: those that have interrupts off keep the sender waiting. */
public record AnswerWait(Interrupts interrupts) implements Waiting {
  static final String NAME = "csd_lock_wait";

  @Override
  public boolean isWait(Binding binding) {
    return binding.name().equals(NAME);
  }

  @Override
  public String oracle() {
    return "interrupts";
  }

  @Override
  public String awaited() {
    return "its interrupt to be taken";
  }

  @Override
  public long heldUpByAgents(State state, int agent, int cpu) {
    return 0;
  }

  @Override
  public long heldUpByCpus(State state, int agent, int cpu) {
    return interrupts.heldUpBy(state, cpu);
  }
}
