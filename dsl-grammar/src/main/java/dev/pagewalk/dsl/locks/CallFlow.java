package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Follows the calls in expressions. */
final class CallFlow {
  /** Expressions that are nested more deeply than this are not followed. */
  private static final int DEEPEST = 150;

  private final LockContext context;
  private final LockNames names;
  private final Locks locks;
  private int depth;

  CallFlow(LockContext context, LockNames names, Locks locks) {
    this.context = context;
    this.names = names;
    this.locks = locks;
  }

  LockNames names() {
    return names;
  }

  /** What holds behind an expression whose value is not looked at. */
  LockState value(Expr expr, LockState state) {
    return condition(expr, state).joined();
  }

  /** What holds behind a statement that is an expression. */
  LockState statement(Expr expr, LockState state) {
    if (expr instanceof Expr.Call call && !call.args().isEmpty()
        && context.callee(call).orElse(null) instanceof Symbol.BuiltinFunction builtin) {
      Builtin called = builtin.builtin();
      if (called == Builtin.ASSERT || called == Builtin.ASSUME) {
        return condition(call.args().get(0).value(), state).ifTrue();
      }
      if (called == Builtin.BUG_ON) {
        return condition(call.args().get(0).value(), state).ifFalse();
      }
    }
    return value(expr, state);
  }

  /** What holds where an expression is true, not 0 or not null, and where it is not. */
  Effects condition(Expr expr, LockState state) {
    if (DEEPEST <= depth) {
      return Effects.same(context.nothingKnown(state));
    }
    depth++;
    Effects found = followed(expr, state);
    depth--;
    return found;
  }

  private Effects followed(Expr expr, LockState state) {
    OptionalLong constant = context.resolution().constant(expr);
    if (constant.isPresent()) {
      return constant.getAsLong() != 0 ? new Effects(state, LockState.UNREACHED)
          : new Effects(LockState.UNREACHED, state);
    }
    return switch (expr) {
      case Expr.Paren e -> condition(e.inner(), state);
      case Expr.NullLit e -> new Effects(LockState.UNREACHED, state);
      case Expr.Unary e when e.op() == Expr.UnaryOp.NOT -> swapped(condition(e.operand(), state));
      case Expr.Unary e -> Effects.same(value(e.operand(), state));
      case Expr.Binary e -> binary(e, state);
      case Expr.Conditional e -> {
        Effects cond = condition(e.cond(), state);
        Effects then = condition(e.then(), cond.ifTrue());
        Effects otherwise = condition(e.otherwise(), cond.ifFalse());
        yield new Effects(then.ifTrue().join(otherwise.ifTrue()), then.ifFalse().join(otherwise.ifFalse()));
      }
      case Expr.Call e -> call(e, state);
      case Expr.Ref e -> remembered(e, state);
      case Expr.Field e -> Effects.same(value(e.target(), state));
      case Expr.Index e -> Effects.same(value(e.index(), value(e.target(), state)));
      case Expr.IntLit e -> Effects.same(state);
      case Expr.BoolLit e -> Effects.same(state);
      case Expr.StringLit e -> Effects.same(state);
      case Expr.Missing e -> Effects.same(state);
    };
  }

  private static Effects swapped(Effects effects) {
    return new Effects(effects.ifFalse(), effects.ifTrue());
  }

  private Effects binary(Expr.Binary e, LockState state) {
    switch (e.op()) {
      case AND -> {
        Effects left = condition(e.left(), state);
        Effects right = condition(e.right(), left.ifTrue());
        return new Effects(right.ifTrue(), left.ifFalse().join(right.ifFalse()));
      }
      case OR -> {
        Effects left = condition(e.left(), state);
        Effects right = condition(e.right(), left.ifFalse());
        return new Effects(left.ifTrue().join(right.ifTrue()), right.ifFalse());
      }
      case EQ, NE -> {
        Optional<Expr> compared = isNothing(e.right()) ? Optional.of(e.left())
            : isNothing(e.left()) ? Optional.of(e.right()) : Optional.empty();
        if (compared.isPresent()) {
          Effects both = condition(compared.get(), state);
          return e.op() == Expr.BinaryOp.EQ ? swapped(both) : both;
        }
        return Effects.same(value(e.right(), value(e.left(), state)));
      }
      case BIT_OR, BIT_XOR, BIT_AND, LT, LE, GT, GE, SHL, SHR, ADD, SUB, MUL, DIV, REM -> {
        return Effects.same(value(e.right(), value(e.left(), state)));
      }
    }
    return Effects.same(state);
  }

