package dev.pagewalk.dsl.parse;

import static dev.pagewalk.dsl.parse.PagewalkLexer.ADD_ASSIGN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.AFTER;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ARROW;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ASSIGN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ATOMIC;
import static dev.pagewalk.dsl.parse.PagewalkLexer.BREAK;
import static dev.pagewalk.dsl.parse.PagewalkLexer.CARET;
import static dev.pagewalk.dsl.parse.PagewalkLexer.CHOOSE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.COLON;
import static dev.pagewalk.dsl.parse.PagewalkLexer.COMMA;
import static dev.pagewalk.dsl.parse.PagewalkLexer.CONDITION;
import static dev.pagewalk.dsl.parse.PagewalkLexer.CONST;
import static dev.pagewalk.dsl.parse.PagewalkLexer.CONTINUE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.DAEMON;
import static dev.pagewalk.dsl.parse.PagewalkLexer.DEC;
import static dev.pagewalk.dsl.parse.PagewalkLexer.DEFER;
import static dev.pagewalk.dsl.parse.PagewalkLexer.DOT;
import static dev.pagewalk.dsl.parse.PagewalkLexer.DOTDOT;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ENUM;
import static dev.pagewalk.dsl.parse.PagewalkLexer.EXPECT;
import static dev.pagewalk.dsl.parse.PagewalkLexer.EXTERN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.FILE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.FINAL;
import static dev.pagewalk.dsl.parse.PagewalkLexer.FLAGS;
import static dev.pagewalk.dsl.parse.PagewalkLexer.FN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.FOR;
import static dev.pagewalk.dsl.parse.PagewalkLexer.IF;
import static dev.pagewalk.dsl.parse.PagewalkLexer.INC;
import static dev.pagewalk.dsl.parse.PagewalkLexer.KTHREAD;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LBRACE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LBRACK;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LET;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LOCK;
import static dev.pagewalk.dsl.parse.PagewalkLexer.LPAREN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.MAY_FAIL;
import static dev.pagewalk.dsl.parse.PagewalkLexer.NOT;
import static dev.pagewalk.dsl.parse.PagewalkLexer.ORDER;
import static dev.pagewalk.dsl.parse.PagewalkLexer.PAGE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.PATCH;
import static dev.pagewalk.dsl.parse.PagewalkLexer.PLUS;
import static dev.pagewalk.dsl.parse.PagewalkLexer.PROCESS;
import static dev.pagewalk.dsl.parse.PagewalkLexer.QUESTION;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RBRACE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RBRACK;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RELAX;
import static dev.pagewalk.dsl.parse.PagewalkLexer.REPLACE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RETURN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RPAREN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.RULES;
import static dev.pagewalk.dsl.parse.PagewalkLexer.SCENARIO;
import static dev.pagewalk.dsl.parse.PagewalkLexer.SEMI;
import static dev.pagewalk.dsl.parse.PagewalkLexer.SETUP;
import static dev.pagewalk.dsl.parse.PagewalkLexer.SHR_ASSIGN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.STAR;
import static dev.pagewalk.dsl.parse.PagewalkLexer.STRING;
import static dev.pagewalk.dsl.parse.PagewalkLexer.STRUCT;
import static dev.pagewalk.dsl.parse.PagewalkLexer.TABLES;
import static dev.pagewalk.dsl.parse.PagewalkLexer.THREAD;
import static dev.pagewalk.dsl.parse.PagewalkLexer.TILDE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.USE;
import static dev.pagewalk.dsl.parse.PagewalkLexer.VAR;
import static dev.pagewalk.dsl.parse.PagewalkLexer.WHEN;
import static dev.pagewalk.dsl.parse.PagewalkLexer.WHILE;
import static org.antlr.v4.runtime.Recognizer.EOF;

import java.util.List;
import org.antlr.v4.runtime.Token;

/** What the tokens at a place look like to a reader, whatever the parser expects there. */
final class Lookahead {
  private final List<Token> tokens;
  private final long braces;

  Lookahead(List<Token> tokens) {
    this.tokens = tokens;
    this.braces = count(LBRACE) - count(RBRACE);
  }

  /** The type of the token at {@code index}, which may be the end. */
  int type(int index) {
    return 0 <= index && index < tokens.size() ? tokens.get(index).getType() : EOF;
  }

  /** Where the token in front of {@code index} ends. */
  int endBefore(int index) {
    if (index <= 0 || tokens.isEmpty()) {
      return tokens.isEmpty() ? 0 : tokens.getFirst().getStartIndex();
    }
    return tokens.get(Math.min(index, tokens.size()) - 1).getStopIndex() + 1;
  }

  /** Whether two places are on one line, with neither a {@code ;} nor a brace from one to the other. */
  boolean isSameStatement(int from, int to) {
    for (int i = from; i < to; i++) {
      if (type(i) == SEMI || type(i) == LBRACE || type(i) == RBRACE || isFirstOnLine(i + 1)) {
        return false;
      }
    }
    return true;
  }

  boolean isUnterminatedString(int index) {
    return type(index) == STRING && !Literals.isTerminated(tokens.get(index).getText());
  }

  boolean isFirstOnLine(int index) {
    return index <= 0
        || tokens.size() <= index
        || tokens.get(index - 1).getLine() < tokens.get(index).getLine();
  }

  /** Whether a new line starts here that is not the rest of the one before it. */
  boolean isLineStart(int index) {
    if (!isFirstOnLine(index)) {
      return false;
    }
    boolean continues =
        switch (type(index)) {
          case RPAREN, RBRACK, COMMA, DOT, ARROW, QUESTION, COLON -> true;
          default -> isBinary(type(index)) && type(index) != STAR;
        };
    return !continues && !leavesOpen(index - 1);
  }

