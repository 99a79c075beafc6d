package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/** Statements and blocks. */
final class StatementBuilder {
  private final Source source;
  private final ExpressionBuilder expressions;
  private final TypeBuilder types;

  StatementBuilder(Source source, ExpressionBuilder expressions, TypeBuilder types) {
    this.source = source;
    this.expressions = expressions;
    this.types = types;
  }

  /** The block of {@code context}, or an empty one at the end of {@code parent}. */
  Stmt.Block block(PagewalkParser.BlockContext context, ParserRuleContext parent) {
    if (context == null) {
      return new Stmt.Block(List.of(), source.hole(parent));
    }
    return new Stmt.Block(statements(context), source.span(context));
  }

  /** The statement of {@code context}, or a hole in {@code parent}. */
  Stmt statement(PagewalkParser.StatementContext context, ParserRuleContext parent) {
    if (context == null) {
      return new Stmt.Missing(source.hole(parent));
    }
    Stmt result =
        source.descend(1, context)
            ? switch (context) {
              case PagewalkParser.ConditionalStatementContext conditional -> conditional(conditional.conditional());
              case PagewalkParser.OtherStatementContext other -> plain(other.plainStatement(), other);
              default -> new Stmt.Missing(source.span(context));
            }
            : new Stmt.Missing(source.span(context));
    source.ascend(1);
    return result;
  }

  private List<Stmt> statements(ParserRuleContext context) {
    return Children.of(
        context,
        PagewalkParser.StatementContext.class,
        s -> statement(s, context),
        (first, last) -> new Stmt.Missing(source.span(first).to(source.span(last))));
  }

  private Stmt conditional(PagewalkParser.ConditionalContext context) {
    List<PagewalkParser.BranchContext> branches = context.branch();
    Span whole = source.span(context);
    if (Limits.BRANCHES < branches.size()) {
      source.reportTooDeep(context);
      return new Stmt.Missing(whole);
    }
    Optional<Stmt> otherwise = Optional.ofNullable(context.plainStatement()).map(s -> plain(s, context));
    for (PagewalkParser.BranchContext branch : branches.reversed()) {
      Span span = source.span(source.span(branch).start(), Math.max(source.span(branch).start(), whole.end()));
      otherwise = Optional.of(branch(branch, otherwise, span));
    }
    return otherwise.orElseGet(() -> new Stmt.Missing(whole));
  }

  private Stmt branch(PagewalkParser.BranchContext context, Optional<Stmt> otherwise, Span span) {
    return switch (context) {
      case PagewalkParser.IfBranchContext b ->
          new Stmt.If(expressions.expr(b.expr(), b), statement(b.statement(), b), otherwise, span);
      case PagewalkParser.WhenBranchContext b ->
          new Stmt.When(b.NOT() != null, source.name(b.name(), b), statement(b.statement(), b), otherwise, span);
      default -> new Stmt.Missing(span);
    };
  }

