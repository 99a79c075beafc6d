package dev.pagewalk.dsl.parse;

import static dev.pagewalk.dsl.parse.PagewalkLexer.ARROW;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ASSIGN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.COLON;
import static dev.pagewalk.dsl.parse.PagewalkLexer.COMMA;
import static dev.pagewalk.dsl.parse.PagewalkLexer.DOT;
import static dev.pagewalk.dsl.parse.PagewalkLexer.DOTDOT;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ELSE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.FN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ID;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LBRACE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LBRACK;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LPAREN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RBRACE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RBRACK;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RETURN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RPAREN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.SEMI;
import static org.antlr.v4.runtime.Recognizer.EOF;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.StarLoopEntryState;
import org.antlr.v4.runtime.atn.StarLoopbackState;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Goes on after a mistake without inventing a program. What is missing is made up, empty, and the tokens that are there
 * stay where they are: {@code ;}, braces and words that start something are never passed over to make another rule fit.
 * What fits nowhere, such as a lone {@code )}, becomes a hole of its own between its neighbours.
 */
final class RecoveryStrategy extends DefaultErrorStrategy {
  private final Complaints complaints;
  private final Lookahead lookahead;
  private boolean leaving;

  RecoveryStrategy(Complaints complaints, Lookahead lookahead) {
    this.complaints = complaints;
    this.lookahead = lookahead;
  }

