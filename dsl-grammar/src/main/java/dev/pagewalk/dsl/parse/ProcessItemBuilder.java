package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart.Arg;
import java.util.List;
import java.util.Optional;

/** What stands in a process. */
final class ProcessItemBuilder {
  private final Source source;
  private final ExpressionBuilder expressions;
  private final StatementBuilder statements;
  private final ClauseBuilder clauses;

  ProcessItemBuilder(
      Source source, ExpressionBuilder expressions, StatementBuilder statements, ClauseBuilder clauses) {
    this.source = source;
    this.expressions = expressions;
    this.statements = statements;
    this.clauses = clauses;
  }

  List<ProcessItem> items(PagewalkParser.ProcessScenarioItemContext context) {
    return Children.of(
        context,
        PagewalkParser.ProcessItemContext.class,
        this::item,
        (first, last) -> new ProcessItem.Missing(source.span(first).to(source.span(last))));
  }

  private ProcessItem item(PagewalkParser.ProcessItemContext context) {
    Span span = source.span(context);
    return switch (context) {
      case PagewalkParser.MapItemContext map ->
          new ProcessItem.Map(source.name(map.name(), map), clauses.mapAttributes(map.mapAttribute()), span);
      case PagewalkParser.UffdItemContext uffd ->
          new ProcessItem.Uffd(source.name(uffd.name(), uffd), registrations(uffd), span);
      case PagewalkParser.CachedItemContext cached ->
          new ProcessItem.Cached(source.name(cached.name(), cached), expressions.path(cached.path(), cached), span);
      case PagewalkParser.StateItemContext state ->
          new ProcessItem.State(source.name(state.key), expressions.path(state.path(), state), span);
      case PagewalkParser.TouchItemContext touch -> new ProcessItem.Setup(touch(touch, span), span);
      case PagewalkParser.CpuItemContext cpu ->
          new ProcessItem.CpuState(source.name(cpu.ID().getSymbol()), source.name(cpu.name(), cpu), span);
      case PagewalkParser.SetupItemContext setup -> setup(setup, span);
      default -> new ProcessItem.Missing(span);
    };
  }

  private List<ProcessItem.Registration> registrations(PagewalkParser.UffdItemContext context) {
    return context.registration().stream()
        .map(
            r -> {
              List<Name> names = r.name().stream().map(n -> source.name(n, r)).toList();
              Name mapping = names.isEmpty() ? new Name("", source.hole(r)) : names.get(0);
              List<Name> modes = names.isEmpty() ? names : names.subList(1, names.size());
              return new ProcessItem.Registration(mapping, modes, source.span(r));
            })
        .toList();
  }

  /** {@code touch A[0];} is the call {@code touch(A[0]);} in the words of the other clauses. */
  private Stmt touch(PagewalkParser.TouchItemContext context, Span span) {
    Name name = source.name(context.getStart());
    Expr what = expressions.path(context.path(), context);
    Expr callee = new Expr.Ref(name, name.span());
    Arg argument = new Arg(Optional.empty(), what, what.span());
    Expr call = new Expr.Call(callee, List.of(argument), Optional.empty(), name.span().to(what.span()));
    return new Stmt.Expression(call, span);
  }

  private ProcessItem setup(PagewalkParser.SetupItemContext context, Span span) {
    return by(context.statement(), span)
        .orElseGet(() -> new ProcessItem.Setup(statements.statement(context.statement(), context), span));
  }

  /** {@code A by pte;}: parsed as a statement, so that nothing has to be read ahead. */
  private Optional<ProcessItem> by(PagewalkParser.StatementContext context, Span span) {
    if (!(context instanceof PagewalkParser.OtherStatementContext other
        && other.plainStatement() instanceof PagewalkParser.NameStatementContext statement)) {
      return Optional.empty();
    }
    return switch (statement.nameTail()) {
      case PagewalkParser.BareTailContext bare when bare.simpleTail() instanceof PagewalkParser.ByTailContext tail ->
          Optional.of(by(expressions.ref(statement.name(), statement), tail, span));
      case PagewalkParser.AccessTailContext access
          when access.accessEnd() instanceof PagewalkParser.PlainAccessEndContext end
              && end.simpleTail() instanceof PagewalkParser.ByTailContext tail ->
          Optional.of(
              by(
                  expressions.withOps(
                      expressions.ref(statement.name(), statement), access.postfixOp(), statement),
                  tail,
                  span));
      case null, default -> Optional.empty();
    };
  }

  private ProcessItem by(Expr what, PagewalkParser.ByTailContext tail, Span span) {
    return new ProcessItem.By(what, source.name(tail.name(), tail), span);
  }
}