  /** Whether an expression is null, 0 or false. */
  private boolean isNothing(Expr expr) {
    OptionalLong constant = context.resolution().constant(expr);
    return expr instanceof Expr.NullLit || constant.isPresent() && constant.getAsLong() == 0;
  }

  private Effects remembered(Expr.Ref ref, LockState state) {
    Optional<Name> variable = context.resolution().symbol(ref.name()).map(Symbol::declared);
    return state.pending().filter(pending -> Optional.of(pending.variable()).equals(variable))
        .map(pending -> new Effects(pending.ifTrue(), pending.ifFalse()))
        .orElse(Effects.same(state));
  }

  private Effects call(Expr.Call call, LockState before) {
    if (call.block().isPresent()) {
      return Effects.same(before);
    }
    LockState state = before;
    for (SyntaxPart.Arg arg : call.args()) {
      state = value(arg.value(), state);
    }
    Symbol symbol = context.callee(call).orElse(null);
    if (symbol instanceof Symbol.BuiltinFunction builtin) {
      return builtin(call, builtin.builtin(), state);
    }
    if (!(symbol instanceof Symbol.Function function)) {
      return Effects.same(symbol == null ? context.nothingKnown(state) : state);
    }
    Symbol.Function target = context.target(function);
    Effects effects = context.effects(target);
    Map<Name, LockRef> here = arguments(call, target);
    LockState known = state;
    if (effects.ifTrue() == effects.ifFalse()) {
      return Effects.same(locks.call(known, effects.ifTrue(), lock -> renamed(lock, here), call.span()));
    }
    return new Effects(
        locks.call(known, effects.ifTrue(), lock -> renamed(lock, here), call.span()),
        locks.call(known, effects.ifFalse(), lock -> renamed(lock, here), call.span()));
  }

  private Effects builtin(Expr.Call call, Builtin builtin, LockState state) {
    Optional<LockCall> found = LockCall.of(builtin);
    boolean isSection = found.filter(c -> c == LockCall.ENTER || c == LockCall.LEAVE).isPresent();
    if (found.isEmpty() || !isSection && call.args().isEmpty()) {
      return Effects.same(state);
    }
    LockCall action = found.get();
    LockRef lock = isSection ? LockCall.section(builtin) : names.lock(call.args().get(0).value());
    if (lock.kind().isEmpty()) {
      return Effects.same(context.nothingKnown(state));
    }
    return switch (action) {
      case TAKE, TAKE_SHARED, ENTER -> Effects.same(locks.take(state, lock, action.isShared(), call.span()));
      case TRY, TRY_SHARED -> new Effects(locks.had(state, lock, action.isShared(), call.span()), state);
      case GIVE, GIVE_SHARED, LEAVE ->
          Effects.same(locks.give(state, lock, action.isShared(), call.span(), Optional.empty()));
      case DOWNGRADE -> Effects.same(locks.downgrade(state, lock, call.span()));
    };
  }

  /** What the parameters of a function mean in this call. */
  private Map<Name, LockRef> arguments(Expr.Call call, Symbol.Function function) {
    Map<Name, LockRef> here = new HashMap<>();
    if (!(call.callee() instanceof Expr.Ref)) {
      return here;
    }
    List<SyntaxPart.Param> params = function.decl().params();
    for (int i = 0; i < call.args().size(); i++) {
      SyntaxPart.Arg arg = call.args().get(i);
      int position = i;
      params.stream()
          .filter(p -> arg.name().map(name -> name.text().equals(p.name().text()))
              .orElseGet(() -> params.indexOf(p) == position))
          .findFirst()
          .ifPresent(param -> names.of(arg.value()).ifPresent(ref -> here.put(param.name(), ref)));
    }
    return here;
  }

  /** What a lock of a called function is called by who calls it. */
  private static LockRef renamed(LockRef lock, Map<Name, LockRef> here) {
    if (lock.kind().equals("section")) {
      return lock;
    }
    LockRef object = lock.root().map(here::get).orElse(null);
    if (object != null) {
      List<String> path = new ArrayList<>(object.path());
      path.addAll(lock.path());
      String group = lock.path().isEmpty() ? object.group() : lock.group();
      return new LockRef(object.root(), path, group, lock.kind(), object.isStable() && lock.isStable());
    }
    boolean isDeclared = !lock.group().isEmpty() && lock.group().equals(lock.root().map(Name::text).orElse(""));
    boolean isSame = isDeclared && lock.path().stream().allMatch(step -> step.matches("\\[(\\d+|self)]"));
    return isSame ? lock : new LockRef(Optional.empty(), List.of(), lock.group(), lock.kind(), false);
  }
}
