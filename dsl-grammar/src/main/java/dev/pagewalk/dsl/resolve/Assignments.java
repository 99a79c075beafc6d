package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.Optional;
import java.util.OptionalLong;

/** Types assignments. */
final class Assignments {
  private final Frame frame;
  private final Tables tables;
  private final Expressions expressions;

  Assignments(Frame frame, Expressions expressions) {
    this.frame = frame;
    this.tables = frame.tables;
    this.expressions = expressions;
  }

  void assign(Stmt.Assign assign) {
    Type target = expressions.value(assign.target());
    boolean possible = checkTarget(assign.target(), target);
    Type value = expressions.value(assign.value());
    if (assign.op().isPresent()) {
      compound(assign, assign.op().get(), target, value);
    } else if (possible) {
      expressions.check(target, value, assign.value(), described(assign.target()));
    }
    frame.localOf(assign.target()).ifPresent(
        local -> frame.assigned(local, assign.op().isEmpty() && expressions.isNull(assign.value())));
  }

  private void compound(Stmt.Assign assign, Expr.BinaryOp op, Type target, Type value) {
    Optional<Type> result = Operators.type(
        op, target, value, OptionalLong.empty(), tables.constantOf(assign.value()));
    if (result.isEmpty() || !TypeRules.accepts(target, result.get(), OptionalLong.empty())) {
      frame.report(TypeDiagnostics.compound(assign.span(), op, target, value));
    }
  }

  private boolean checkTarget(Expr target, Type type) {
    Places place = Places.of(target, tables);
    if (place == Places.UNKNOWN) {
      return false;
    }
    String what = described(target);
    if (place == Places.NONE) {
      String why = TypeRules.isActor(type, Type.ActorKind.PAGE) ? "a page; `A[0][0]` is the first word of one" : why(target);
      frame.report(TypeDiagnostics.notAssignable(target.span(), what, why));
      return false;
    }
    if (type instanceof Type.Lock || type instanceof Type.Array) {
      frame.report(TypeDiagnostics.notAssignable(
          target.span(), what, type instanceof Type.Lock ? "a lock is taken and released" : "assign to its elements"));
      return false;
    }
    if (Places.isTableEntry(target, tables)) {
      frame.report(TypeDiagnostics.notAssignable(target.span(), what, TypeDiagnostics.ENTRY_CHANGES));
      return false;
    }
    Optional<Symbol> loop = frame.localOf(target).filter(
        local -> local instanceof Symbol.Local l && l.declaration() instanceof Stmt.For);
    loop.ifPresent(local ->
        frame.report(TypeDiagnostics.notAssignable(target.span(), what, "the loop counts with it")));
    return loop.isEmpty();
  }

  private String why(Expr target) {
    Expr e = target;
    while (e instanceof Expr.Paren paren) {
      e = paren.inner();
    }
    if (e instanceof Expr.Field field && tables.symbols.get(field.name()) instanceof Symbol.EntryPart) {
      return "an entry changes as a whole, through functions such as `pte_mkwrite`";
    }
    return e instanceof Expr.Ref || e instanceof Expr.Field ? "it never changes" : "a computed value";
  }

  private static String described(Expr target) {
    Expr e = target;
    while (e instanceof Expr.Paren paren) {
      e = paren.inner();
    }
    if (e instanceof Expr.Ref ref) {
      return "`" + ref.name() + "`";
    }
    return e instanceof Expr.Field field ? "`" + field.name() + "`" : "this place";
  }
}
