package dev.pagewalk.hw.step;

import dev.pagewalk.hw.state.State;

/** Knows an intrinsic that waits for others, and who keeps it waiting: a part of every deadlock through it. */
public interface Waiting {
  /** Whether an intrinsic does nothing but wait for others in this way. */
  boolean isWait(Binding binding);

  /** The oracle that a deadlock through such a wait belongs to. */
  String oracle();

  /** What is waited for, as in {@code a waits for ..., which b keeps from coming}. */
  String awaited();

  /**
   * The threads that keep agent {@code agent} on CPU {@code cpu} waiting, by what they did themselves: bit by agent.
   */
  long heldUpByAgents(State state, int agent, int cpu);

  /**
   * The CPUs that keep it waiting, as a mask: on each of them it is the thread that cannot be switched away from there.
   */
  long heldUpByCpus(State state, int agent, int cpu);
}
