package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Declarations other than scenarios, wherever they stand. */
final class DeclarationBuilder {
  private final Source source;
  private final ExpressionBuilder expressions;
  private final TypeBuilder types;
  private final StatementBuilder statements;
  private final RuleBuilder rules;

  DeclarationBuilder(
      Source source, ExpressionBuilder expressions, TypeBuilder types, StatementBuilder statements) {
    this.source = source;
    this.expressions = expressions;
    this.types = types;
    this.statements = statements;
    this.rules = new RuleBuilder(source, expressions);
  }

  Decl declaration(PagewalkParser.DeclarationContext context, ParserRuleContext parent) {
    if (context == null) {
      return new Decl.Missing(new Name("", source.hole(parent)), source.hole(parent));
    }
    Span span = source.span(context);
    Optional<String> doc = source.doc(context);
    return switch (context) {
      case PagewalkParser.ConstDeclarationContext d ->
          new Decl.Const(
              doc, source.name(d.name(), d), types.optional(d.typeExpr()), expressions.expr(d.expr(), d), span);
      case PagewalkParser.EnumDeclarationContext d ->
          new Decl.Enumeration(doc, source.name(d.name(), d), members(d.members()), span);
      case PagewalkParser.FlagsDeclarationContext d ->
          new Decl.Flags(doc, source.name(d.name(), d), members(d.members()), span);
      case PagewalkParser.StructDeclarationContext d -> struct(d.struct(), doc, false, span);
      case PagewalkParser.ExternDeclarationContext d -> extern(d, doc, span);
      case PagewalkParser.FnDeclarationContext d -> fn(d.signature(), body(d.block(), d), Decl.FnKind.DEFINED, d);
      case PagewalkParser.ReplaceDeclarationContext d -> fn(d.signature(), body(d.block(), d), Decl.FnKind.REPLACE, d);
      case PagewalkParser.PatchDeclarationContext d -> patch(d, doc, span);
      case PagewalkParser.LockOrderDeclarationContext d -> lockOrder(d, doc, span);
      case PagewalkParser.LockDeclarationContext d ->
          new Decl.Var(
              doc, source.name(d.name(), d), types.type(d.typeExpr(), d), value(d.ASSIGN(), d.expr(), d), span);
      case PagewalkParser.PageTablesDeclarationContext d ->
          new Decl.PageTables(
              doc, noName(d), d.tableRule().stream().map(rules::tableRule).toList(), span);
      case PagewalkParser.StructRulesDeclarationContext d -> structRules(d, doc, span);
      case PagewalkParser.ConditionDeclarationContext d -> condition(d, doc, span);
      case PagewalkParser.VarDeclarationContext d ->
          new Decl.Var(
              doc, source.name(d.name(), d), types.type(d.typeExpr(), d), value(d.ASSIGN(), d.expr(), d), span);
      default -> new Decl.Missing(noName(context), span);
    };
  }

  private Optional<Expr> value(TerminalNode assign, PagewalkParser.ExprContext value, ParserRuleContext parent) {
    return assign == null ? Optional.empty() : Optional.of(expressions.expr(value, parent));
  }

  private List<Name> members(PagewalkParser.MembersContext context) {
    return context == null ? List.of() : context.name().stream().map(n -> source.name(n, context)).toList();
  }

  private Decl extern(PagewalkParser.ExternDeclarationContext context, Optional<String> doc, Span span) {
    return switch (context.externTail()) {
      case PagewalkParser.ExternFnContext fn -> fn(fn.signature(), Optional.empty(), Decl.FnKind.EXTERN, context);
      case PagewalkParser.ExternStructContext struct -> struct(struct.struct(), doc, true, span);
      case null, default -> new Decl.Missing(noName(context), span);
    };
  }

  private Decl struct(PagewalkParser.StructContext context, Optional<String> doc, boolean external, Span span) {
    List<SyntaxPart.FieldDecl> fields = new ArrayList<>();
    for (PagewalkParser.FieldItemContext item : context.fieldItem()) {
      if (item instanceof PagewalkParser.FieldContext field) {
        fields.add(field(field));
      }
    }
    return new Decl.Struct(doc, external, source.name(context.name(), context), fields, span);
  }

  private SyntaxPart.FieldDecl field(PagewalkParser.FieldContext context) {
    return new SyntaxPart.FieldDecl(
        source.doc(context),
        source.names(context.names()),
        types.type(context.typeExpr(), context),
        context.fieldRule().stream().map(rules::fieldRule).toList(),
        source.span(context));
  }

  private Optional<Stmt.Block> body(PagewalkParser.BlockContext context, ParserRuleContext parent) {
    return Optional.of(statements.block(context, parent));
  }