  private Stmt plain(PagewalkParser.PlainStatementContext context, ParserRuleContext parent) {
    if (context == null) {
      return new Stmt.Missing(source.hole(parent));
    }
    Span span = source.span(context);
    return switch (context) {
      case PagewalkParser.BlockStatementContext s -> block(s.block(), s);
      case PagewalkParser.LetStatementContext s -> let(s, span);
      case PagewalkParser.WhileStatementContext s ->
          new Stmt.While(expressions.expr(s.expr(), s), statement(s.statement(), s), span);
      case PagewalkParser.ForStatementContext s ->
          new Stmt.For(
              source.name(s.name(), s),
              expressions.expr(s.expr(0), s),
              expressions.expr(s.expr(1), s),
              block(s.block(), s),
              span);
      case PagewalkParser.ParenForStatementContext s ->
          new Stmt.For(
              source.name(s.name(), s),
              expressions.expr(s.expr(0), s),
              expressions.expr(s.expr(1), s),
              statement(s.statement(), s),
              span);
      case PagewalkParser.ReturnStatementContext s -> new Stmt.Return(expressions.optional(s.expr()), span);
      case PagewalkParser.BreakStatementContext s -> new Stmt.Break(span);
      case PagewalkParser.ContinueStatementContext s -> new Stmt.Continue(span);
      case PagewalkParser.DeferStatementContext s -> new Stmt.Defer(statement(s.statement(), s), span);
      case PagewalkParser.LockStatementContext s -> lock(s, span);
      case PagewalkParser.AtomicStatementContext s -> new Stmt.Atomic(block(s.block(), s), span);
      case PagewalkParser.RelaxStatementContext s ->
          new Stmt.Relax(
              expressions.string(s.STRING() == null ? null : s.STRING().getSymbol(), s), block(s.block(), s), span);
      case PagewalkParser.ChooseStatementContext s ->
          new Stmt.Choose(s.arm().stream().map(this::arm).toList(), span);
      case PagewalkParser.ChooseValueStatementContext s ->
          new Stmt.ChooseValue(
              source.name(s.name(), s), expressions.expr(s.expr(0), s), expressions.expr(s.expr(1), s), span);
      case PagewalkParser.AfterStatementContext s ->
          new Stmt.After(source.name(s.name(0), s), source.name(s.name(1), s), span);
      case PagewalkParser.NameStatementContext s -> nameStatement(s, span);
      case PagewalkParser.DerefStatementContext s -> simple(deref(s), s.simpleTail(), span);
      case PagewalkParser.ParenStatementContext s -> simple(paren(s), s.simpleTail(), span);
      case PagewalkParser.EmptyStatementContext s -> new Stmt.Empty(span);
      default -> new Stmt.Missing(span);
    };
  }

  private Stmt.Block arm(PagewalkParser.ArmContext context) {
    return new Stmt.Block(statements(context), source.span(context));
  }

  private Stmt let(PagewalkParser.LetStatementContext context, Span span) {
    Optional<Expr> value =
        context.ASSIGN() == null ? Optional.empty() : Optional.of(expressions.expr(context.expr(), context));
    if (context.letEnd() instanceof PagewalkParser.LetBlockEndContext end) {
      Stmt.Block block = block(end.block(), end);
      Expr call = value.orElseGet(() -> new Expr.Ref(source.name(context.name(), context), span));
      Expr withBlock = expressions.withBlock(call, block);
      value = value.map(v -> withBlock);
    }
    return new Stmt.Let(source.name(context.name(), context), types.optional(context.typeExpr()), value, span);
  }

  private Stmt lock(PagewalkParser.LockStatementContext context, Span span) {
    Expr lock = expressions.path(context.path(), context);
    Optional<Name> mode = mode(lock);
    Expr target = mode.isPresent() && lock instanceof Expr.Call call ? call.callee() : lock;
    return new Stmt.Lock(target, mode, block(context.block(), context), span);
  }

  /** {@code r} or {@code w} in parentheses behind a lock. */
  private static Optional<Name> mode(Expr lock) {
    return lock instanceof Expr.Call call
            && call.args().size() == 1
            && call.args().get(0).name().isEmpty()
            && call.args().get(0).value() instanceof Expr.Ref ref
            && (ref.name().text().equals("r") || ref.name().text().equals("w"))
        ? Optional.of(ref.name())
        : Optional.empty();
  }

  private Stmt nameStatement(PagewalkParser.NameStatementContext context, Span span) {
    Expr target = expressions.ref(context.name(), context);
    return switch (context.nameTail()) {
      case PagewalkParser.LabelTailContext tail -> new Stmt.Label(source.name(context.name(), context), span);
      case PagewalkParser.BareTailContext tail -> simple(target, tail.simpleTail(), span);
      case PagewalkParser.AccessTailContext tail ->
          access(expressions.withOps(target, tail.postfixOp(), context), tail.accessEnd(), span);
      case null, default -> new Stmt.Expression(target, span);
    };
  }

