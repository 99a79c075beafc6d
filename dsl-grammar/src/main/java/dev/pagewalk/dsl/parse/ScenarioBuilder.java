package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart.ScenarioParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scenarios and what stands in them. */
final class ScenarioBuilder {
  private final Source source;
  private final ExpressionBuilder expressions;
  private final TypeBuilder types;
  private final StatementBuilder statements;
  private final ClauseBuilder clauses;
  private final ProcessItemBuilder processItems;
  private final DeclarationBuilder declarations;

  ScenarioBuilder(
      Source source,
      ExpressionBuilder expressions,
      TypeBuilder types,
      StatementBuilder statements,
      DeclarationBuilder declarations) {
    this.source = source;
    this.expressions = expressions;
    this.types = types;
    this.statements = statements;
    this.clauses = new ClauseBuilder(source, expressions);
    this.processItems = new ProcessItemBuilder(source, expressions, statements, clauses);
    this.declarations = declarations;
  }

  Decl.Scenario scenario(PagewalkParser.ScenarioContext context) {
    List<Optional<ScenarioItem>> items =
        Children.of(
            context,
            PagewalkParser.ScenarioItemContext.class,
            this::item,
            (first, last) -> Optional.of(new ScenarioItem.Missing(source.span(first).to(source.span(last)))));
    return new Decl.Scenario(
        source.doc(context),
        source.name(context.name(), context),
        context.scenarioParameter().stream().map(this::parameter).toList(),
        items.stream().flatMap(Optional::stream).toList(),
        source.span(context));
  }

  private ScenarioParam parameter(PagewalkParser.ScenarioParameterContext context) {
    return new ScenarioParam(
        source.name(context.name(), context),
        types.type(context.typeExpr(), context),
        expressions.expr(context.expr(), context),
        source.span(context));
  }

  private Optional<ScenarioItem> item(PagewalkParser.ScenarioItemContext context) {
    Span span = source.span(context);
    return switch (context) {
      case PagewalkParser.DeclarationItemContext item ->
          Optional.of(new ScenarioItem.Declaration(declarations.declaration(item.declaration(), item), span));
      case PagewalkParser.MachineItemContext item -> {
        Optional<Name> arch = Optional.ofNullable(item.name()).map(n -> source.name(n, item));
        yield Optional.of(new ScenarioItem.Machine(arch, clauses.attributes(item.attribute()), span));
      }
      case PagewalkParser.FileItemContext item ->
          Optional.of(
              new ScenarioItem.FileObject(
                  source.doc(item), source.name(item.name(), item), clauses.attributes(item.attribute()), span));
      case PagewalkParser.ProcessScenarioItemContext item ->
          Optional.of(
              new ScenarioItem.Process(
                  source.doc(item), source.name(item.name(), item), processItems.items(item), span));
      case PagewalkParser.ThreadItemContext item -> Optional.of(thread(item, span));
      case PagewalkParser.MayFailItemContext item ->
          Optional.of(new ScenarioItem.MayFail(expressions.path(item.path(), item), span));
      case PagewalkParser.SetupBlockItemContext item ->
          Optional.of(new ScenarioItem.Setup(statements.block(item.block(), item), span));
      case PagewalkParser.PropertyItemContext item -> Optional.of(property(item, span));
      case PagewalkParser.ExpectItemContext item -> Optional.of(expect(item, span));
      case PagewalkParser.EmptyItemContext item -> Optional.empty();
      default -> Optional.of(new ScenarioItem.Missing(span));
    };
  }

  private ScenarioItem thread(PagewalkParser.ThreadItemContext context, Span span) {
    Map<String, Span> seen = new LinkedHashMap<>();
    Optional<Expr> count = Optional.empty();
    Optional<Name> process = Optional.empty();
    Optional<Name> cpu = Optional.empty();
    boolean symmetric = false;
    for (PagewalkParser.ThreadClauseContext clause : context.threadClause()) {
      String key = clause.getStart().getText();
      Span first = seen.putIfAbsent(key, source.span(clause));
      if (first != null) {
        source.report(SyntaxDiagnostics.repeatedClause(source.span(clause.getStart()), first, key));
      }
      switch (clause) {
        case PagewalkParser.CountClauseContext c -> count = Optional.of(expressions.expr(c.expr(), c));
        case PagewalkParser.SymmetricClauseContext c -> symmetric = true;
        case PagewalkParser.InClauseContext c -> process = Optional.of(source.name(c.name(), c));
        case PagewalkParser.OnClauseContext c -> cpu = Optional.of(source.name(c.name(), c));
        default -> {
          // Broken, and reported.
        }
      }
    }
    return new ScenarioItem.Thread(
        source.doc(context),
        context.kind.getType() == PagewalkParser.KTHREAD,
        context.DAEMON() != null,
        source.name(context.name(), context),
        count,
        symmetric,
        process,
        cpu,
        statements.block(context.block(), context),
        span);
  }

  private ScenarioItem property(PagewalkParser.PropertyItemContext context, Span span) {
    ScenarioItem.Quantifier quantifier =
        switch (context.quantifier.getType()) {
          case PagewalkParser.EXISTS -> ScenarioItem.Quantifier.EXISTS;
          case PagewalkParser.FORALL -> ScenarioItem.Quantifier.FORALL;
          case PagewalkParser.NEVER -> ScenarioItem.Quantifier.NEVER;
          default -> ScenarioItem.Quantifier.FINAL;
        };
    Optional<Name> process = Optional.ofNullable(context.name()).map(n -> source.name(n, context));
    return new ScenarioItem.Property(quantifier, process, expressions.expr(context.expr(), context), span);
  }

  private ScenarioItem expect(PagewalkParser.ExpectItemContext context, Span span) {
    Optional<Name> subject =
        context.LPAREN() == null ? Optional.empty() : Optional.of(source.name(context.name(1), context));
    return new ScenarioItem.Expect(
        source.name(context.name(0), context), subject, clauses.expectClauses(context.expectClause()), span);
  }
}
