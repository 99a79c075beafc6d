package dev.pagewalk.hw.step;

import dev.pagewalk.hw.state.State;

/**
 * Knows which intrinsics wait for other CPUs, and which CPUs keep them waiting: a part of every deadlock through them.
 */
public interface Waiting {
  /** Whether an intrinsic does nothing but wait until other CPUs have answered. */
  boolean isWait(Binding binding);

  /** The CPUs that owe the CPU {@code cpu} an answer and cannot give it now, as a mask. */
  long heldUpBy(State state, int cpu);
}
