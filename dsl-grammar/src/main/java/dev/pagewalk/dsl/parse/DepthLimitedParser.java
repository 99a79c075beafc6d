package dev.pagewalk.dsl.parse;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * A parser that gives up before the stack does. Brackets are counted before parsing; this limit is for what nests
 * without them, such as {@code if (a) if (b) if (c) ...} and {@code !!!!x}.
 */
abstract class DepthLimitedParser extends Parser {
  private int limit = Limits.RULES;
  private int depth;

  DepthLimitedParser(TokenStream input) {
    super(input);
  }

  /** Thrown out of the parser at the place where it is too deep. */
  static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Token at;

    TooDeep(Token at) {
      super("nested too deeply", null, false, false);
      this.at = at;
    }

    Token at() {
      return at;
    }
  }

  /** Gives up only {@code rules} rules deep. */
  void limitDepth(int rules) {
    limit = rules;
  }

  @Override
  public void enterRule(ParserRuleContext context, int state, int ruleIndex) {
    descend();
    super.enterRule(context, state, ruleIndex);
  }

  @Override
  public void exitRule() {
    depth--;
    super.exitRule();
  }

  @Override
  public void enterRecursionRule(ParserRuleContext context, int state, int ruleIndex, int precedence) {
    descend();
    super.enterRecursionRule(context, state, ruleIndex, precedence);
  }

  @Override
  public void unrollRecursionContexts(ParserRuleContext parent) {
    depth--;
    super.unrollRecursionContexts(parent);
  }

  private void descend() {
    if (limit <= depth) {
      throw new TooDeep(getCurrentToken());
    }
    depth++;
  }
}