  private Stmt access(Expr target, PagewalkParser.AccessEndContext end, Span span) {
    return switch (end) {
      case PagewalkParser.PlainAccessEndContext plain -> simple(target, plain.simpleTail(), span);
      case PagewalkParser.AccessBlockEndContext b ->
          new Stmt.Expression(expressions.withBlock(target, block(b.block(), b)), span);
      case null, default -> new Stmt.Expression(target, span);
    };
  }

  private Expr deref(PagewalkParser.DerefStatementContext context) {
    Expr result = expressions.postfix(context.postfix(), context);
    if (!source.descend(context.STAR().size(), context)) {
      result = new Expr.Missing(source.span(context));
    } else {
      for (int i = context.STAR().size() - 1; 0 <= i; i--) {
        Span span = source.span(context.STAR(i).getSymbol()).to(result.span());
        result = new Expr.Unary(Expr.UnaryOp.DEREF, result, span);
      }
    }
    source.ascend(context.STAR().size());
    return result;
  }

  private Expr paren(PagewalkParser.ParenStatementContext context) {
    int end = context.RPAREN() == null ? source.span(context).end() : source.span(context.RPAREN().getSymbol()).end();
    Span span = source.span(context.getStart().getStartIndex(), end);
    Expr start = new Expr.Paren(expressions.expr(context.expr(), context), span);
    return expressions.withOps(start, context.postfixOp(), context);
  }

  /** What a statement does with the place or call in front of its tail. */
  private Stmt simple(Expr target, PagewalkParser.SimpleTailContext tail, Span span) {
    return switch (tail) {
      case PagewalkParser.CallTailContext call -> call(target, span);
      case PagewalkParser.AssignTailContext assign ->
          new Stmt.Assign(target, Optional.empty(), expressions.expr(assign.expr(), assign), span);
      case PagewalkParser.CompoundTailContext compound -> {
        String text = compound.op.getText();
        Expr.BinaryOp op = ExpressionBuilder.binaryOp(text.substring(0, text.length() - 1));
        yield new Stmt.Assign(target, Optional.of(op), expressions.expr(compound.expr(), compound), span);
      }
      case PagewalkParser.StepTailContext step -> {
        Expr.BinaryOp op = step.op.getType() == PagewalkParser.INC ? Expr.BinaryOp.ADD : Expr.BinaryOp.SUB;
        yield new Stmt.Assign(target, Optional.of(op), new Expr.IntLit(1, source.span(step.op)), span);
      }
      case PagewalkParser.ByTailContext by -> {
        source.report(SyntaxDiagnostics.byOutsideProcess(source.span(by.getStart())));
        yield new Stmt.Missing(span);
      }
      case null, default -> new Stmt.Expression(target, span);
    };
  }

  private Stmt call(Expr target, Span span) {
    if (target instanceof Expr.Call call) {
      Optional<Stmt> await = await(call).map(cond -> new Stmt.Await(cond, span));
      return await.orElseGet(() -> new Stmt.Expression(target, span));
    }
    if (!endsInHole(target)) {
      source.report(SyntaxDiagnostics.noEffect(target.span()));
    }
    return new Stmt.Expression(target, span);
  }

  /** Whether {@code target} is unfinished, which has been reported. */
  private static boolean endsInHole(Expr target) {
    return switch (target) {
      case Expr.Missing missing -> true;
      case Expr.Field field -> field.name().isMissing();
      case Expr.Unary unary -> endsInHole(unary.operand());
      default -> false;
    };
  }

  /** {@code await (cond)} has the shape of a call; a function of that name cannot be called as a statement. */
  private static Optional<Expr> await(Expr.Call call) {
    return call.callee() instanceof Expr.Ref ref
            && ref.name().text().equals("await")
            && call.args().size() == 1
            && call.args().get(0).name().isEmpty()
        ? Optional.of(call.args().get(0).value())
        : Optional.empty();
  }
}
