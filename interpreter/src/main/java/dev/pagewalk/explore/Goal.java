package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;

/** What a search looks for: it stops at the first finding that is wanted. */
@FunctionalInterface
public interface Goal {
  /** Stop at whatever is found first. */
  Goal ANY = finding -> true;

  /** Find everything. */
  Goal ALL = finding -> false;

  /** Whether the search may end with this finding. */
  boolean isReachedBy(Finding finding);
}
