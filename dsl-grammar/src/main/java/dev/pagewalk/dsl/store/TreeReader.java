package dev.pagewalk.dsl.store;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a declaration that {@link TreeWriter} wrote; parts in the same order. */
public final class TreeReader {
  private final ByteReader in;
  private final String path;
  private int place;

  private TreeReader(ByteReader in, String path) {
    this.in = in;
    this.path = path;
  }

  /**
   * Reads the declaration that begins where {@code in} stands.
   *
   * @param path of the file, for spans
   */
  public static Decl read(ByteReader in, String path) {
    return new TreeReader(in, path).decl();
  }

  private Decl decl() {
    Tags.ForDecl tag = Tags.decl(in.integer());
    Span span = span();
    Optional<String> doc = optional(in::text);
    Name name = name();
    return switch (tag) {
      case CONST -> new Decl.Const(doc, name, optional(this::type), expr(), span);
      case ENUMERATION -> new Decl.Enumeration(doc, name, list(this::name), span);
      case FLAGS -> new Decl.Flags(doc, name, list(this::name), span);
      case STRUCT -> new Decl.Struct(doc, flag(), name, list(this::field), span);
      case FN -> new Decl.Fn(
          doc, Tags.function(in.integer()), name, list(this::param), optional(this::type), optional(this::block), span);
      case PATCH -> new Decl.Patch(
          doc, name, optional(this::string), optional(this::string), list(this::name), optional(this::string),
          list(this::edit), span);
      case LOCK_ORDER -> new Decl.LockOrder(doc, name, list(this::chain), list(this::nest), span);
      case PAGE_TABLES -> new Decl.PageTables(doc, name, list(this::tableRule), span);
      case STRUCT_RULES -> new Decl.StructRules(doc, name, optional(this::expr), list(this::fieldRules), span);
      case CONDITION -> new Decl.Condition(doc, name, list(this::param), list(this::conjunction), span);
      case VAR -> new Decl.Var(doc, name, type(), optional(this::expr), span);
      case MISSING -> new Decl.Missing(name, span);
    };
  }

  private Stmt statement() {
    Tags.ForStmt tag = Tags.statement(in.integer());
    Span span = span();
    return switch (tag) {
      case BLOCK -> new Stmt.Block(list(this::statement), span);
      case LET -> new Stmt.Let(name(), optional(this::type), optional(this::expr), span);
      case ASSIGN -> new Stmt.Assign(expr(), optional(() -> Tags.binary(in.integer())), expr(), span);
      case IF -> new Stmt.If(expr(), statement(), optional(this::statement), span);
      case WHEN -> new Stmt.When(flag(), name(), statement(), optional(this::statement), span);
      case WHILE -> new Stmt.While(expr(), statement(), span);
      case FOR -> new Stmt.For(name(), expr(), expr(), statement(), span);
      case RETURN -> new Stmt.Return(optional(this::expr), span);
      case BREAK -> new Stmt.Break(span);
      case CONTINUE -> new Stmt.Continue(span);
      case EXPRESSION -> new Stmt.Expression(expr(), span);
      case DEFER -> new Stmt.Defer(statement(), span);
      case LOCK -> new Stmt.Lock(expr(), optional(this::name), block(), span);
      case ATOMIC -> new Stmt.Atomic(block(), span);
      case RELAX -> new Stmt.Relax(string(), block(), span);
      case CHOOSE -> new Stmt.Choose(list(this::block), span);
      case CHOOSE_VALUE -> new Stmt.ChooseValue(name(), expr(), expr(), span);
      case AWAIT -> new Stmt.Await(expr(), span);
      case AFTER -> new Stmt.After(name(), name(), span);
      case LABEL -> new Stmt.Label(name(), span);
      case EMPTY -> new Stmt.Empty(span);
      case MISSING -> new Stmt.Missing(span);
    };
  }

