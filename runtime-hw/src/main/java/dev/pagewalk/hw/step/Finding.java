package dev.pagewalk.hw.step;

import dev.pagewalk.hw.state.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that an oracle saw.
 *
 * @param oracle the oracle's name as written behind {@code expect}: {@code use_after_free},
 *     {@code stale_translation}, ...
 * @param subject what it speaks of, as written in parentheses: {@code page_table}, {@code folio}, ...; empty for none
 * @param message one sentence without the final full stop; objects are named by {@code {index}} placeholders, where
 *     index is that of a word of the state, which the report replaces by the object's name
 * @param word the index of the word whose last change is the other half of the story (the header of a freed object,
 *     the lock that is held, the entry that was changed); 0 for none
 * @param role what that last change was, in one word: {@code freed}, {@code locked}, {@code zapped}
 * @param fatal whether the execution ends here; otherwise it is recorded and goes on
 * @param cause where it went wrong, if that is another step than the one that shows it
 * @param remedies locks that would have kept the rule that is broken: all of one list, whichever
 */
public record Finding(
    String oracle,
    String subject,
    String message,
    int word,
    String role,
    boolean fatal,
    Optional<Cause> cause,
    List<List<Lack>> remedies) {
  public Finding {
    remedies = remedies.stream().map(List::copyOf).toList();
  }

  /**
   * A lock that the thread does not hold.
   *
   * @param word the index of the lock; of the header of an object whose lock is no word; 0 for a read-side section of
   *     RCU
   * @param forWriting whether it must be held for writing, where that makes a difference
   */
  public record Lack(int word, boolean forWriting) {}

  /**
   * The step after which something no longer held that held before, and not again: who tells the execution looks for it
   * there.
   *
   * @param held whether all was well in a state of the same program
   * @param role what that step did, in one word
   */
  public record Cause(Predicate<State> held, String role) {}

  /** A finding that needs no other step to be understood than the last change of its word. */
  public Finding(String oracle, String subject, String message, int word, String role, boolean fatal) {
    this(oracle, subject, message, word, role, fatal, Optional.empty(), List.of());
  }

  /** The same finding, with the step that caused it. */
  public Finding causedBy(Predicate<State> held, String causeRole) {
    return new Finding(oracle, subject, message, word, role, fatal, Optional.of(new Cause(held, causeRole)), remedies);
  }

  /** The same finding, with what would keep the rule. */
  public Finding mendedBy(List<List<Lack>> locks) {
    return new Finding(oracle, subject, message, word, role, fatal, cause, locks);
  }

  /** A finding that ends the execution. */
  public static Finding fatal(String oracle, String subject, String message, int word, String role) {
    return new Finding(oracle, subject, message, word, role, true);
  }

  /** A finding after which the execution goes on. */
  public static Finding recorded(String oracle, String subject, String message, int word, String role) {
    return new Finding(oracle, subject, message, word, role, false);
  }
}
