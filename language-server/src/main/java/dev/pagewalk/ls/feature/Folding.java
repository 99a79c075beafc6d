package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.parse.SourceToken;
import dev.pagewalk.dsl.parse.TokenKind;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What can be folded away: bodies in braces, and comments of several lines. Works on broken text too. */
public final class Folding {
  private Folding() {}

  /**
   * A fold over several lines.
   *
   * @param comment whether it is a comment
   */
  public record Fold(Span span, boolean comment) {}

  /** The folds of a file. */
  public static List<Fold> of(FileView view) {
    List<Fold> folds = new ArrayList<>();
    Deque<SourceToken> open = new ArrayDeque<>();
    String text = view.text();
    SourceToken first = null;
    SourceToken last = null;
    for (SourceToken token : view.tokens()) {
      boolean isComment = switch (token.kind()) {
        case COMMENT, DOC_COMMENT, HEADER_COMMENT -> true;
        case NAME, SOFT_KEYWORD, RESERVED, NUMBER, STRING, SIGN, WHITE_SPACE, UNKNOWN, UNREAD -> false;
      };
      if (isComment) {
        first = first == null ? token : first;
        last = token;
      } else if (token.kind() != TokenKind.WHITE_SPACE || 1 < lineFeeds(token.in(text))) {
        add(view, first, last, true, folds);
        first = null;
        if (token.kind() == TokenKind.SIGN && token.in(text).equals("{")) {
          open.push(token);
        } else if (token.kind() == TokenKind.SIGN && token.in(text).equals("}") && !open.isEmpty()) {
          add(view, open.pop(), token, false, folds);
        }
      }
    }
    add(view, first, last, true, folds);
    return folds;
  }

  private static void add(FileView view, SourceToken from, SourceToken to, boolean comment, List<Fold> folds) {
    if (from != null && 0 < lineFeeds(view.text().substring(from.start(), to.end()))) {
      folds.add(new Fold(new Span(view.path(), from.start(), to.end()), comment));
    }
  }

  private static long lineFeeds(String text) {
    return text.chars().filter(each -> each == '\n').count();
  }
}
