package dev.pagewalk.analysis;

/** What can be said of a variant. The same four words wherever a user or a tool reads one. */
public enum Verdict {
  /** Every execution was looked at, and none is wrong. */
  SAFE,
  /** Some execution is wrong. */
  VIOLATED,
  /** The search ended before it could tell. */
  UNKNOWN,
  /** Nothing was tested. */
  INVALID;

  /** As users read it. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
