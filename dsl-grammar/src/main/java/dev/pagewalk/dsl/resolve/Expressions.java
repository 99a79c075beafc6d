package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Expr.BinaryOp;
import dev.pagewalk.dsl.syntax.Expr.UnaryOp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/** Types expressions, binds the names in them, and works out those that are constant. */
final class Expressions {
  /** Deeper nesting than this is refused, so that no text can overflow the stack; long sums do not nest. */
  private static final int DEEPEST = 400;

  private final Frame frame;
  private final Tables tables;
  private final Calls calls;
  private final Members members;
  private int depth;
  private boolean refused;

  Expressions(Frame frame) {
    this.frame = frame;
    this.tables = frame.tables;
    this.calls = new Calls(frame, this);
    this.members = new Members(frame, this);
  }

  /** Types {@code expr}, whatever it is. */
  Type of(Expr expr) {
    if (depth == DEEPEST) {
      if (!refused) {
        frame.report(TypeDiagnostics.tooDeep(expr.span()));
        refused = true;
      }
      return tables.type(expr, new Type.Error());
    }
    depth++;
    Type type = compute(expr);
    depth--;
    refused = refused && depth != 0;
    return tables.type(expr, type);
  }

  /** Types {@code expr}, which must give a value. */
  Type value(Expr expr) {
    Type type = of(expr);
    if (type instanceof Type.Nothing) {
      frame.report(TypeDiagnostics.noValue(expr.span()));
      return tables.type(expr, new Type.Error());
    }
    return type;
  }

  /**
   * Types {@code expr}, which is stored in a place of type {@code wanted}; {@code where} names that place in messages.
   *
   * @return its type; {@link Type.Error} if it does not fit there
   */
  Type into(Type wanted, Expr expr, String where) {
    Type found = value(expr);
    return check(wanted, found, expr, where) ? found : new Type.Error();
  }

  /** Whether {@code expr}, typed before, fits into {@code wanted}; reports it if it does not. */
  boolean check(Type wanted, Type found, Expr expr, String where) {
    if (TypeRules.refusesNull(wanted) && (found instanceof Type.Null || isNull(expr))) {
      frame.report(TypeDiagnostics.nullHere(expr.span(), where));
      return false;
    }
    OptionalLong constant = tables.constantOf(expr);
    if (!TypeRules.accepts(wanted, found, constant)) {
      frame.report(TypeDiagnostics.mismatch(expr.span(), where, wanted, found));
      return false;
    }
    if (wanted instanceof Type.Int range && constant.isPresent() && !range.contains(constant.getAsLong())) {
      frame.report(TypeDiagnostics.outOfRange(expr.span(), constant.getAsLong(), range));
      return false;
    }
    return true;
  }

  /** Types {@code expr}, which decides something. */
  void condition(Expr expr) {
    Type found = value(expr);
    if (!TypeRules.isCondition(found)) {
      frame.report(TypeDiagnostics.notACondition(expr.span(), found));
      return;
    }
    if (TypeRules.mayBeNull(found)) {
      frame.localOf(expr).ifPresent(local -> frame.refine(expr, Refinement.isNull(local).not()));
    }
  }

  /** Whether {@code expr}, typed before, is known to be null here. */
  boolean isNull(Expr expr) {
    return tables.typeOf(expr) instanceof Type.Null || frame.localOf(expr).filter(frame.nulls::isNull).isPresent();
  }

  private Type compute(Expr expr) {
    return switch (expr) {
      case Expr.IntLit lit -> literal(lit);
      case Expr.BoolLit lit -> {
        tables.constant(lit, lit.value() ? 1 : 0);
        yield new Type.Bool();
      }
      case Expr.NullLit lit -> new Type.Null();
      case Expr.StringLit lit -> new Type.Text();
      case Expr.Ref ref -> members.name(ref);
      case Expr.Field field -> members.field(field);
      case Expr.Index index -> members.index(index);
      case Expr.Call call -> calls.call(call);
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary binary -> binary(binary);
      case Expr.Conditional conditional -> conditional(conditional);
      case Expr.Paren paren -> paren(paren);
      case Expr.Missing missing -> new Type.Error();
    };
  }

  private Type literal(Expr.IntLit lit) {
    tables.constant(lit, lit.value());
    return Type.Int.INT.contains(lit.value()) ? Type.Int.INT : Type.Int.LONG;
  }

  private Type paren(Expr.Paren paren) {
    Type type = of(paren.inner());
    tables.constantOf(paren.inner()).ifPresent(value -> tables.constant(paren, value));
    frame.refine(paren, frame.refinement(paren.inner()));
    return type;
  }

  private Type unary(Expr.Unary unary) {
    if (unary.op() == UnaryOp.DEREF) {
      return members.dereference(unary);
    }
    if (unary.op() == UnaryOp.ADDRESS) {
      return members.address(unary);
    }
    Type operand = value(unary.operand());
    Optional<Type> type = Operators.type(unary.op(), operand);
    if (type.isEmpty()) {
      frame.report(unary.op() == UnaryOp.NOT
          ? TypeDiagnostics.notACondition(unary.operand().span(), operand) : TypeDiagnostics.operand(unary, operand));
      return new Type.Error();
    }
    if (unary.op() == UnaryOp.NOT) {
      decided(unary.operand(), operand);
      frame.refine(unary, frame.refinement(unary.operand()).not());
    }
    tables.constantOf(unary.operand()).ifPresent(a -> {
      OptionalLong value = Operators.value(unary.op(), a, Operators.bits(operand));
      value.ifPresentOrElse(
          v -> tables.constant(unary, v),
          () -> frame.report(TypeDiagnostics.constantArithmetic(unary.span(), "the result does not fit into 64 bits")));
    });
    return type.get();
  }

