package dev.pagewalk.step;

import dev.pagewalk.dsl.syntax.Span;
import java.util.Optional;
import java.util.Set;

/**
 * A place to stop.
 *
 * @param number under which it is known, from 1
 * @param what it waits for
 * @param condition an expression that must not be 0; empty for none
 * @param hits when to stop: {@code 3}, {@code >= 3}, {@code % 2}; empty for always
 * @param log what to print instead of stopping, with expressions in braces; empty to stop
 * @param span where it is in the source; empty if it is nowhere
 * @param problem why it never stops anything; empty if it can
 */
public record Breakpoint(
    int number, Target what, String condition, String hits, String log, Optional<Span> span, String problem) {
  /** What is waited for. */
  public sealed interface Target {}

  /** A thread comes to one of these instructions, or through one of these calls. */
  record Line(Set<Integer> instructions, Set<Integer> callSites) implements Target {
    Line {
      instructions = Set.copyOf(instructions);
      callSites = Set.copyOf(callSites);
    }
  }

  /** A function of this name is entered. */
  record Entry(String function) implements Target {}

  /** A word is accessed. */
  record Data(int word, boolean reads, boolean writes) implements Target {}

  /** Whether it can ever stop anything. */
  public boolean isVerified() {
    return problem.isEmpty();
  }
}
