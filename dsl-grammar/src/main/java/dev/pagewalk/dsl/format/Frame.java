package dev.pagewalk.dsl.format;

/** A pair of braces while it is written, or the file around all of them. */
final class Frame {
  /** What stands between the braces. */
  enum Content {
    STATEMENTS,
    /** Fields of a struct. */
    FIELDS,
    /** Names of an enum or flags, separated by commas, or an order of locks. */
    LIST
  }

  private static final int FAR = 4;
  private static final int NEAR = 2;

  /** Columns in front of its statements. */
  final int indent;
  /** Whether each statement has a line of its own. */
  final boolean broken;
  final Content content;
  /** Whether the next piece begins a statement. */
  boolean fresh = true;
  /** Columns that the statement is moved to the right, under an {@code if} without braces. */
  int shift;
  /** Open parentheses and square brackets. */
  int open;
  /** Columns that its further lines stand to the right. */
  int continuation = FAR;
  /** Whether what begins is a label. */
  boolean labelled;
  /** Whether the statement goes on behind a closing brace. */
  boolean goesOn;

  Frame(int indent, boolean broken, Content content) {
    this.indent = indent;
    this.broken = broken;
    this.content = content;
  }

  void endStatement() {
    fresh = true;
    shift = 0;
    continuation = FAR;
    labelled = false;
    goesOn = false;
  }

  /** Takes note of the word that begins a statement. */
  void begin(Piece word) {
    goesOn = word.is("expect");
    continuation = word.is("patch") ? NEAR : FAR;
  }
}