  /** Long chains such as {@code a + b + c + ...} lean to the left: they are walked, not descended. */
  private Type binary(Expr.Binary top) {
    Deque<Expr.Binary> chain = new ArrayDeque<>();
    Expr first = top;
    while (first instanceof Expr.Binary binary) {
      chain.push(binary);
      first = binary.left();
    }
    NullFacts before = frame.nulls;
    Type left = value(first);
    while (!chain.isEmpty()) {
      Expr.Binary binary = chain.pop();
      left = step(binary, left, before);
      tables.type(binary, left);
    }
    frame.nulls = before;
    return left;
  }

  private Type step(Expr.Binary binary, Type left, NullFacts before) {
    boolean and = binary.op() == BinaryOp.AND;
    boolean or = binary.op() == BinaryOp.OR;
    if (and || or) {
      decided(binary.left(), left);
      Refinement told = frame.refinement(binary.left());
      frame.nulls = and ? told.ifTrue(before) : told.ifFalse(before);
    } else {
      frame.nulls = before;
    }
    Type right = value(binary.right());
    if (and || or) {
      decided(binary.right(), right);
      if (conditions(binary, left, right)) {
        Refinement a = frame.refinement(binary.left());
        Refinement b = frame.refinement(binary.right());
        frame.refine(binary, and ? a.and(b) : a.or(b));
        fold(binary);
      }
      return new Type.Bool();
    }
    compareWithNull(binary, left, right);
    Optional<Type> type = Operators.type(
        binary.op(), left, right, tables.constantOf(binary.left()), tables.constantOf(binary.right()));
    if (type.isEmpty()) {
      frame.report(TypeDiagnostics.operands(binary, left, right));
      return new Type.Error();
    }
    fold(binary);
    return type.get();
  }

  private boolean conditions(Expr.Binary binary, Type left, Type right) {
    boolean leftDecides = TypeRules.isCondition(left);
    boolean rightDecides = TypeRules.isCondition(right);
    if (!leftDecides) {
      frame.report(TypeDiagnostics.notACondition(binary.left().span(), left));
    }
    if (!rightDecides) {
      frame.report(TypeDiagnostics.notACondition(binary.right().span(), right));
    }
    return leftDecides && rightDecides;
  }

  /** A reference used as a condition says whether it is null. */
  private void decided(Expr expr, Type type) {
    if (TypeRules.mayBeNull(type)) {
      frame.localOf(expr).ifPresent(local -> frame.refine(expr, Refinement.isNull(local).not()));
    }
  }

  private void compareWithNull(Expr.Binary binary, Type left, Type right) {
    if (binary.op() != BinaryOp.EQ && binary.op() != BinaryOp.NE) {
      return;
    }
    Expr other = left instanceof Type.Null ? binary.right() : binary.left();
    if (left instanceof Type.Null || right instanceof Type.Null) {
      frame.localOf(other).map(Refinement::isNull).ifPresent(
          told -> frame.refine(binary, binary.op() == BinaryOp.EQ ? told : told.not()));
    }
  }

  private void fold(Expr.Binary binary) {
    OptionalLong a = tables.constantOf(binary.left());
    OptionalLong b = tables.constantOf(binary.right());
    if (b.isPresent() && b.getAsLong() == 0 && (binary.op() == BinaryOp.DIV || binary.op() == BinaryOp.REM)) {
      frame.report(TypeDiagnostics.constantArithmetic(binary.span(), "division by zero"));
      return;
    }
    if (a.isPresent() && b.isPresent()) {
      OptionalLong value = Operators.value(binary.op(), a.getAsLong(), b.getAsLong());
      value.ifPresentOrElse(
          v -> tables.constant(binary, v),
          () -> frame.report(
              TypeDiagnostics.constantArithmetic(binary.span(), "the result does not fit into 64 bits")));
    }
  }

  private Type conditional(Expr.Conditional conditional) {
    condition(conditional.cond());
    NullFacts before = frame.nulls;
    Refinement told = frame.refinement(conditional.cond());
    frame.nulls = told.ifTrue(before);
    Type then = value(conditional.then());
    frame.nulls = told.ifFalse(before);
    Type otherwise = value(conditional.otherwise());
    frame.nulls = before;
    OptionalLong decided = tables.constantOf(conditional.cond());
    if (decided.isPresent()) {
      tables.constantOf(decided.getAsLong() != 0 ? conditional.then() : conditional.otherwise())
          .ifPresent(value -> tables.constant(conditional, value));
    }
    Optional<Type> type = TypeRules.join(then, otherwise);
    if (type.isEmpty()) {
      frame.report(TypeDiagnostics.arms(conditional, then, otherwise));
    }
    return type.orElse(new Type.Error());
  }
}