  private Expr expr() {
    Tags.ForExpr tag = Tags.expression(in.integer());
    Span span = span();
    return switch (tag) {
      case INT -> new Expr.IntLit(in.number(), span);
      case BOOL -> new Expr.BoolLit(flag(), span);
      case NULL -> new Expr.NullLit(span);
      case STRING -> new Expr.StringLit(in.text(), span);
      case REF -> new Expr.Ref(name(), span);
      case FIELD -> new Expr.Field(expr(), name(), span);
      case INDEX -> new Expr.Index(expr(), expr(), span);
      case CALL -> new Expr.Call(expr(), list(this::arg), optional(this::block), span);
      case UNARY -> new Expr.Unary(Tags.unary(in.integer()), expr(), span);
      case BINARY -> {
        Expr.BinaryOp op = Tags.binary(in.integer());
        Expr left = expr();
        Span sign = span();
        yield new Expr.Binary(op, left, expr(), sign, span);
      }
      case CONDITIONAL -> new Expr.Conditional(expr(), expr(), expr(), span);
      case PAREN -> new Expr.Paren(expr(), span);
      case MISSING -> new Expr.Missing(span);
    };
  }

  private TypeExpr type() {
    Tags.ForType tag = Tags.type(in.integer());
    Span span = span();
    return switch (tag) {
      case NAMED -> new TypeExpr.Named(name(), span);
      case RANGE -> new TypeExpr.Range(expr(), expr(), span);
      case NULLABLE -> new TypeExpr.Nullable(type(), span);
      case POINTER -> new TypeExpr.Pointer(type(), span);
      case ARRAY -> new TypeExpr.Array(type(), expr(), span);
      case MISSING -> new TypeExpr.Missing(span);
    };
  }

  private SyntaxPart.Arg arg() {
    Span span = span();
    return new SyntaxPart.Arg(optional(this::name), expr(), span);
  }

  private SyntaxPart.Param param() {
    Span span = span();
    return new SyntaxPart.Param(name(), type(), span);
  }

  private SyntaxPart.FieldDecl field() {
    Span span = span();
    return new SyntaxPart.FieldDecl(optional(in::text), list(this::name), type(), list(this::fieldRule), span);
  }

  private SyntaxPart.FieldRule fieldRule() {
    Span span = span();
    return new SyntaxPart.FieldRule(name(), list(this::conjunction), span);
  }

  private SyntaxPart.FieldRules fieldRules() {
    Span span = span();
    return new SyntaxPart.FieldRules(optional(in::text), list(this::name), list(this::fieldRule), span);
  }

  private SyntaxPart.Conjunction conjunction() {
    Span span = span();
    return new SyntaxPart.Conjunction(list(this::expr), optional(this::string), span);
  }

  private SyntaxPart.OrderChain chain() {
    Span span = span();
    return new SyntaxPart.OrderChain(optional(this::expr), list(this::stage), span);
  }

  private SyntaxPart.OrderStage stage() {
    Span span = span();
    return new SyntaxPart.OrderStage(list(this::chain), span);
  }

  private SyntaxPart.Nest nest() {
    Span span = span();
    return new SyntaxPart.Nest(expr(), list(this::name), span);
  }

  private SyntaxPart.TableRule tableRule() {
    Span span = span();
    return new SyntaxPart.TableRule(list(this::name), list(this::conjunction), span);
  }

  private SyntaxPart.PatchEdit edit() {
    Span span = span();
    return new SyntaxPart.PatchEdit(name(), name(), name(), block(), span);
  }

  private Stmt.Block block() {
    Span span = span();
    return new Stmt.Block(list(this::statement), span);
  }

  private Expr.StringLit string() {
    Span span = span();
    return new Expr.StringLit(in.text(), span);
  }

  private Name name() {
    String text = in.text();
    return new Name(text, span());
  }

  private Span span() {
    place += in.signed();
    return new Span(path, place, place + in.integer());
  }

  private boolean flag() {
    return in.number() != 0;
  }

  private <T> Optional<T> optional(Supplier<T> reader) {
    return flag() ? Optional.of(reader.get()) : Optional.empty();
  }

  private <T> List<T> list(Supplier<T> reader) {
    int length = in.length();
    if (length == 0) {
      return List.of();
    }
    List<T> read = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      read.add(reader.get());
    }
    return read;
  }
}
