package dev.pagewalk.hw.step;

import dev.pagewalk.hw.state.Pool;

/** Knows words that name an object although they are no references to it: frame numbers, page-table entries. */
@FunctionalInterface
public interface Naming {
  /**
   * Whether {@code word}, found anywhere in the state, names the object of {@code pool} whose header is at
   * {@code header}.
   */
  boolean names(long word, Pool pool, int header);
}
