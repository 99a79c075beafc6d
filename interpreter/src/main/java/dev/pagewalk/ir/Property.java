package dev.pagewalk.ir;

import dev.pagewalk.dsl.syntax.Span;

/**
 * What a scenario says about its end states.
 *
 * @param function position of a function without parameters that gives 1 where the condition holds
 * @param text the condition as written
 */
public record Property(Kind kind, int function, String text, Span span) {
  /** How the condition is meant. */
  public enum Kind {
    /** Holds in every end state; a state where it does not is the finding {@code final}. */
    FINAL,
    /** Holds in some end state; if the search ends without one, that is the finding {@code exists}. */
    EXISTS,
    /** As {@link #FINAL}, the finding is {@code forall}. */
    FORALL,
    /** Holds in no end state; a state where it does is the finding {@code never}. */
    NEVER
  }
}
