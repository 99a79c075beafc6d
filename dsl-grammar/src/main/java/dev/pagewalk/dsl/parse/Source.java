package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * The text that is being parsed, and what the builders have to say about it. Turns ANTLR's tokens and contexts into
 * spans and names; a token that recovery made up has index -1 and lies, empty, behind the token before it.
 */
final class Source {
  private final String path;
  private final String text;
  private final List<SourceToken> tokens;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int depth;
  private boolean tooDeep;

  Source(String path, String text, List<SourceToken> tokens) {
    this.path = path;
    this.text = text;
    this.tokens = tokens;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Keeps {@code diagnostic}, unless there are too many already. */
  void report(Diagnostic diagnostic) {
    if (diagnostics.size() < Limits.REPORTS) {
      diagnostics.add(diagnostic);
    }
  }

  /**
   * Keeps, of the complaints about the order of words reported from the {@code from}th on, those {@code count} that
   * come first in the text. What is wrong with a number or a string is wrong whatever stands around it.
   */
  void keepFirst(int from, int count) {
    List<Diagnostic> last = diagnostics.subList(from, diagnostics.size());
    last.sort(Comparator.comparingInt(d -> d.span().start()));
    int kept = 0;
    for (Iterator<Diagnostic> i = last.iterator(); i.hasNext(); ) {
      boolean isAboutOrder =
          switch (i.next().code()) {
            case EXPECTED, NOT_CLOSED, UNEXPECTED, NO_EFFECT, ARROW_FOR_FIELD, BLOCK_WITHOUT_CALL -> true;
            default -> false;
          };
      if (isAboutOrder && count < ++kept) {
        i.remove();
      }
    }
  }

  Span span(int start, int end) {
    return new Span(path, start, end);
  }

  Span span(Token token) {
    return span(token.getStartIndex(), Math.max(token.getStartIndex(), token.getStopIndex() + 1));
  }

  /** From the first to the last token of {@code context}; empty, behind the token before it, if it has none. */
  Span span(ParserRuleContext context) {
    Token first = context.getStart();
    Token last = context.getStop();
    if (last == null) {
      return span(first.getStartIndex(), first.getStartIndex());
    }
    int end = last.getStopIndex() + 1;
    return first.getStartIndex() < end ? span(first.getStartIndex(), end) : span(end, end);
  }

  /** The place for something that {@code parent} should have and lacks. */
  Span hole(ParserRuleContext parent) {
    int end = span(parent).end();
    return span(end, end);
  }

  /** A name, or a hole in {@code parent}. */
  Name name(PagewalkParser.NameContext context, ParserRuleContext parent) {
    if (context == null) {
      return new Name("", hole(parent));
    }
    return context.word == null ? new Name("", span(context)) : name(context.word);
  }

  Name name(Token word) {
    return new Name(isMissing(word) ? "" : word.getText(), span(word));
  }

  /** The names of a list that recovery may have left out. */
  List<Name> names(PagewalkParser.NamesContext context) {
    return context == null ? List.of() : context.name().stream().map(n -> name(n, context)).toList();
  }

  /** Whether recovery made {@code token} up, or found nothing. */
  static boolean isMissing(Token token) {
    return token == null || token.getTokenIndex() < 0;
  }

  /** The text of the {@code ///} lines directly in front of {@code context}. */
  Optional<String> doc(ParserRuleContext context) {
    int index = TokenSearch.firstFrom(tokens, context.getStart().getStartIndex()) - 1;
    List<String> lines = new ArrayList<>();
    while (0 <= index && !tokens.get(index).kind().isVisible()) {
      SourceToken token = tokens.get(index);
      if (token.kind() == TokenKind.DOC_COMMENT) {
        lines.addFirst(docLine(token.in(text)));
      }
      index--;
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private static String docLine(String comment) {
    String line = comment.substring("///".length());
    return (line.startsWith(" ") ? line.substring(1) : line).stripTrailing();
  }

  /**
   * Goes {@code levels}, all of one chain, deeper into the tree; {@link #ascend} undoes it in any case.
   *
   * @return whether that is still allowed; if not, it has been reported and the caller makes a hole
   */
  boolean descend(int levels, ParserRuleContext context) {
    depth += levels;
    if (depth <= Limits.TREE && levels <= Limits.CHAIN + 1) {
      return true;
    }
    reportTooDeep(context);
    return false;
  }

  /** Once for each text. */
  void reportTooDeep(ParserRuleContext context) {
    if (!tooDeep) {
      tooDeep = true;
      Token start = context.getStart();
      report(SyntaxDiagnostics.nestedTooDeeply(span(start), "this is"));
    }
  }

  void ascend(int levels) {
    depth -= levels;
  }
}