  private Decl fn(
      PagewalkParser.SignatureContext signature,
      Optional<Stmt.Block> body,
      Decl.FnKind kind,
      ParserRuleContext declaration) {
    Optional<String> doc = source.doc(declaration);
    Span span = source.span(declaration);
    if (signature == null) {
      return new Decl.Fn(doc, kind, noName(declaration), List.of(), Optional.empty(), body, span);
    }
    return new Decl.Fn(
        doc,
        kind,
        source.name(signature.name(), signature),
        parameters(signature.parameter()),
        types.optional(signature.typeExpr()),
        body,
        span);
  }

  private List<SyntaxPart.Param> parameters(List<PagewalkParser.ParameterContext> parameters) {
    return parameters.stream()
        .map(p -> new SyntaxPart.Param(source.name(p.name(), p), types.type(p.typeExpr(), p), source.span(p)))
        .toList();
  }

  private Decl patch(PagewalkParser.PatchDeclarationContext context, Optional<String> doc, Span span) {
    Map<String, Expr.StringLit> texts = new LinkedHashMap<>();
    List<Name> needs = new ArrayList<>();
    Map<String, Span> seen = new LinkedHashMap<>();
    for (PagewalkParser.PatchClauseContext clause : context.patchClause()) {
      String key = clause instanceof PagewalkParser.TitleClauseContext ? "title" : clause.getStart().getText();
      Span first = seen.putIfAbsent(key, source.span(clause));
      if (first != null) {
        source.report(SyntaxDiagnostics.repeatedClause(source.span(clause.getStart()), first, key));
      }
      switch (clause) {
        case PagewalkParser.SinceClauseContext c -> texts.put(key, string(c.STRING(), c));
        case PagewalkParser.UntilClauseContext c -> texts.put(key, string(c.STRING(), c));
        case PagewalkParser.TitleClauseContext c -> texts.put(key, string(c.STRING(), c));
        case PagewalkParser.NeedsClauseContext c -> needs.addAll(source.names(c.names()));
        default -> {
          // Broken, and reported.
        }
      }
    }
    List<SyntaxPart.PatchEdit> edits =
        context.patchBody() instanceof PagewalkParser.PatchEditsContext body
            ? body.patchEdit().stream().map(this::edit).toList()
            : List.of();
    return new Decl.Patch(
        doc,
        source.name(context.name(), context),
        Optional.ofNullable(texts.get("since")),
        Optional.ofNullable(texts.get("until")),
        needs,
        Optional.ofNullable(texts.get("title")),
        edits,
        span);
  }

  private SyntaxPart.PatchEdit edit(PagewalkParser.PatchEditContext context) {
    return new SyntaxPart.PatchEdit(
        source.name(context.name(0), context),
        context.position == null ? new Name("", source.hole(context)) : source.name(context.position),
        source.name(context.name(1), context),
        statements.block(context.block(), context),
        source.span(context));
  }

  private Decl lockOrder(PagewalkParser.LockOrderDeclarationContext context, Optional<String> doc, Span span) {
    List<SyntaxPart.OrderChain> chains = new ArrayList<>();
    List<SyntaxPart.Nest> nests = new ArrayList<>();
    for (PagewalkParser.OrderItemContext item : context.orderItem()) {
      switch (item) {
        case PagewalkParser.ChainItemContext chain -> chains.add(rules.chain(chain.orderChain(), chain));
        case PagewalkParser.NestItemContext nest -> nests.add(rules.nest(nest));
        default -> {
          // A lone semicolon, or broken and reported.
        }
      }
    }
    return new Decl.LockOrder(doc, noName(context), chains, nests, span);
  }

  private Decl structRules(PagewalkParser.StructRulesDeclarationContext context, Optional<String> doc, Span span) {
    List<SyntaxPart.FieldRules> lines = new ArrayList<>();
    for (PagewalkParser.StructRuleContext item : context.structRule()) {
      if (item instanceof PagewalkParser.FieldRulesContext line) {
        lines.add(new SyntaxPart.FieldRules(source.doc(line), source.names(line.names()),
            line.fieldRule().stream().map(rules::fieldRule).toList(), source.span(line)));
      }
    }
    Optional<Expr> exempt = context.UNLESS() == null ? Optional.empty() : Optional.of(rules.single(context.term(), context));
    return new Decl.StructRules(doc, source.name(context.name(), context), exempt, lines, span);
  }

  private Decl condition(PagewalkParser.ConditionDeclarationContext context, Optional<String> doc, Span span) {
    return new Decl.Condition(
        doc,
        source.name(context.name(), context),
        parameters(context.parameter()),
        rules.alternatives(context.disjunction(), context),
        span);
  }

  private Expr.StringLit string(TerminalNode node, ParserRuleContext parent) {
    return expressions.string(node == null ? null : node.getSymbol(), parent);
  }

  /** The name of a declaration that has none: empty, at its start. */
  private Name noName(ParserRuleContext context) {
    int start = source.span(context).start();
    return new Name("", source.span(start, start));
  }
}
