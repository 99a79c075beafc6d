package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.dsl.syntax.SyntaxPart.Conjunction;
import dev.pagewalk.dsl.syntax.SyntaxPart.OrderChain;
import dev.pagewalk.dsl.syntax.SyntaxPart.OrderStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/** Rules as data: what an access needs, in which order locks are taken, what page tables demand. */
final class RuleBuilder {
  private final Source source;
  private final ExpressionBuilder expressions;
  private Span lastTooMany;

  RuleBuilder(Source source, ExpressionBuilder expressions) {
    this.source = source;
    this.expressions = expressions;
  }

  SyntaxPart.FieldRule fieldRule(PagewalkParser.FieldRuleContext context) {
    return new SyntaxPart.FieldRule(
        source.name(context.access), alternatives(context.disjunction(), context), source.span(context));
  }

  SyntaxPart.TableRule tableRule(PagewalkParser.TableRuleContext context) {
    List<Name> operation = context.name().stream().map(n -> source.name(n, context)).toList();
    List<Conjunction> alternatives = new ArrayList<>();
    for (PagewalkParser.TableAlternativeContext alternative : context.tableAlternative()) {
      Optional<Expr.StringLit> since =
          alternative.SINCE() == null
              ? Optional.empty()
              : Optional.of(expressions.string(symbol(alternative.STRING()), alternative));
      for (Conjunction conjunction : conjunctions(alternative.conjunction(), alternative)) {
        alternatives.add(new Conjunction(conjunction.terms(), since, source.span(alternative)));
      }
    }
    return new SyntaxPart.TableRule(operation, limited(alternatives, context), source.span(context));
  }

  SyntaxPart.Nest nest(PagewalkParser.NestItemContext context) {
    return new SyntaxPart.Nest(
        expressions.lockRef(context.lockRef(), context), source.names(context.names()), source.span(context));
  }

  OrderChain chain(PagewalkParser.OrderChainContext context, ParserRuleContext parent) {
    if (context == null) {
      return new OrderChain(Optional.empty(), List.of(), source.hole(parent));
    }
    List<OrderStage> stages = context.orderStage().stream().map(this::stage).toList();
    return new OrderChain(Optional.empty(), stages, source.span(context));
  }

  private OrderStage stage(PagewalkParser.OrderStageContext context) {
    Span span = source.span(context);
    return switch (context) {
      case PagewalkParser.LockStageContext lock ->
          new OrderStage(
              List.of(new OrderChain(Optional.of(expressions.lockRef(lock.lockRef(), lock)), List.of(), span)), span);
      case PagewalkParser.ChoiceStageContext choice ->
          new OrderStage(choice.orderChain().stream().map(c -> chain(c, choice)).toList(), span);
      default -> new OrderStage(List.of(), span);
    };
  }

  /** {@code (a or b), c} means the same as {@code a, c or b, c}, and that is how it is kept. */
  List<Conjunction> alternatives(PagewalkParser.DisjunctionContext context, ParserRuleContext parent) {
    if (context == null) {
      return List.of();
    }
    List<Conjunction> result = new ArrayList<>();
    for (PagewalkParser.ConjunctionContext conjunction : context.conjunction()) {
      result.addAll(conjunctions(conjunction, context));
    }
    return limited(result, parent);
  }

  private List<Conjunction> conjunctions(PagewalkParser.ConjunctionContext context, ParserRuleContext parent) {
    if (context == null) {
      return List.of();
    }
    Span span = source.span(context);
    List<List<Expr>> products = List.of(List.of());
    for (PagewalkParser.TermContext term : context.term()) {
      products = product(products, factors(term), parent);
    }
    return products.stream().map(terms -> new Conjunction(terms, Optional.empty(), span)).toList();
  }

  private List<List<Expr>> factors(PagewalkParser.TermContext context) {
    return switch (context) {
      case PagewalkParser.GroupTermContext group ->
          alternatives(group.disjunction(), group).stream().map(Conjunction::terms).toList();
      case PagewalkParser.LockTermContext lock -> List.of(List.of(expressions.lockRef(lock.lockRef(), lock)));
      case PagewalkParser.NotTermContext not -> List.of(List.of(negated(not)));
      default -> List.of(List.of(new Expr.Missing(source.span(context))));
    };
  }

  private Expr negated(PagewalkParser.NotTermContext context) {
    return new Expr.Unary(Expr.UnaryOp.NOT, expressions.lockRef(context.lockRef(), context), source.span(context));
  }

  /** A term that is one lock or condition; a hole where alternatives stand in parentheses. */
  Expr single(PagewalkParser.TermContext context, ParserRuleContext parent) {
    return switch (context) {
      case PagewalkParser.LockTermContext lock -> expressions.lockRef(lock.lockRef(), lock);
      case PagewalkParser.NotTermContext not -> negated(not);
      case null -> new Expr.Missing(source.hole(parent));
      default -> new Expr.Missing(source.span(context));
    };
  }

  private List<List<Expr>> product(List<List<Expr>> left, List<List<Expr>> right, ParserRuleContext context) {
    if (right.isEmpty()) {
      return left;
    }
    if (Limits.ALTERNATIVES < left.size() * right.size()) {
      reportTooMany(context);
      return left;
    }
    List<List<Expr>> result = new ArrayList<>();
    for (List<Expr> a : left) {
      for (List<Expr> b : right) {
        List<Expr> both = new ArrayList<>(a);
        both.addAll(b);
        result.add(both);
      }
    }
    return result;
  }

  private List<Conjunction> limited(List<Conjunction> alternatives, ParserRuleContext context) {
    if (alternatives.size() <= Limits.ALTERNATIVES) {
      return alternatives;
    }
    reportTooMany(context);
    return alternatives.subList(0, Limits.ALTERNATIVES);
  }

  /** Once for each place. */
  private void reportTooMany(ParserRuleContext context) {
    Span place = source.span(context.getStart());
    if (!place.equals(lastTooMany)) {
      source.report(SyntaxDiagnostics.tooManyAlternatives(place));
    }
    lastTooMany = place;
  }

  private static org.antlr.v4.runtime.Token symbol(org.antlr.v4.runtime.tree.TerminalNode node) {
    return node == null ? null : node.getSymbol();
  }
}
