package dev.pagewalk.dsl.format;

import dev.pagewalk.dsl.parse.TokenKind;
import java.util.Set;

/** Whether two pieces on one line have a space between them. */
final class Spacing {
  private static final Set<String> TIGHT_BEFORE = Set.of(";", ",", ")", "]", "[", ".", "..", "++", "--");
  private static final Set<String> TIGHT_BEHIND = Set.of("(", "[", ".", "..");

  private Spacing() {}

  /** Whether {@code left} and {@code right}, both visible, stand apart. */
  static boolean between(Piece left, Role leftRole, Piece right, Role rightRole) {
    if (left.is(":") && right.is(";")) {
      // The empty statement behind a label.
      return true;
    }
    boolean sign = right.kind() == TokenKind.SIGN;
    if (sign && TIGHT_BEFORE.contains(right.text())
        || left.kind() == TokenKind.SIGN && TIGHT_BEHIND.contains(left.text())) {
      return false;
    }
    if (leftRole == Role.PREFIX) {
      // `- -x` would become another token.
      return left.text().equals(right.text()) && (left.is("-") || left.is("&"));
    }
    if (rightRole == Role.SUFFIX || right.is(":") && rightRole != Role.CHOICE) {
      return false;
    }
    return !right.is("(") || beforeParenthesis(left, leftRole, right);
  }

  /** Of keywords by position, and of what is written as one, nobody knows whether they are called: the writer does. */
  private static boolean beforeParenthesis(Piece left, Role leftRole, Piece right) {
    if (leftRole == Role.HEAD_END) {
      return true;
    }
    return left.kind() == TokenKind.SOFT_KEYWORD || left.is("await")
        ? 0 < right.spaces() || 0 < right.breaks()
        : left.kind() == TokenKind.STRING || left.kind() == TokenKind.NUMBER || !left.mayEndOperand();
  }
}
