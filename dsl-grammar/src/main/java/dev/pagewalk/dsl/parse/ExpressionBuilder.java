package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart.Arg;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Expressions. Chains of operators are walked in a loop, so that only brackets cost stack. */
final class ExpressionBuilder {
  private final Source source;
  private final Literals literals;

  ExpressionBuilder(Source source) {
    this.source = source;
    this.literals = new Literals(source);
  }

  /** The expression of {@code context}, or a hole in {@code parent}. */
  Expr expr(PagewalkParser.ExprContext context, ParserRuleContext parent) {
    if (context == null) {
      return new Expr.Missing(source.hole(parent));
    }
    Deque<PagewalkParser.BinaryExpressionContext> chain = new ArrayDeque<>();
    PagewalkParser.ExprContext first = context;
    while (first instanceof PagewalkParser.BinaryExpressionContext binary) {
      chain.push(binary);
      first = binary.expr(0);
    }
    int levels = chain.size() + 1;
    Expr result =
        source.descend(levels, context)
            ? binary(operand(first, context), chain)
            : new Expr.Missing(source.span(context));
    source.ascend(levels);
    return result;
  }

  /** The expression, if there is one: absent stays absent. */
  Optional<Expr> optional(PagewalkParser.ExprContext context) {
    return Optional.ofNullable(context).map(e -> expr(e, e));
  }

  /** A string; {@code token} may be null or made up. */
  Expr.StringLit string(Token token, ParserRuleContext parent) {
    return literals.string(token, source.hole(parent));
  }

  Expr.IntLit number(Token token) {
    return literals.number(token);
  }

  Expr ref(PagewalkParser.NameContext context, ParserRuleContext parent) {
    Name name = source.name(context, parent);
    return name.isMissing() ? new Expr.Missing(name.span()) : new Expr.Ref(name, name.span());
  }

  Expr path(PagewalkParser.PathContext context, ParserRuleContext parent) {
    if (context == null) {
      return new Expr.Missing(source.hole(parent));
    }
    return withOps(ref(context.name(), context), context.postfixOp(), context);
  }

  /** A lock, as rules name it. */
  Expr lockRef(PagewalkParser.LockRefContext context, ParserRuleContext parent) {
    if (context == null) {
      return new Expr.Missing(source.hole(parent));
    }
    Expr result = ref(context.name(), context);
    int levels = context.lockRefOp().size();
    if (!source.descend(levels, context)) {
      result = new Expr.Missing(source.span(context));
    } else {
      for (PagewalkParser.LockRefOpContext op : context.lockRefOp()) {
        Span span = result.span().to(source.span(op));
        result =
            switch (op) {
              case PagewalkParser.LockFieldContext field ->
                  new Expr.Field(result, source.name(field.name(), field), span);
              case PagewalkParser.LockModeContext mode ->
                  new Expr.Call(result, arguments(mode.arguments()), Optional.empty(), span);
              default -> result;
            };
      }
    }
    source.ascend(levels);
    return result;
  }

  Expr postfix(PagewalkParser.PostfixContext context, ParserRuleContext parent) {
    if (context == null || context.primary() == null) {
      return new Expr.Missing(source.hole(parent));
    }
    return withOps(primary(context.primary()), context.postfixOp(), context);
  }

  /** {@code start} followed by fields, indices and calls. */
  Expr withOps(Expr start, List<PagewalkParser.PostfixOpContext> ops, ParserRuleContext context) {
    Expr result = start;
    if (source.descend(ops.size(), context)) {
      for (PagewalkParser.PostfixOpContext op : ops) {
        result = withOp(result, op);
      }
    } else {
      result = new Expr.Missing(source.span(context));
    }
    source.ascend(ops.size());
    return result;
  }

  /** {@code value} with a block behind it, which only a call can have. */
  Expr withBlock(Expr value, Stmt.Block block) {
    if (value instanceof Expr.Call call) {
      return new Expr.Call(call.callee(), call.args(), Optional.of(block), call.span().to(block.span()));
    }
    if (!(value instanceof Expr.Missing)) {
      source.report(SyntaxDiagnostics.blockWithoutCall(source.span(block.span().start(), block.span().start() + 1)));
    }
    return value;
  }

