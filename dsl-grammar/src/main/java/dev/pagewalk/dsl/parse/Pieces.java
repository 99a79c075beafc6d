package dev.pagewalk.dsl.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Cuts a broken file at its top declarations. A declaration starts with its keyword, first on its line and not further
 * in than any other line of the file. Brackets count only where the lines do not tell: one that is missing must
 * not swallow what follows.
 */
final class Pieces {
  private final List<Token> tokens;
  private final List<List<Token>> pieces = new ArrayList<>();
  private int depth;
  private boolean indented;
  private int start;

  private Pieces(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The pieces of {@code tokens}, in order and complete; at least one. */
  static List<List<Token>> of(List<Token> tokens) {
    return new Pieces(tokens).cut();
  }

  private List<List<Token>> cut() {
    indented = true;
    int margin = margin();
    for (int i = 0; i < tokens.size(); i++) {
      boolean atMargin = isFirstOnLine(i) && tokens.get(i).getCharPositionInLine() <= margin;
      if (start < i && atMargin && startsDeclaration(i) && (depth == 0 || indented)) {
        pieces.add(tokens.subList(start, i));
        start = i;
        depth = 0;
        indented = true;
      } else if (start < i && atMargin && !closes(tokens.get(i).getType())) {
        indented = false;
      }
      count(tokens.get(i).getType());
    }
    pieces.add(tokens.subList(start, tokens.size()));
    return pieces;
  }

  /** How far in the line that is least far in starts. */
  private int margin() {
    int margin = Integer.MAX_VALUE;
    for (int i = 0; i < tokens.size(); i++) {
      if (isFirstOnLine(i)) {
        margin = Math.min(margin, tokens.get(i).getCharPositionInLine());
      }
    }
    return margin;
  }

  private boolean isFirstOnLine(int index) {
    return index == 0 || tokens.get(index - 1).getLine() < tokens.get(index).getLine();
  }

  private boolean startsDeclaration(int index) {
    return switch (tokens.get(index).getType()) {
      case PagewalkLexer.FN, PagewalkLexer.SCENARIO, PagewalkLexer.STRUCT -> true;
      case PagewalkLexer.CONST,
          PagewalkLexer.ENUM,
          PagewalkLexer.EXTERN,
          PagewalkLexer.FLAGS,
          PagewalkLexer.LOCK,
          PagewalkLexer.PAGE,
          PagewalkLexer.PATCH,
          PagewalkLexer.REPLACE,
          PagewalkLexer.USE,
          PagewalkLexer.VAR ->
          startsAnything(index + 1);
      default -> false;
    };
  }

  /**
   * Whether a word or string is at {@code index}: what a keyword needs behind it and a name in an expression never has.
   */
  private boolean startsAnything(int index) {
    if (tokens.size() <= index) {
      return false;
    }
    int type = tokens.get(index).getType();
    return Words.isName(type) || Words.isReserved(type) || type == PagewalkLexer.STRING;
  }

  private static boolean closes(int type) {
    return type == PagewalkLexer.RBRACE || type == PagewalkLexer.RPAREN || type == PagewalkLexer.RBRACK;
  }

  private void count(int type) {
    if (type == PagewalkLexer.LBRACE) {
      depth++;
    } else if (type == PagewalkLexer.RBRACE && 0 < depth) {
      depth--;
    }
  }
}
