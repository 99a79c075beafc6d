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
  static final int TREE = 800;

  /** Operators of one chain such as {@code a + b + c} or {@code a.b.c}. */
  static final int CHAIN = 256;

  /**
   * Branches of one {@code if ... else if ...}. Not part of {@link #TREE}: who walks branches can walk them in a loop.
   */
  static final int BRANCHES = 2_000;

  /** Rules of the grammar inside each other for which any thread's stack is large enough. */
  static final int RULES = 400;

  /** Rules of the grammar inside each other: more than {@link #NESTING} brackets of any kind need. */
  static final int RULES_ON_LARGE_STACK = 3_000;

  /** Diagnostics about one text: nobody reads more, and the last ones are seldom about what the first ones are. */
  static final int REPORTS = 200;

  /** Alternatives of one rule after {@code (a or b), (c or d)} is multiplied out. */
  static final int ALTERNATIVES = 64;

  private Limits() {}
}