  @Override
  public void reportError(Parser parser, RecognitionException mistake) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    beginErrorCondition(parser);
    Token at = mistake.getOffendingToken();
    IntervalSet expected = leaving ? IntervalSet.of(RBRACE) : mistake.getExpectedTokens();
    complaints.expected(parser.getContext(), at, expected == null ? new IntervalSet() : expected);
  }

  /** A single token that does not match: passes over what nobody could miss, or makes the expected one up. */
  @Override
  public Token recoverInline(Parser parser) {
    int index = parser.getInputStream().index();
    IntervalSet expected = parser.getExpectedTokens();
    if (parser.getContext().getRuleIndex() == PagewalkParser.RULE_name && isMeantAsName(index)) {
      return reservedWord(parser);
    }
    int match = laterMatch(index, expected, isInCode(parser));
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      if (0 <= match && (expected.contains(RPAREN) || expected.contains(RBRACK))) {
        complaints.scraps(parser.getContext(), parser.getCurrentToken(), lookahead.type(match));
      } else {
        complaints.expected(parser.getContext(), parser.getCurrentToken(), expected);
      }
    }
    if (parser.getContext().getRuleIndex() == PagewalkParser.RULE_block
        && expected.contains(LBRACE)
        && !startsBody(index)) {
      throw new InputMismatchException(parser);
    }
    if (match < 0) {
      return getMissingSymbol(parser);
    }
    passOver(parser, match);
    Token matched = parser.getCurrentToken();
    reportMatch(parser);
    parser.consume();
    return matched;
  }

  /** Ends a rule after a mistake in its middle. */
  @Override
  public void recover(Parser parser, RecognitionException mistake) {
    if (leaving) {
      leaving = false;
      return;
    }
    int index = parser.getInputStream().index();
    if (lastErrorIndex == index && lastErrorStates != null && lastErrorStates.contains(parser.getState())) {
      // The rule would fail here for ever.
      parser.consume();
    } else if (isItem(parser)
        && parser.getContext().getStart().getTokenIndex() == index
        && lookahead.type(index) != EOF) {
      parser.consume();
    }
    lastErrorIndex = index;
    if (lastErrorStates == null) {
      lastErrorStates = new IntervalSet();
    }
    lastErrorStates.add(parser.getState());
    IntervalSet follow = getErrorRecoverySet(parser);
    boolean inCode = isInCode(parser);
    while (!stops(parser.getInputStream().index(), follow, inCode)) {
      parser.consume();
    }
  }

  /** Before each item of a list: passes over what fits no item, and leaves the list where an outer one goes on. */
  @Override
  public void sync(Parser parser) {
    ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
    if (!(state instanceof StarLoopEntryState || state instanceof StarLoopbackState)) {
      return;
    }
    IntervalSet next = parser.getATN().nextTokens(state);
    int rule = parser.getContext().getRuleIndex();
    boolean isArm = rule == PagewalkParser.RULE_arm;
    boolean isFile = rule == PagewalkParser.RULE_file;
    int index = parser.getInputStream().index();
    if (!isArm && !isFile && !next.contains(RBRACE)) {
      if (next.contains(SEMI) && !next.contains(ID)) {
        complaints.remember(index, next);
      }
      return;
    }
    boolean isScenario = rule == PagewalkParser.RULE_scenario;
    if (!isFile && !isScenario && lookahead.startsItem(index) && next.contains(lookahead.type(index))) {
      leaving = true;
      throw new InputMismatchException(parser);
    }
    if (isArm) {
      next = next.or(IntervalSet.of(RBRACE));
    }
    while (!next.contains(lookahead.type(index)) && (isFile ? lookahead.type(index) != EOF : !isEnd(index))) {
      passOverJunk(parser, next);
      index = parser.getInputStream().index();
    }
  }

  @Override
  protected Token getMissingSymbol(Parser parser) {
    int type = parser.getExpectedTokens().getMinElement();
    int at = lookahead.endBefore(parser.getInputStream().index());
    CommonToken missing = new CommonToken(type, "");
    missing.setStartIndex(at);
    missing.setStopIndex(at - 1);
    missing.setTokenIndex(-1);
    missing.setLine(parser.getCurrentToken().getLine());
    return missing;
  }

  private Token reservedWord(Parser parser) {
    Token word = parser.getCurrentToken();
    if (!inErrorRecoveryMode(parser)) {
      complaints.reservedWord(word);
    }
    parser.consume();
    return word;
  }

  /** A reserved word where a name must be, unless it rather starts the next statement. */
  private boolean isMeantAsName(int index) {
    if (!Words.isReserved(lookahead.type(index)) || lookahead.isFirstOnLine(index)) {
      return false;
    }
    return switch (lookahead.type(index + 1)) {
      case ASSIGN, COLON, SEMI, COMMA, DOT, RPAREN, LBRACK, RBRACK -> true;
      case LPAREN -> lookahead.type(index - 1) == FN || lookahead.type(index - 1) == DOT;
      case LBRACE -> lookahead.type(index) != ELSE;
      default -> false;
    };
  }

  /** Whether a body may go on here whose opening brace is missing. */
  private boolean startsBody(int index) {
    return switch (lookahead.type(index)) {
      case EOF, SEMI, ELSE -> false;
      // Either the brace that closes the body, or the one behind it.
      case RBRACE -> lookahead.lacksOpeningBrace();
      default -> !lookahead.startsItem(index);
    };
  }

  /** Index of the expected token further on, when only scraps lie between; else -1. */
  private int laterMatch(int index, IntervalSet expected, boolean inCode) {
    int type = lookahead.type(index);
    if (expected.contains(RPAREN)) {
      return lookahead.closer(index, RPAREN);
    }
    if (expected.contains(RBRACK)) {
      return lookahead.closer(index, RBRACK);
    }
    if (expected.contains(SEMI) || expected.contains(LBRACE)) {
      int end = index;
      boolean staysOnLine = inCode || lookahead.isLineStart(index);
      while (!lookahead.isProtected(end, inCode) && !(staysOnLine && lookahead.isLineStart(end))) {
        end++;
      }
      if (expected.contains(lookahead.type(end))) {
        return end;
      }
      return expected.contains(SEMI) ? lookahead.semicolonBehindScraps(index) : -1;
    }
    boolean isScrap = type == RPAREN || type == RBRACK || type == COMMA;
    return isScrap && expected.contains(lookahead.type(index + 1)) ? index + 1 : -1;
  }

  private void passOver(Parser parser, int end) {
    while (parser.getInputStream().index() < end) {
      parser.consume();
    }
  }

  /** Whether a list ends at {@code index} although its brace is missing. */
  private boolean isEnd(int index) {
    int type = lookahead.type(index);
    return type == EOF || type == RBRACE || lookahead.startsItem(index);
  }

  private void passOverJunk(Parser parser, IntervalSet next) {
    int index = parser.getInputStream().index();
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      complaints.unexpected(parser.getContext(), parser.getCurrentToken(), next);
    }
    boolean afterGroup = false;
    int rule = parser.getContext().getRuleIndex();
    boolean isOuter = rule == PagewalkParser.RULE_file || rule == PagewalkParser.RULE_scenario;
    for (boolean first = true;
        first || !(isOuter ? endsOuterJunk(index, next) : endsJunk(index, next, afterGroup));
        first = false) {
      int closing = lookahead.type(index) == LBRACE ? lookahead.closing(index) : -1;
      afterGroup = 0 <= closing;
      passOver(parser, Math.max(index, closing) + 1);
      index = parser.getInputStream().index();
    }
  }

  /** Outside of code, whatever does not start an item belongs to what went wrong before it. */
  private boolean endsOuterJunk(int index, IntervalSet next) {
    int type = lookahead.type(index);
    return type == EOF
        || type == RBRACE && next.contains(RBRACE)
        || lookahead.startsItem(index)
        || lookahead.startsVariable(index);
  }

  private boolean endsJunk(int index, IntervalSet next, boolean afterGroup) {
    int type = lookahead.type(index);
    if (type == EOF || lookahead.startsItem(index)) {
      return true;
    }
    if (!next.contains(type)) {
      return false;
    }
    boolean isClear =
        switch (type) {
          case SEMI, LBRACE, RBRACE -> true;
          default -> Words.isReserved(type);
        };
    return isClear
        || afterGroup
        || lookahead.isLineStart(index)
        || next.contains(RETURN) && lookahead.startsStatement(index);
  }

  /** Whether statements stand around the place. */
  private static boolean isInCode(Parser parser) {
    for (RuleContext c = parser.getContext(); c != null; c = c.getParent()) {
      switch (c.getRuleIndex()) {
        case PagewalkParser.RULE_block, PagewalkParser.RULE_arm, PagewalkParser.RULE_processItem -> {
          return true;
        }
        default -> {
          // Look further out.
        }
      }
    }
    return false;
  }

  private boolean isItem(Parser parser) {
    return switch (parser.getContext().getRuleIndex()) {
      case PagewalkParser.RULE_topItem,
          PagewalkParser.RULE_declaration,
          PagewalkParser.RULE_scenarioItem,
          PagewalkParser.RULE_processItem,
          PagewalkParser.RULE_attribute,
          PagewalkParser.RULE_fieldItem,
          PagewalkParser.RULE_orderItem,
          PagewalkParser.RULE_tableRule,
          PagewalkParser.RULE_plainStatement,
          PagewalkParser.RULE_statement ->
          true;
      default -> false;
    };
  }

  private boolean stops(int index, IntervalSet follow, boolean inCode) {
    int type = lookahead.type(index);
    if (lookahead.isProtected(index, inCode) || inCode && lookahead.isLineStart(index)) {
      return true;
    }
    return switch (type) {
      case RPAREN, RBRACK, COMMA, COLON, ASSIGN, DOTDOT, ARROW -> follow.contains(type);
      default -> Words.isReserved(type) && follow.contains(type);
    };
  }
}
