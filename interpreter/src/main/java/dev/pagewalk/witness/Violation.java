package dev.pagewalk.witness;

import dev.pagewalk.dsl.syntax.Span;
import java.util.List;

/**
 * What an oracle saw, in words.
 *
 * @param oracle as written behind {@code expect}
 * @param subject as written in parentheses; empty for none
 * @param message one sentence, objects named as users know them
 * @param places where it happened and where the other half of the story is, the place of the violating step first
 */
public record Violation(String oracle, String subject, String message, List<Place> places) {
  public Violation {
    places = List.copyOf(places);
  }

  /** {@code oracle} or {@code oracle(subject)}. */
  public String name() {
    return subject.isEmpty() ? oracle : oracle + "(" + subject + ")";
  }

  /**
   * A place in the source that takes part.
   *
   * @param role {@code used}, {@code freed}, {@code locked}, {@code zapped}, {@code waits}, ...
   * @param thread who was there
   */
  public record Place(String role, String thread, Span span) {}
}
