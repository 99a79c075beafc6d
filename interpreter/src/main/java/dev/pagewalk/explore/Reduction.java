package dev.pagewalk.explore;

import java.util.Set;

/** What a search may leave out, because it cannot change an answer; {@code docs/exploration.md} says why. */
public enum Reduction {
  /** Of states that differ only in which member of a symmetric family does what, one is looked at. */
  SYMMETRY,
  /** What a thread keeps in a variable that it will not read again makes no state different. */
  DEAD_LOCALS;

  /** No reduction: every interleaving, and the counts of other model checkers. */
  public static final Set<Reduction> NONE = Set.of();

  /** All of them. */
  public static final Set<Reduction> ALL = Set.of(values());
}
