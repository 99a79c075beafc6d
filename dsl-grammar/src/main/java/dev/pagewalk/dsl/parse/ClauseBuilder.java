package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart.Attr;
import dev.pagewalk.dsl.syntax.SyntaxPart.ExpectClause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Attributes and the clauses of {@code expect}. */
final class ClauseBuilder {
  private final Source source;
  private final ExpressionBuilder expressions;

  ClauseBuilder(Source source, ExpressionBuilder expressions) {
    this.source = source;
    this.expressions = expressions;
  }

  List<Attr> attributes(List<PagewalkParser.AttributeContext> contexts) {
    List<Attr> result = new ArrayList<>();
    for (PagewalkParser.AttributeContext context : contexts) {
      attribute(context).ifPresent(result::add);
    }
    return result;
  }

  List<Attr> mapAttributes(List<PagewalkParser.MapAttributeContext> contexts) {
    List<Attr> result = new ArrayList<>();
    for (PagewalkParser.MapAttributeContext context : contexts) {
      Span span = source.span(context);
      switch (context) {
        case PagewalkParser.MapValueContext value ->
            result.add(
                new Attr(source.name(value.key), Optional.of(expressions.expr(value.expr(), value)), List.of(), span));
        case PagewalkParser.MapFlagContext flag ->
            result.add(new Attr(source.name(flag.key), Optional.empty(), List.of(), span));
        default -> {
          // Broken beyond its key, and reported.
        }
      }
    }
    return result;
  }

  /** In the order of the text; a clause that is written again is reported. */
  List<ExpectClause> expectClauses(List<PagewalkParser.ExpectClauseContext> contexts) {
    List<ExpectClause> result = new ArrayList<>();
    Map<String, Span> seen = new LinkedHashMap<>();
    for (PagewalkParser.ExpectClauseContext context : contexts) {
      Name key = source.name(context.getStart());
      Span first = seen.putIfAbsent(key.text(), key.span());
      if (first != null) {
        source.report(SyntaxDiagnostics.repeatedClause(key.span(), first, key.text()));
      }
      addClause(context, key, result);
    }
    return result;
  }

  private void addClause(PagewalkParser.ExpectClauseContext context, Name key, List<ExpectClause> result) {
    Span span = source.span(context);
    switch (context) {
      case PagewalkParser.WithoutClauseContext clause -> result.add(named(key, source.names(clause.names()), span));
      case PagewalkParser.WithClauseContext clause -> addWith(clause, key, result);
      case PagewalkParser.KernelClauseContext clause -> {
        Optional<Expr> upTo =
            clause.DOTDOT() == null
                ? Optional.empty()
                : Optional.of(expressions.string(symbol(clause.STRING(1)), clause));
        Expr from = expressions.string(symbol(clause.STRING(0)), clause);
        result.add(new ExpectClause(key, List.of(), Optional.of(from), upTo, List.of(), span));
      }
      case PagewalkParser.ArchClauseContext clause ->
          result.add(named(key, source.names(clause.names()), span));
      case PagewalkParser.MachineClauseContext clause ->
          result.add(
              new ExpectClause(
                  key, List.of(), Optional.empty(), Optional.empty(), attributes(clause.attribute()), span));
      default -> {
        // Broken, and reported.
      }
    }
  }

  /** Patches stay together in one clause; each parameter gets its own. */
  private void addWith(PagewalkParser.WithClauseContext context, Name key, List<ExpectClause> result) {
    List<Name> patches = new ArrayList<>();
    List<ExpectClause> parameters = new ArrayList<>();
    for (PagewalkParser.WithPartContext part : context.withPart()) {
      Name name = source.name(part.name(), part);
      if (part.ASSIGN() == null) {
        patches.add(name);
      } else {
        Optional<Expr> value = Optional.of(expressions.expr(part.expr(), part));
        parameters.add(new ExpectClause(key, List.of(name), value, Optional.empty(), List.of(), source.span(part)));
      }
    }
    if (!patches.isEmpty()) {
      result.add(named(key, patches, source.span(context)));
    }
    result.addAll(parameters);
  }

  private Optional<Attr> attribute(PagewalkParser.AttributeContext context) {
    Span span = source.span(context);
    return switch (context) {
      case PagewalkParser.FolioAttributeContext folio -> {
        Span words = source.span(folio.getStart()).to(source.span(folio.FOLIO().getSymbol()));
        Name key = new Name(folio.HUGE() == null ? "folio" : "huge_folio", words);
        yield Optional.of(new Attr(key, Optional.of(expressions.expr(folio.expr(), folio)), List.of(), span));
      }
      case PagewalkParser.NamedAttributeContext named -> {
        List<Attr> nested =
            named.attributeEnd() instanceof PagewalkParser.NestedAttributesContext end
                ? attributes(end.attribute())
                : List.of();
        yield Optional.of(new Attr(source.name(named.name(), named), expressions.optional(named.expr()), nested, span));
      }
      default -> Optional.empty();
    };
  }

  private static ExpectClause named(Name key, List<Name> names, Span span) {
    return new ExpectClause(key, names, Optional.empty(), Optional.empty(), List.of(), span);
  }

  private static org.antlr.v4.runtime.Token symbol(TerminalNode node) {
    return node == null ? null : node.getSymbol();
  }
}