  /** Whether the token at {@code index} wants something behind it. */
  private boolean leavesOpen(int index) {
    return switch (type(index)) {
      case ASSIGN, LPAREN, LBRACK, COMMA, DOT, ARROW, QUESTION, DOTDOT, NOT, TILDE -> true;
      default -> isBinary(type(index)) || ADD_ASSIGN <= type(index) && type(index) <= SHR_ASSIGN;
    };
  }

  private static boolean isBinary(int type) {
    return PLUS <= type && type <= CARET;
  }

  /** Whether there are more closing than opening braces: one that opens is missing somewhere. */
  boolean lacksOpeningBrace() {
    return braces < 0;
  }

  /** Whether as many brackets of each kind open as close. */
  boolean isBalanced() {
    return braces == 0 && count(LPAREN) == count(RPAREN) && count(LBRACK) == count(RBRACK);
  }

  /**
   * Whether recovery must not pass it over: {@code ;}, a brace, the end, or a word that starts something.
   *
   * @param inCode whether statements can stand here
   */
  boolean isProtected(int index, boolean inCode) {
    return switch (type(index)) {
      case EOF, SEMI, LBRACE, RBRACE -> true;
      case BREAK, CONTINUE, EXPECT, FN, FOR, IF, LET, RETURN, SCENARIO, STRUCT, WHILE -> true;
      default -> inCode && startsStatement(index) || startsItem(index) || startsVariable(index);
    };
  }

  /** Whether a statement starts here that cannot be the rest of another one. */
  boolean startsStatement(int index) {
    if (type(index + 1) == COLON && !isFirstOnLine(index) && type(index - 1) != SEMI && type(index - 1) != LBRACE) {
      return false;
    }
    int next = type(index + 1);
    return switch (type(index)) {
      case BREAK, CONTINUE, FOR, IF, LET, RETURN, WHILE -> true;
      case AFTER, DEFER, LOCK, VAR -> Words.isName(next) || followsName(next);
      case ATOMIC, CHOOSE -> next == LBRACE || Words.isName(next) || followsName(next);
      case RELAX -> next == STRING || Words.isName(next) || followsName(next);
      case WHEN -> next == NOT || Words.isName(next) || followsName(next);
      default -> Words.isName(type(index)) && followsName(next) && !leavesOpen(index - 1);
    };
  }

  /** Whether a declaration or an item of a scenario starts here: two words that no statement begins with. */
  boolean startsItem(int index) {
    int next = type(index + 1);
    return switch (type(index)) {
      case EXPECT, FN, SCENARIO, STRUCT -> true;
      case CONST, FINAL, KTHREAD, MAY_FAIL, PATCH, THREAD -> Words.isName(next);
      case DAEMON -> next == THREAD || next == KTHREAD;
      case ENUM, FILE, FLAGS, PROCESS -> Words.isName(next) && type(index + 2) == LBRACE;
      case EXTERN -> next == FN || next == STRUCT;
      case LOCK -> next == ORDER && type(index + 2) == LBRACE;
      case RULES -> next == FOR;
      case CONDITION -> Words.isName(next) && type(index + 2) == LPAREN;
      case PAGE -> next == TABLES && type(index + 2) == LBRACE;
      case REPLACE -> next == FN;
      case SETUP -> next == LBRACE;
      case USE -> next == STRING;
      default -> false;
    };
  }

  /** Whether a shared variable or lock is declared here. */
  boolean startsVariable(int index) {
    boolean isWord = type(index) == VAR || type(index) == LOCK;
    return isWord && Words.isName(type(index + 1)) && type(index + 2) == COLON;
  }

  /** Index of the token that closes the bracket at {@code index}, or -1. */
  int closing(int index) {
    int depth = 0;
    for (int i = index; i < tokens.size(); i++) {
      switch (type(i)) {
        case LBRACE, LPAREN, LBRACK -> depth++;
        case RBRACE, RPAREN, RBRACK -> depth--;
        default -> {
          // Not a bracket.
        }
      }
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Index of the token of type {@code closer} that fits an open bracket when reading on from {@code index}, or -1 if
   * something comes first that must not be passed over.
   */
  int closer(int index, int closer) {
    int depth = 0;
    for (int i = index; !endsScraps(i); i++) {
      int type = type(i);
      if (depth == 0 && type == closer) {
        return i;
      }
      depth += bracket(type);
      if (depth < 0) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * Index of the {@code ;} that ends scraps at {@code index}: a closing bracket without its opening one is among them.
   */
  int semicolonBehindScraps(int index) {
    int depth = 0;
    int i = index;
    boolean areScraps = false;
    for (; !endsScraps(i); i++) {
      depth += bracket(type(i));
      areScraps |= depth < 0;
    }
    return areScraps && type(i) == SEMI ? i : -1;
  }

  private boolean endsScraps(int index) {
    return switch (type(index)) {
      case EOF, SEMI, LBRACE, RBRACE, LET, RETURN -> true;
      default -> isLineStart(index) && startsStatement(index) || startsItem(index);
    };
  }

  private long count(int type) {
    return tokens.stream().filter(t -> t.getType() == type).count();
  }

  private static int bracket(int type) {
    return switch (type) {
      case LPAREN, LBRACK -> 1;
      case RPAREN, RBRACK -> -1;
      default -> 0;
    };
  }

  private static boolean followsName(int type) {
    return switch (type) {
      case LPAREN, DOT, ARROW, LBRACK, ASSIGN, INC, DEC, COLON -> true;
      default -> ADD_ASSIGN <= type && type <= SHR_ASSIGN;
    };
  }
}
