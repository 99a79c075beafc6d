package dev.pagewalk.dsl.store;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes declarations of one file, without its path. */
public final class TreeWriter {
  private final ByteWriter out;
  private int place;

  /** Writes to {@code out}. */
  public TreeWriter(ByteWriter out) {
    this.out = out;
  }

  /**
   * Writes a declaration; it can be read without those before it.
   *
   * @throws IllegalArgumentException for a scenario: those are not stored
   */
  public void write(Decl decl) {
    place = 0;
    decl(decl);
  }

  private void decl(Decl decl) {
    switch (decl) {
      case Decl.Const(var doc, var name, var type, var value, var span) -> {
        begin(Tags.ForDecl.CONST, doc, name, span);
        optional(type, this::type);
        expr(value);
      }
      case Decl.Enumeration(var doc, var name, var members, var span) -> {
        begin(Tags.ForDecl.ENUMERATION, doc, name, span);
        list(members, this::name);
      }
      case Decl.Flags(var doc, var name, var members, var span) -> {
        begin(Tags.ForDecl.FLAGS, doc, name, span);
        list(members, this::name);
      }
      case Decl.Struct(var doc, var external, var name, var fields, var span) -> {
        begin(Tags.ForDecl.STRUCT, doc, name, span);
        flag(external);
        list(fields, this::field);
      }
      case Decl.Fn(var doc, var kind, var name, var params, var result, var body, var span) -> {
        begin(Tags.ForDecl.FN, doc, name, span);
        out.number(kind.ordinal());
        list(params, this::param);
        optional(result, this::type);
        optional(body, this::block);
      }
      case Decl.Patch(var doc, var name, var since, var until, var needs, var title, var edits, var span) -> {
        begin(Tags.ForDecl.PATCH, doc, name, span);
        optional(since, this::string);
        optional(until, this::string);
        list(needs, this::name);
        optional(title, this::string);
        list(edits, this::edit);
      }
      case Decl.LockOrder(var doc, var name, var chains, var nests, var span) -> {
        begin(Tags.ForDecl.LOCK_ORDER, doc, name, span);
        list(chains, this::chain);
        list(nests, this::nest);
      }
      case Decl.PageTables(var doc, var name, var rules, var span) -> {
        begin(Tags.ForDecl.PAGE_TABLES, doc, name, span);
        list(rules, this::tableRule);
      }
      case Decl.StructRules(var doc, var name, var exempt, var rules, var span) -> {
        begin(Tags.ForDecl.STRUCT_RULES, doc, name, span);
        optional(exempt, this::expr);
        list(rules, this::fieldRules);
      }
      case Decl.Condition(var doc, var name, var params, var alternatives, var span) -> {
        begin(Tags.ForDecl.CONDITION, doc, name, span);
        list(params, this::param);
        list(alternatives, this::conjunction);
      }
      case Decl.Var(var doc, var name, var type, var value, var span) -> {
        begin(Tags.ForDecl.VAR, doc, name, span);
        type(type);
        optional(value, this::expr);
      }
      case Decl.Missing(var name, var span) -> begin(Tags.ForDecl.MISSING, Optional.empty(), name, span);
      case Decl.Scenario scenario -> throw new IllegalArgumentException("scenario " + scenario.name() + " is not stored");
    }
  }

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.Block block -> {
        begin(Tags.ForStmt.BLOCK, block.span());
        list(block.statements(), this::statement);
      }
      case Stmt.Let(var name, var type, var value, var span) -> {
        begin(Tags.ForStmt.LET, span);
        name(name);
        optional(type, this::type);
        optional(value, this::expr);
      }
      case Stmt.Assign(var target, var op, var value, var span) -> {
        begin(Tags.ForStmt.ASSIGN, span);
        expr(target);
        optional(op, found -> out.number(found.ordinal()));
        expr(value);
      }
      case Stmt.If(var cond, var then, var otherwise, var span) -> {
        begin(Tags.ForStmt.IF, span);
        expr(cond);
        statement(then);
        optional(otherwise, this::statement);
      }
      case Stmt.When(var negated, var patch, var then, var otherwise, var span) -> {
        begin(Tags.ForStmt.WHEN, span);
        flag(negated);
        name(patch);
        statement(then);
        optional(otherwise, this::statement);
      }
      case Stmt.While(var cond, var body, var span) -> {
        begin(Tags.ForStmt.WHILE, span);
        expr(cond);
        statement(body);
      }
      case Stmt.For(var name, var low, var high, var body, var span) -> {
        begin(Tags.ForStmt.FOR, span);
        name(name);
        expr(low);
        expr(high);
        statement(body);
      }
      case Stmt.Return(var value, var span) -> {
        begin(Tags.ForStmt.RETURN, span);
        optional(value, this::expr);
      }
      case Stmt.Break(var span) -> begin(Tags.ForStmt.BREAK, span);
      case Stmt.Continue(var span) -> begin(Tags.ForStmt.CONTINUE, span);
      case Stmt.Expression(var expr, var span) -> {
        begin(Tags.ForStmt.EXPRESSION, span);
        expr(expr);
      }
      case Stmt.Defer(var body, var span) -> {
        begin(Tags.ForStmt.DEFER, span);
        statement(body);
      }
      case Stmt.Lock(var lock, var mode, var body, var span) -> {
        begin(Tags.ForStmt.LOCK, span);
        expr(lock);
        optional(mode, this::name);
        block(body);
      }
      case Stmt.Atomic(var body, var span) -> {
        begin(Tags.ForStmt.ATOMIC, span);
        block(body);
      }
      case Stmt.Relax(var reason, var body, var span) -> {
        begin(Tags.ForStmt.RELAX, span);
        string(reason);
        block(body);
      }
      case Stmt.Choose(var arms, var span) -> {
        begin(Tags.ForStmt.CHOOSE, span);
        list(arms, this::block);
      }
      case Stmt.ChooseValue(var name, var low, var high, var span) -> {
        begin(Tags.ForStmt.CHOOSE_VALUE, span);
        name(name);
        expr(low);
        expr(high);
      }
      case Stmt.Await(var cond, var span) -> {
        begin(Tags.ForStmt.AWAIT, span);
        expr(cond);
      }
      case Stmt.After(var thread, var label, var span) -> {
        begin(Tags.ForStmt.AFTER, span);
        name(thread);
        name(label);
      }
      case Stmt.Label(var name, var span) -> {
        begin(Tags.ForStmt.LABEL, span);
        name(name);
      }
      case Stmt.Empty(var span) -> begin(Tags.ForStmt.EMPTY, span);
      case Stmt.Missing(var span) -> begin(Tags.ForStmt.MISSING, span);
    }
  }

  private void expr(Expr expr) {
    switch (expr) {
      case Expr.IntLit(var value, var span) -> {
        begin(Tags.ForExpr.INT, span);
        out.number(value);
      }
      case Expr.BoolLit(var value, var span) -> {
        begin(Tags.ForExpr.BOOL, span);
        flag(value);
      }
      case Expr.NullLit(var span) -> begin(Tags.ForExpr.NULL, span);
      case Expr.StringLit text -> {
        out.number(Tags.ForExpr.STRING.ordinal());
        string(text);
      }
      case Expr.Ref(var name, var span) -> {
        begin(Tags.ForExpr.REF, span);
        name(name);
      }
      case Expr.Field(var target, var name, var span) -> {
        begin(Tags.ForExpr.FIELD, span);
        expr(target);
        name(name);
      }
      case Expr.Index(var target, var index, var span) -> {
        begin(Tags.ForExpr.INDEX, span);
        expr(target);
        expr(index);
      }
      case Expr.Call(var callee, var args, var block, var span) -> {
        begin(Tags.ForExpr.CALL, span);
        expr(callee);
        list(args, this::arg);
        optional(block, this::block);
      }
      case Expr.Unary(var op, var operand, var span) -> {
        begin(Tags.ForExpr.UNARY, span);
        out.number(op.ordinal());
        expr(operand);
      }
      case Expr.Binary(var op, var left, var right, var opSpan, var span) -> {
        begin(Tags.ForExpr.BINARY, span);
        out.number(op.ordinal());
        expr(left);
        span(opSpan);
        expr(right);
      }
      case Expr.Conditional(var cond, var then, var otherwise, var span) -> {
        begin(Tags.ForExpr.CONDITIONAL, span);
        expr(cond);
        expr(then);
        expr(otherwise);
      }
      case Expr.Paren(var inner, var span) -> {
        begin(Tags.ForExpr.PAREN, span);
        expr(inner);
      }
      case Expr.Missing(var span) -> begin(Tags.ForExpr.MISSING, span);
    }
  }

  private void type(TypeExpr type) {
    switch (type) {
      case TypeExpr.Named(var name, var span) -> {
        begin(Tags.ForType.NAMED, span);
        name(name);
      }
      case TypeExpr.Range(var low, var high, var span) -> {
        begin(Tags.ForType.RANGE, span);
        expr(low);
        expr(high);
      }
      case TypeExpr.Nullable(var inner, var span) -> {
        begin(Tags.ForType.NULLABLE, span);
        type(inner);
      }
      case TypeExpr.Pointer(var target, var span) -> {
        begin(Tags.ForType.POINTER, span);
        type(target);
      }
      case TypeExpr.Array(var element, var size, var span) -> {
        begin(Tags.ForType.ARRAY, span);
        type(element);
        expr(size);
      }
      case TypeExpr.Missing(var span) -> begin(Tags.ForType.MISSING, span);
    }
  }

  private void arg(SyntaxPart.Arg arg) {
    span(arg.span());
    optional(arg.name(), this::name);
    expr(arg.value());
  }

  private void param(SyntaxPart.Param param) {
    span(param.span());
    name(param.name());
    type(param.type());
  }

  private void field(SyntaxPart.FieldDecl field) {
    span(field.span());
    optional(field.doc(), out::text);
    list(field.names(), this::name);
    type(field.type());
    list(field.rules(), this::fieldRule);
  }

  private void fieldRule(SyntaxPart.FieldRule rule) {
    span(rule.span());
    name(rule.access());
    list(rule.alternatives(), this::conjunction);
  }

  private void fieldRules(SyntaxPart.FieldRules rules) {
    span(rules.span());
    optional(rules.doc(), out::text);
    list(rules.names(), this::name);
    list(rules.rules(), this::fieldRule);
  }

  private void conjunction(SyntaxPart.Conjunction conjunction) {
    span(conjunction.span());
    list(conjunction.terms(), this::expr);
    optional(conjunction.since(), this::string);
  }

  private void chain(SyntaxPart.OrderChain chain) {
    span(chain.span());
    optional(chain.lock(), this::expr);
    list(chain.stages(), this::stage);
  }

  private void stage(SyntaxPart.OrderStage stage) {
    span(stage.span());
    list(stage.alternatives(), this::chain);
  }

  private void nest(SyntaxPart.Nest nest) {
    span(nest.span());
    expr(nest.lock());
    list(nest.functions(), this::name);
  }

  private void tableRule(SyntaxPart.TableRule rule) {
    span(rule.span());
    list(rule.operation(), this::name);
    list(rule.alternatives(), this::conjunction);
  }

  private void edit(SyntaxPart.PatchEdit edit) {
    span(edit.span());
    name(edit.function());
    name(edit.position());
    name(edit.label());
    block(edit.body());
  }

  private void block(Stmt.Block block) {
    span(block.span());
    list(block.statements(), this::statement);
  }

  private void string(Expr.StringLit text) {
    span(text.span());
    out.text(text.value());
  }

  private void name(Name name) {
    out.text(name.text());
    span(name.span());
  }

  private void begin(Tags.ForDecl tag, Optional<String> doc, Name name, Span span) {
    begin(tag, span);
    optional(doc, out::text);
    name(name);
  }

  private void begin(Enum<?> tag, Span span) {
    out.number(tag.ordinal());
    span(span);
  }

  /** Nodes lie close to those before them: a place takes two or three bytes. */
  private void span(Span span) {
    out.signed(span.start() - place);
    out.number(span.end() - span.start());
    place = span.start();
  }

  private void flag(boolean value) {
    out.number(value ? 1 : 0);
  }

  private <T> void optional(Optional<T> value, Consumer<T> writer) {
    flag(value.isPresent());
    value.ifPresent(writer);
  }

  private <T> void list(List<T> values, Consumer<T> writer) {
    out.number(values.size());
    values.forEach(writer);
  }
}
