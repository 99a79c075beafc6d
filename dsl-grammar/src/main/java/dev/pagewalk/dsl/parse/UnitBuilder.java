package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.List;

/** The items at the top of a file, from one parse tree or from several in order. */
final class UnitBuilder {
  private final Source source;
  private final ExpressionBuilder expressions;
  private final DeclarationBuilder declarations;
  private final ScenarioBuilder scenarios;
  private final List<SyntaxPart.Use> uses = new ArrayList<>();
  private final List<Decl> decls = new ArrayList<>();

  UnitBuilder(Source source) {
    this.source = source;
    this.expressions = new ExpressionBuilder(source);
    TypeBuilder types = new TypeBuilder(source, expressions);
    StatementBuilder statements = new StatementBuilder(source, expressions, types);
    this.declarations = new DeclarationBuilder(source, expressions, types, statements);
    this.scenarios = new ScenarioBuilder(source, expressions, types, statements, declarations);
  }

  List<SyntaxPart.Use> uses() {
    return uses;
  }

  List<Decl> decls() {
    return decls;
  }

  void add(PagewalkParser.FileContext context) {
    List<Runnable> items =
        Children.of(
            context,
            PagewalkParser.TopItemContext.class,
            item -> () -> add(item),
            (first, last) -> () -> addHole(source.span(first).to(source.span(last))));
    items.forEach(Runnable::run);
  }

  private void add(PagewalkParser.TopItemContext context) {
    switch (context) {
      case PagewalkParser.UseItemContext use -> {
        Expr.StringLit path =
            expressions.string(use.STRING() == null ? null : use.STRING().getSymbol(), use);
        uses.add(new SyntaxPart.Use(path.value(), path.span(), source.span(use)));
      }
      case PagewalkParser.ScenarioTopItemContext scenario -> decls.add(scenarios.scenario(scenario.scenario()));
      case PagewalkParser.DeclarationTopItemContext item ->
          decls.add(declarations.declaration(item.declaration(), item));
      case PagewalkParser.EmptyTopItemContext empty -> {
        // C's habit of a semicolon behind a struct does no harm.
      }
      default -> addHole(source.span(context));
    }
  }

  private void addHole(Span span) {
    decls.add(new Decl.Missing(new Name("", source.span(span.start(), span.start())), span));
  }
}
