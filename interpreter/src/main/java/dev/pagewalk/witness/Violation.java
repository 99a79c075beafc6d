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
 * @param calls the calls that led to the first place, the outermost first
 * @param remedies locks that would have kept the rule that is broken: all of one list, whichever
 */
public record Violation(
    String oracle, String subject, String message, List<Place> places, List<Span> calls, List<List<Missing>> remedies) {
  public Violation {
    places = List.copyOf(places);
    calls = List.copyOf(calls);
    remedies = remedies.stream().map(List::copyOf).toList();
  }

  /** A violation of which no more is known. */
  public Violation(String oracle, String subject, String message, List<Place> places) {
    this(oracle, subject, message, places, List.of(), List.of());
  }

  /**
   * A lock that was not held.
   *
   * @param struct the kind of object that it belongs to; empty for a lock of its own, and for RCU
   * @param name of the field, or of the lock; empty for the lock of an object that is no field of it
   * @param forWriting whether it must be held for writing, where that makes a difference
   */
  public record Missing(String struct, String name, boolean forWriting) {
    /** Being in a read-side section of RCU. */
    public static final Missing RCU = new Missing("", "rcu", false);
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
