package dev.pagewalk.dsl.parse;

/** What a text may be at most. Each limit is far beyond anything written by hand and has a diagnostic of its own. */
final class Limits {
  /** Characters of a text. */
  static final int TEXT = 4 * 1024 * 1024;

  /** Tokens that the parser sees. */
  static final int TOKENS = 1_000_000;

  /** Brackets open at one place, whatever their kind. */
  static final int NESTING = 256;

  /**
   * Levels of the tree, where a chain {@code a + b + c} counts one for each operator. Whoever walks a tree may recurse.
   */
  static final int TREE = 1_000;

  /** Alternatives of one rule after {@code (a or b), (c or d)} is multiplied out. */
  static final int ALTERNATIVES = 64;

  private Limits() {}
}
