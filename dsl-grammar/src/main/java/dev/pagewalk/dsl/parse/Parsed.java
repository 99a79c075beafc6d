package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;

/**
 * A parsed text.
 *
 * @param unit the syntax tree; holes stand where something was missing
 * @param diagnostics what is wrong, in the order of the text
 * @param tokens all of the text, comments and white space included
 */
public record Parsed(SourceUnit unit, List<Diagnostic> diagnostics, List<SourceToken> tokens) {
  public Parsed {
    diagnostics = List.copyOf(diagnostics);
    tokens = List.copyOf(tokens);
  }

  /** The tokens that lie in {@code span}, comments and white space included. */
  public List<SourceToken> tokensIn(Span span) {
    return tokens.subList(TokenSearch.firstFrom(tokens, span.start()), TokenSearch.firstFrom(tokens, span.end()));
  }

  /** The comments and white space directly in front of {@code span}, back to the token before it. */
  public List<SourceToken> triviaBefore(Span span) {
    int end = TokenSearch.firstFrom(tokens, span.start());
    int start = end;
    while (0 < start && !tokens.get(start - 1).kind().isVisible()) {
      start--;
    }
    return tokens.subList(start, end);
  }
}
