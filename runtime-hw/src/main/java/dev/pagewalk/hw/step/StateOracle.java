package dev.pagewalk.hw.step;

/** Judges states rather than accesses: after each step, and where an execution has ended. */
public interface StateOracle {
  /**
   * Looks at the state after a step.
   *
   * @param mark where the step's changes begin in the state's journal ({@code State.journalIndex}): most steps change nothing
   *     that an oracle cares about, and cost it no more than a look at their few changed words
   */
  void afterStep(StepContext context, int mark);

  /** Looks at the end state of an execution in which every thread has ended. */
  void atEnd(StepContext context);
}
