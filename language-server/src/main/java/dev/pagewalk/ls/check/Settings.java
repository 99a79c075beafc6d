package dev.pagewalk.ls.check;

import dev.pagewalk.explore.Budget;
import java.time.Duration;

/**
 * When and how far scenarios are checked in the background.
 *
 * @param when what starts a check
 * @param delay after an edit
 * @param bounded for the first look at each variant
 * @param complete for the second, at those that the first did not decide
 */
public record Settings(When when, Duration delay, Budget bounded, Budget complete) {
  /** What starts a check. */
  public enum When {
    NEVER, ON_SAVE, ON_TYPE
  }

  /** On every edit, a quarter of a second after it. */
  public static final Settings DEFAULT = new Settings(
      When.ON_TYPE,
      Duration.ofMillis(250),
      new Budget(20_000, 100_000, Duration.ofMillis(400)),
      new Budget(3_000_000, 1_000_000, Duration.ofSeconds(60)));

  /** The same with another start of checks. */
  public Settings on(When start) {
    return new Settings(start, delay, bounded, complete);
  }

  /** The same with another limit for the complete check. */
  public Settings within(Duration timeout) {
    return new Settings(when, delay, bounded,
        new Budget(complete.maxStates(), complete.maxDepth(), timeout));
  }
}
