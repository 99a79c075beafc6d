package dev.pagewalk.hw.step;

import dev.pagewalk.hw.state.Pool;

/** Looks at an object in the moment in which it is freed. */
@FunctionalInterface
public interface FreeOracle {
  /**
   * Reports what is wrong with freeing the object of {@code pool} whose header is at {@code header} now, if anything.
   */
  void beforeFree(StepContext context, Pool pool, int header);
}
