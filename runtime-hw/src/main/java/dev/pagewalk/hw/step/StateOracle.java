package dev.pagewalk.hw.step;

/** Judges the state after each step, where a single access does not show what is wrong. */
@FunctionalInterface
public interface StateOracle {
  /**
   * Looks at the state after a step.
   *
   * @param mark where the step's changes begin in the state's journal ({@code State.journalIndex}): most steps
   *     change nothing that an oracle cares about, and cost it no more than a look at their few changed words
   */
  void afterStep(StepContext context, int mark);
}
