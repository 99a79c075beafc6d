package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * Cuts a text into tokens and counts brackets while it does, so that a text which nests too deeply is given up before
 * anything recurses into it.
 */
final class Lexing {
  /**
   * The tokens of a text.
   *
   * @param all every character of the text
   * @param visible those for the parser, without an end token
   * @param complete false if the text was given up: then there is nothing to parse
   */
  record Lexed(
      List<SourceToken> all, List<Token> visible, List<Diagnostic> diagnostics, boolean complete) {}

  private final String path;
  private final String text;
  private final List<SourceToken> all = new ArrayList<>();
  private final List<Token> visible = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int depth;

  private Lexing(String path, String text) {
    this.path = path;
    this.text = text;
  }

  static Lexed lex(String path, String text) {
    return new Lexing(path, text).lex(List.of(new Outline.Item(List.of(), 0, text.length())));
  }

  /** The tokens of some declarations; what lies between them is unread. */
  static Lexed lex(String path, Outline outline, List<Outline.Item> chosen) {
    return new Lexing(path, outline.text()).lex(chosen);
  }

  private Lexed lex(List<Outline.Item> parts) {
    if (Limits.TEXT < text.length()) {
      diagnostics.add(SyntaxDiagnostics.tooLarge(new Span(path, 0, 0), "4 MB"));
      return giveUp(0);
    }
    int read = 0;
    for (Outline.Item part : parts) {
      if (read < part.start()) {
        all.add(new SourceToken(TokenKind.UNREAD, read, part.start()));
      }
      read = part.end();
      Optional<Lexed> refused = lex(part.start(), part.end());
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    reportUnknown();
    return new Lexed(all, visible, diagnostics, true);
  }

  /** Reads a part; tells if the text is given up. */
  private Optional<Lexed> lex(int start, int end) {
    PagewalkLexer lexer = new PagewalkLexer(new TextStream(text, start, end));
    lexer.removeErrorListeners();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      depth += nesting(token.getType());
      if (Limits.NESTING < depth) {
        diagnostics.add(SyntaxDiagnostics.nestedTooDeeply(span(token), "brackets are"));
        return Optional.of(giveUp(token.getStartIndex()));
      }
      add(token);
      if (Limits.TOKENS < visible.size()) {
        diagnostics.add(SyntaxDiagnostics.tooLarge(new Span(path, 0, 0), Limits.TOKENS + " words and signs"));
        return Optional.of(giveUp(token.getStopIndex() + 1));
      }
    }
    return Optional.empty();
  }

  private Lexed giveUp(int offset) {
    if (offset < text.length()) {
      all.add(new SourceToken(TokenKind.UNREAD, offset, text.length()));
    }
    return new Lexed(all, List.of(), diagnostics, false);
  }

  private void add(Token token) {
    TokenKind kind = kind(token.getType());
    int start = token.getStartIndex();
    int end = token.getStopIndex() + 1;
    if (kind == TokenKind.UNKNOWN && !all.isEmpty() && all.getLast().kind() == TokenKind.UNKNOWN) {
      start = all.removeLast().start();
    }
    all.add(new SourceToken(kind, start, end));
    if (token.getChannel() == Lexer.DEFAULT_TOKEN_CHANNEL) {
      visible.add(token);
    }
    if (token.getType() == PagewalkLexer.UNTERMINATED_COMMENT) {
      diagnostics.add(SyntaxDiagnostics.unterminatedComment(new Span(path, start, start + 2)));
    }
  }

  /** One diagnostic for each run, and no more than a few: a binary file has nothing else. */
  private void reportUnknown() {
    int reported = 0;
    for (SourceToken token : all) {
      if (token.kind() == TokenKind.UNKNOWN && reported < 20) {
        Span span = new Span(path, token.start(), token.end());
        diagnostics.add(SyntaxDiagnostics.unknownCharacters(span, token.in(text)));
        reported++;
      }
    }
  }

  private Span span(Token token) {
    return new Span(path, token.getStartIndex(), token.getStopIndex() + 1);
  }

  private int nesting(int type) {
    return switch (type) {
      case PagewalkLexer.LPAREN, PagewalkLexer.LBRACK, PagewalkLexer.LBRACE -> 1;
      case PagewalkLexer.RPAREN, PagewalkLexer.RBRACK, PagewalkLexer.RBRACE -> 0 < depth ? -1 : 0;
      default -> 0;
    };
  }

  private static TokenKind kind(int type) {
    return switch (type) {
      case PagewalkLexer.ID -> TokenKind.NAME;
      case PagewalkLexer.NUMBER -> TokenKind.NUMBER;
      case PagewalkLexer.STRING -> TokenKind.STRING;
      case PagewalkLexer.WHITE_SPACE -> TokenKind.WHITE_SPACE;
      case PagewalkLexer.LINE_COMMENT, PagewalkLexer.BLOCK_COMMENT, PagewalkLexer.UNTERMINATED_COMMENT ->
          TokenKind.COMMENT;
      case PagewalkLexer.DOC_COMMENT -> TokenKind.DOC_COMMENT;
      case PagewalkLexer.HEADER_COMMENT -> TokenKind.HEADER_COMMENT;
      case PagewalkLexer.UNKNOWN -> TokenKind.UNKNOWN;
      default -> {
        if (Words.isReserved(type)) {
          yield TokenKind.RESERVED;
        }
        yield Words.isName(type) ? TokenKind.SOFT_KEYWORD : TokenKind.SIGN;
      }
    };
  }
}
