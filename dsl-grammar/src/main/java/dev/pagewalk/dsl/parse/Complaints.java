package dev.pagewalk.dsl.parse;

import static dev.pagewalk.dsl.parse.PagewalkLexer.ASSIGN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.CARET;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ID;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LBRACE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LBRACK;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LPAREN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.OR;
import static dev.pagewalk.dsl.parse.PagewalkLexer.PLUS;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RBRACE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RBRACK;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RPAREN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.SEMI;
import static org.antlr.v4.runtime.Recognizer.EOF;

import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Says in users' words what the parser stumbled over. A second complaint about the same or the next token, or within
 * the same statement on the same line, is taken for a consequence of the first and left out.
 */
final class Complaints {
  private final Source source;
  private final Lookahead lookahead;
  private int lastIndex = -2;
  private boolean isArmReported;
  private int rememberedIndex = -1;
  private IntervalSet remembered = new IntervalSet();

  Complaints(Source source, Lookahead lookahead) {
    this.source = source;
    this.lookahead = lookahead;
  }

  /** The clauses that could have stood at {@code index}, should something else be missed there later. */
  void remember(int index, IntervalSet possible) {
    rememberedIndex = index;
    remembered = possible;
  }

  void reservedWord(Token word) {
    source.report(SyntaxDiagnostics.reservedWord(source.span(word), word.getText()));
  }

  /** Something that fits no item of a list. */
  void unexpected(ParserRuleContext context, Token at, IntervalSet possible) {
    if (!isNews(at)) {
      return;
    }
    Optional<String> nearest = at.getType() == ID ? Words.nearest(at.getText(), possible) : Optional.empty();
    String where = " in " + Nouns.list(context);
    Optional<String> help = nearest.map(Complaints::didYouMean).or(() -> Nouns.contents(context));
    source.report(SyntaxDiagnostics.unexpected(source.span(at), at.getText(), where, help, replacement(at, nearest)));
  }

  /** Something else than what {@code context} needs next. */
  void expected(ParserRuleContext context, Token at, IntervalSet expected) {
    if (!isNews(at)) {
      return;
    }
    int index = at.getTokenIndex();
    boolean isTail = expected.contains(SEMI);
    if (isClosing(expected)) {
      notClosed(context, at, expected.getMinElement());
    } else if (isTail && at.getType() == ID && rememberedIndex == index && !lookahead.isFirstOnLine(index)) {
      unknownClause(context, at);
    } else if (isTail && isOperator(at.getType()) && Nouns.isStatementTail(context)) {
      source.report(SyntaxDiagnostics.noEffect(source.span(at)));
    } else {
      missing(context, at, expected);
    }
  }

  /** Something in front of a closing bracket that does not belong there. */
  void scraps(ParserRuleContext context, Token at, int closer) {
    if (!isNews(at)) {
      return;
    }
    Span span = source.span(at);
    if (at.getType() == ASSIGN) {
      Optional<String> help = Optional.of("`==` compares; `=` assigns and is a statement of its own");
      List<Fix> fixes = List.of(new Fix("Replace by `==`", span, "=="));
      source.report(SyntaxDiagnostics.expected(span, Words.describe(closer), "", help, fixes));
    } else {
      String what = (Nouns.isCommaList(context) ? "`,` or " : "") + Words.describe(closer);
      source.report(SyntaxDiagnostics.expected(span, what, "", Optional.empty(), List.of()));
    }
  }

  private void missing(ParserRuleContext context, Token at, IntervalSet expected) {
    int index = at.getTokenIndex();
    String what = Nouns.missing(context, expected);
    boolean isSign = what.startsWith("`");
    Span behind = behindLast(index);
    boolean pointsBehind = isSign || at.getType() == EOF || lookahead.isFirstOnLine(index);
    List<Fix> fixes =
        what.equals("`;`") ? List.of(new Fix("Insert `;`", behind, ";")) : List.of();
    source.report(
        SyntaxDiagnostics.expected(
            pointsBehind ? behind : source.span(at), what, Nouns.where(context, what), help(context, at), fixes));
  }

  private void notClosed(ParserRuleContext context, Token at, int closer) {
    int open = closer == RPAREN ? LPAREN : closer == RBRACK ? LBRACK : LBRACE;
    List<TerminalNode> openers = context.getTokens(open);
    Span place = behindLast(at.getTokenIndex());
    if (openers.isEmpty() || Source.isMissing(openers.getLast().getSymbol())) {
      source.report(SyntaxDiagnostics.expected(place, Words.describe(closer), "", Optional.empty(), List.of()));
    } else {
      Span opener = source.span(openers.getLast().getSymbol());
      source.report(SyntaxDiagnostics.notClosed(place, opener, Words.text(open), Words.text(closer)));
    }
  }

  private void unknownClause(ParserRuleContext context, Token at) {
    Optional<String> nearest = Words.nearest(at.getText(), remembered);
    Optional<String> help = nearest.map(Complaints::didYouMean).or(() -> Optional.of(possible()));
    source.report(
        SyntaxDiagnostics.unexpected(
            source.span(at), at.getText(), " in " + Nouns.clauses(context), help, replacement(at, nearest)));
  }

  private String possible() {
    List<String> words = new ArrayList<>();
    for (int type : remembered.toArray()) {
      words.add(Words.describe(type));
    }
    return "possible here: " + String.join(", ", words);
  }

  private Optional<String> help(ParserRuleContext context, Token at) {
    if (at.getType() == LBRACE && lookahead.type(at.getTokenIndex() - 1) == OR) {
      return Optional.of("the arms of `choose` stand in one pair of braces: `choose { f(); or g(); }`");
    }
    boolean looksLikeDeclaration =
        Nouns.isStatementTail(context)
            && Words.isName(at.getType())
            && !lookahead.isFirstOnLine(at.getTokenIndex())
            && (lookahead.type(at.getTokenIndex() + 1) == ASSIGN || lookahead.type(at.getTokenIndex() + 1) == SEMI);
    return looksLikeDeclaration
        ? Optional.of("to declare a variable, write `let " + at.getText() + " = ...;`")
        : Optional.empty();
  }

  private boolean isNews(Token at) {
    int index = at.getTokenIndex();
    if (lookahead.isUnterminatedString(index - 1)) {
      // It has swallowed the rest of its line, and that is reported.
      lastIndex = Math.max(lastIndex, index);
      return false;
    }
    boolean isNews = lastIndex < 0 || lastIndex + 1 < index && !lookahead.isSameStatement(lastIndex, index);
    if (lookahead.type(index - 1) == OR) {
      // Without its `choose`, every arm fails in the same way.
      isNews &= !isArmReported;
      isArmReported = true;
    }
    lastIndex = Math.max(lastIndex, index);
    return isNews;
  }

  private Span behindLast(int index) {
    int end = lookahead.endBefore(index);
    return source.span(end, end);
  }

  private List<Fix> replacement(Token at, Optional<String> word) {
    return word.map(w -> List.of(new Fix("Replace by `" + w + "`", source.span(at), w))).orElse(List.of());
  }

  private static String didYouMean(String word) {
    return "did you mean `" + word + "`?";
  }

  private static boolean isClosing(IntervalSet expected) {
    return expected.size() == 1
        && (expected.contains(RPAREN) || expected.contains(RBRACK) || expected.contains(RBRACE));
  }

  private static boolean isOperator(int type) {
    return PLUS <= type && type <= CARET;
  }
}
