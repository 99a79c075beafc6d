package dev.pagewalk.mm.rcu;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Waiting;

/** Waiting for a grace period: whoever was inside a read-side section when it began keeps the caller waiting. */
public record GracePeriodWait(Rcu rcu) implements Waiting {
  static final String NAME = "synchronize_rcu_wait";

  @Override
  public boolean isWait(Binding binding) {
    return binding.name().equals(NAME);
  }

  @Override
  public String oracle() {
    return "deadlock";
  }

  @Override
  public String awaited() {
    return "a grace period";
  }

  @Override
  public long heldUpByAgents(State state, int agent, int cpu) {
    return rcu.awaited(state, agent);
  }

  @Override
  public long heldUpByCpus(State state, int agent, int cpu) {
    return 0;
  }
}