  /** The operator as it is written. */
  static Expr.BinaryOp binaryOp(String text) {
    for (Expr.BinaryOp op : Expr.BinaryOp.values()) {
      if (op.text().equals(text)) {
        return op;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private Expr binary(Expr first, Deque<PagewalkParser.BinaryExpressionContext> chain) {
    Expr left = first;
    while (!chain.isEmpty()) {
      PagewalkParser.BinaryExpressionContext next = chain.pop();
      Expr right = expr(next.expr(1), next);
      Span span = left.span().to(right.span());
      left = new Expr.Binary(binaryOp(next.op.getText()), left, right, source.span(next.op), span);
    }
    return left;
  }

  private Expr operand(PagewalkParser.ExprContext context, ParserRuleContext parent) {
    return switch (context) {
      case PagewalkParser.PostfixExpressionContext postfix -> postfix(postfix.postfix(), postfix);
      case PagewalkParser.UnaryExpressionContext unary ->
          new Expr.Unary(unaryOp(unary.op), expr(unary.expr(), unary), source.span(unary));
      case PagewalkParser.ConditionalExpressionContext conditional ->
          new Expr.Conditional(
              expr(conditional.expr(0), conditional),
              expr(conditional.expr(1), conditional),
              expr(conditional.expr(2), conditional),
              source.span(conditional));
      case null -> new Expr.Missing(source.hole(parent));
      default -> new Expr.Missing(source.span(context));
    };
  }

  private Expr primary(PagewalkParser.PrimaryContext context) {
    Span span = source.span(context);
    return switch (context) {
      case PagewalkParser.NumberPrimaryContext number -> number(number.NUMBER().getSymbol());
      case PagewalkParser.StringPrimaryContext string -> string(string.STRING().getSymbol(), string);
      case PagewalkParser.TruePrimaryContext isTrue -> new Expr.BoolLit(true, span);
      case PagewalkParser.FalsePrimaryContext isFalse -> new Expr.BoolLit(false, span);
      case PagewalkParser.NullPrimaryContext isNull -> new Expr.NullLit(span);
      case PagewalkParser.NamePrimaryContext name -> ref(name.name(), name);
      case PagewalkParser.ParenPrimaryContext paren -> new Expr.Paren(expr(paren.expr(), paren), span);
      default -> new Expr.Missing(span);
    };
  }

  private Expr withOp(Expr target, PagewalkParser.PostfixOpContext context) {
    Span span = target.span().to(source.span(context));
    return switch (context) {
      case PagewalkParser.FieldOpContext field -> new Expr.Field(target, source.name(field.name(), field), span);
      case PagewalkParser.ArrowOpContext arrow -> {
        source.report(SyntaxDiagnostics.arrowForField(source.span(arrow.getStart())));
        yield new Expr.Field(target, source.name(arrow.name(), arrow), span);
      }
      case PagewalkParser.IndexOpContext index -> new Expr.Index(target, expr(index.expr(), index), span);
      case PagewalkParser.CallOpContext call ->
          new Expr.Call(target, arguments(call.arguments()), Optional.empty(), span);
      default -> target;
    };
  }

  private List<Arg> arguments(PagewalkParser.ArgumentsContext context) {
    return context == null ? List.of() : context.argument().stream().map(this::argument).toList();
  }

  private Arg argument(PagewalkParser.ArgumentContext context) {
    Span span = source.span(context);
    return switch (context) {
      case PagewalkParser.NamedArgumentContext named ->
          new Arg(Optional.of(source.name(named.name(), named)), expr(named.expr(), named), span);
      case PagewalkParser.PlainArgumentContext plain -> new Arg(Optional.empty(), expr(plain.expr(), plain), span);
      default -> new Arg(Optional.empty(), new Expr.Missing(span), span);
    };
  }

  private static Expr.UnaryOp unaryOp(Token token) {
    for (Expr.UnaryOp op : Expr.UnaryOp.values()) {
      if (op.text().equals(token.getText())) {
        return op;
      }
    }
    throw new IllegalArgumentException(token.getText());
  }
}
