package dev.pagewalk.hw.step;

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
 */
public record Finding(String oracle, String subject, String message, int word, String role, boolean fatal) {
  /** A finding that ends the execution. */
  public static Finding fatal(String oracle, String subject, String message, int word, String role) {
    return new Finding(oracle, subject, message, word, role, true);
  }

  /** A finding after which the execution goes on. */
  public static Finding recorded(String oracle, String subject, String message, int word, String role) {
    return new Finding(oracle, subject, message, word, role, false);
  }
}
