package dev.pagewalk.hw.step;

/** Looks at a state in which every thread has ended. */
@FunctionalInterface
public interface EndOracle {
  /** Reports what is wrong with the state, if anything; it must not change the state. */
  void atEnd(StepContext context);
}
