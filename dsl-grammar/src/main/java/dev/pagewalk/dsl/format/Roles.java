package dev.pagewalk.dsl.format;

import dev.pagewalk.dsl.parse.TokenKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds the role of each visible piece, in one pass from the front and one from the back. */
final class Roles {
  private static final Set<String> HEADS = Set.of("if", "while", "for");
  private static final Set<String> EITHER = Set.of("*", "&", "-");
  private static final Set<String> BEHIND_TYPE = Set.of(",", ")", ";", "=", "{", "[", "]", "?");
  private static final Set<String> ACCESSES = Set.of("read", "write", "set", "clear");

  private final List<Piece> pieces;
  private final Role[] roles;

  private Roles(List<Piece> pieces) {
    this.pieces = pieces;
    roles = new Role[pieces.size()];
    Arrays.fill(roles, Role.PLAIN);
  }

  /** The roles of {@code pieces}, which are all visible. */
  static Role[] of(List<Piece> pieces) {
    Roles found = new Roles(pieces);
    found.findChoices();
    found.findTypeStars();
    found.findPrefixes();
    return found.roles;
  }

  /** A question mark waits for its colon; where none comes it belongs to a type. */
  private void findChoices() {
    Deque<Deque<Integer>> waiting = new ArrayDeque<>();
    waiting.push(new ArrayDeque<>());
    for (int i = 0; i < pieces.size(); i++) {
      switch (pieces.get(i).kind() == TokenKind.SIGN ? pieces.get(i).text() : "") {
        case "?" -> {
          roles[i] = Role.SUFFIX;
          waiting.peek().push(i);
        }
        case ":" -> {
          if (!waiting.peek().isEmpty()) {
            roles[waiting.peek().pop()] = Role.CHOICE;
            roles[i] = Role.CHOICE;
          }
        }
        case "(", "[", "{" -> waiting.push(new ArrayDeque<>());
        case ")", "]", "}" -> {
          waiting.pop();
          if (waiting.isEmpty()) {
            waiting.push(new ArrayDeque<>());
          }
        }
        case ";", ",", "=" -> waiting.peek().clear();
        default -> { }
      }
    }
  }

  /** Behind a type's star there is no operand. */
  private void findTypeStars() {
    for (int i = pieces.size() - 2; 0 <= i; i--) {
      Piece next = pieces.get(i + 1);
      boolean rule = ACCESSES.contains(next.text()) && i + 2 < pieces.size() && pieces.get(i + 2).is("needs");
      boolean suffix = next.kind() == TokenKind.SIGN && BEHIND_TYPE.contains(next.text());
      if (pieces.get(i).is("*") && (rule || suffix || next.is("*") && roles[i + 1] == Role.SUFFIX)) {
        roles[i] = Role.SUFFIX;
      }
    }
  }

  private void findPrefixes() {
    Deque<Boolean> heads = new ArrayDeque<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.is("(")) {
        heads.push(0 < i && pieces.get(i - 1).kind() == TokenKind.RESERVED
            && HEADS.contains(pieces.get(i - 1).text()));
      } else if (piece.is(")") && !heads.isEmpty() && heads.pop() || piece.is("else") || endsWhen(i)) {
        roles[i] = Role.HEAD_END;
      } else if (piece.is("!") || piece.is("~") || isPrefix(i)) {
        roles[i] = Role.PREFIX;
      }
    }
  }

  private boolean endsWhen(int i) {
    boolean not = 1 < i && pieces.get(i - 1).is("!");
    int when = not ? i - 2 : i - 1;
    return 0 <= when && pieces.get(i).isWord() && pieces.get(when).is("when");
  }

  private boolean isPrefix(int i) {
    Piece piece = pieces.get(i);
    if (piece.kind() != TokenKind.SIGN || !EITHER.contains(piece.text()) || roles[i] == Role.SUFFIX) {
      return false;
    }
    if (i == 0 || roles[i - 1] == Role.HEAD_END) {
      return true;
    }
    if (roles[i - 1] == Role.SUFFIX) {
      return false;
    }
    Piece before = pieces.get(i - 1);
    if (before.kind() == TokenKind.SOFT_KEYWORD) {
      // `size - 1` or `size -1`: the writer knows.
      boolean apart = i + 1 < pieces.size() && 0 < pieces.get(i + 1).spaces() + pieces.get(i + 1).breaks();
      return 0 < piece.spaces() && !apart;
    }
    return !before.mayEndOperand();
  }
}
