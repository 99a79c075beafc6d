package dev.pagewalk.dsl.format;

import dev.pagewalk.dsl.parse.TokenKind;
import java.util.Set;

/**
 * A token or comment with what is known of the white space in front of it.
 *
 * @param breaks line breaks in front of it
 * @param spaces columns between it and the piece before on the same line
 */
record Piece(TokenKind kind, String text, int breaks, int spaces) {
  private static final Set<String> CONSTANTS = Set.of("true", "false", "null");

  static Piece of(TokenKind kind, String text, String space) {
    int breaks = (int) space.replace("\r\n", "\n").chars().filter(each -> each == '\n' || each == '\r').count();
    boolean plain = space.chars().allMatch(each -> each == ' ');
    return new Piece(kind, text, breaks, plain ? space.length() : 1);
  }

  boolean is(String sign) {
    return text.equals(sign) && kind != TokenKind.STRING;
  }

  boolean isComment() {
    return !kind.isVisible();
  }

  boolean isLineComment() {
    return isComment() && text.startsWith("//");
  }

  boolean isWord() {
    return kind == TokenKind.NAME || kind == TokenKind.SOFT_KEYWORD || kind == TokenKind.RESERVED;
  }

  /** Whether a value or a type may end here; of a keyword by position nobody knows. */
  boolean mayEndOperand() {
    return switch (kind) {
      case NAME, SOFT_KEYWORD, NUMBER, STRING -> true;
      case RESERVED -> CONSTANTS.contains(text);
      case SIGN -> text.equals(")") || text.equals("]");
      case WHITE_SPACE, COMMENT, DOC_COMMENT, HEADER_COMMENT, UNKNOWN, UNREAD -> false;
    };
  }

  /** Whether the text has line breaks of its own or forces one behind it. */
  boolean breaksLine() {
    return isLineComment() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }
}
