package dev.pagewalk.ls.check;

import dev.pagewalk.explore.Budget;
import java.time.Duration;

/**
 * When and how far scenarios are checked in the background.
 *
 * @param when what starts a check
 * @param delay after an edit
 * @param first for a first look at each variant, so short that none waits long for its turn
 * @param bounded for a second look at those that the first did not decide
 * @param complete for those that are still open
 */
public record Settings(When when, Duration delay, Budget first, Budget bounded, Budget complete) {
  /** What starts a check. */
  public enum When {
    NEVER, ON_SAVE, ON_TYPE
  }

  /** On every edit, as soon as nothing was typed for a moment. */
  public static final Settings DEFAULT = new Settings(
      When.ON_TYPE,
      Duration.ofMillis(150),
      new Budget(2_000, 100_000, Duration.ofMillis(80)),
      new Budget(20_000, 100_000, Duration.ofMillis(400)),
      new Budget(3_000_000, 1_000_000, Duration.ofSeconds(60)));

  /** The same with another start of checks. */
  public Settings on(When start) {
    return new Settings(start, delay, first, bounded, complete);
  }

  /** The same with another limit for the complete check. */
  public Settings within(Duration timeout) {
    return new Settings(when, delay, first, bounded,
        new Budget(complete.maxStates(), complete.maxDepth(), timeout));
  }
}
