package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Types as they are written. */
final class TypeBuilder {
  private final Source source;
  private final ExpressionBuilder expressions;

  TypeBuilder(Source source, ExpressionBuilder expressions) {
    this.source = source;
    this.expressions = expressions;
  }

  /** The type of {@code context}, or a hole in {@code parent}. */
  TypeExpr type(PagewalkParser.TypeExprContext context, ParserRuleContext parent) {
    if (context == null || context.typeCore() == null) {
      return new TypeExpr.Missing(source.hole(parent));
    }
    TypeExpr result = core(context.typeCore());
    int levels = context.typeSuffix().size();
    if (source.descend(levels, context)) {
      for (PagewalkParser.TypeSuffixContext suffix : context.typeSuffix()) {
        result = suffixed(result, suffix);
      }
    } else {
      result = new TypeExpr.Missing(source.span(context));
    }
    source.ascend(levels);
    return result;
  }

  Optional<TypeExpr> optional(PagewalkParser.TypeExprContext context) {
    return Optional.ofNullable(context).map(t -> type(t, t));
  }

  private TypeExpr core(PagewalkParser.TypeCoreContext context) {
    Span span = source.span(context);
    return switch (context) {
      case PagewalkParser.NamedTypeContext named -> new TypeExpr.Named(source.name(named.name(), named), span);
      case PagewalkParser.RangeTypeContext range ->
          new TypeExpr.Range(bound(range.bound(0), range), bound(range.bound(1), range), span);
      default -> new TypeExpr.Missing(span);
    };
  }

  private TypeExpr suffixed(TypeExpr inner, PagewalkParser.TypeSuffixContext context) {
    Span span = inner.span().to(source.span(context));
    return switch (context) {
      case PagewalkParser.NullableSuffixContext nullable -> new TypeExpr.Nullable(inner, span);
      case PagewalkParser.PointerSuffixContext pointer -> new TypeExpr.Pointer(inner, span);
      case PagewalkParser.ArraySuffixContext array ->
          new TypeExpr.Array(inner, expressions.expr(array.expr(), array), span);
      default -> inner;
    };
  }

  private Expr bound(PagewalkParser.BoundContext context, ParserRuleContext parent) {
    if (context == null || context.boundPart().isEmpty()) {
      return new Expr.Missing(source.hole(parent));
    }
    List<Token> ops = context.op;
    int levels = ops.size();
    Expr result = new Expr.Missing(source.span(context));
    if (source.descend(levels, context)) {
      result = part(context.boundPart(0));
      if (context.getStart().getType() == PagewalkParser.MINUS) {
        Span span = source.span(context.getStart()).to(result.span());
        result = new Expr.Unary(Expr.UnaryOp.NEGATE, result, span);
      }
      for (int i = 0; i < levels && i + 1 < context.boundPart().size(); i++) {
        Expr right = part(context.boundPart(i + 1));
        Expr.BinaryOp op = ExpressionBuilder.binaryOp(ops.get(i).getText());
        result = new Expr.Binary(op, result, right, source.span(ops.get(i)), result.span().to(right.span()));
      }
    }
    source.ascend(levels);
    return result;
  }

  private Expr part(PagewalkParser.BoundPartContext context) {
    return switch (context) {
      case PagewalkParser.NumberBoundContext number -> expressions.number(number.NUMBER().getSymbol());
      case PagewalkParser.NameBoundContext name -> expressions.ref(name.name(), name);
      case PagewalkParser.ParenBoundContext paren ->
          new Expr.Paren(expressions.expr(paren.expr(), paren), source.span(paren));
      default -> new Expr.Missing(source.span(context));
    };
  }
}
