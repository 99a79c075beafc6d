package dev.pagewalk.dsl.parse;

/** What a piece of text is, before its place in a sentence is known. */
public enum TokenKind {
  /** A word that is neither reserved nor a keyword anywhere. */
  NAME,
  /** A word that is a keyword in some places and a name in all others. */
  SOFT_KEYWORD,
  /** A reserved word. */
  RESERVED,
  NUMBER,
  STRING,
  /** Brackets, separators and operators. */
  SIGN,
  WHITE_SPACE,
  /** {@code //} or {@code / * *}{@code /}. */
  COMMENT,
  /** {@code ///}: documents the declaration behind it. */
  DOC_COMMENT,
  /** {@code //!}: says something about the file. */
  HEADER_COMMENT,
  /** Characters that the language does not use. */
  UNKNOWN,
  /** The rest of a text that was given up, see {@link Parsing}. */
  UNREAD;

  /** Whether the parser sees it. */
  public boolean isVisible() {
    return switch (this) {
      case NAME, SOFT_KEYWORD, RESERVED, NUMBER, STRING, SIGN -> true;
      case WHITE_SPACE, COMMENT, DOC_COMMENT, HEADER_COMMENT, UNKNOWN, UNREAD -> false;
    };
  }
}
