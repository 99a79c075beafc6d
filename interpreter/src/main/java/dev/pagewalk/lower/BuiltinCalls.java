package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.ir.Access;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.CheckSite;
import dev.pagewalk.ir.LockMode;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Update;

/** Compiles calls of the language's own functions. */
final class BuiltinCalls {
  private final LoweringContext context;
  private final Emitter out;
  private final Expressions expressions;

  BuiltinCalls(LoweringContext context, Emitter out, Expressions expressions) {
    this.context = context;
    this.out = out;
    this.expressions = expressions;
  }

  int call(Builtin builtin, Expr.Call call) {
    Span span = call.span();
    return switch (builtin) {
      case ASSERT ->
          check(call, false, "assertion", "`" + context.text(argument(call, 0).span()) + "` does not hold", true);
      case BUG_ON -> check(call, true, "assertion", "`" + context.text(span) + "` is hit", true);
      case WARN_ON -> check(call, true, "warning", "`" + context.text(span) + "` is hit", false);
      case ASSUME -> {
        out.emit(Op.ASSUME, expressions.value(argument(call, 0)), span);
        yield nothing();
      }
      case READ_ONCE, SMP_LOAD_ACQUIRE -> readOnce(argument(call, 0));
      case DATA_RACE -> dataRace(argument(call, 0));
      case WRITE_ONCE, SMP_STORE_RELEASE -> {
        Place place = expressions.place(argument(call, 0));
        int value = expressions.valueAs(argument(call, 1), expressions.type(argument(call, 0)));
        Access before = out.accessing(Access.MARKED);
        expressions.store(place, value, span);
        out.accessing(before);
        yield nothing();
      }
      case XCHG -> update(Update.EXCHANGE, call, expressions.valueAs(argument(call, 1), target(call)));
      case CMPXCHG -> compareExchange(call);
      case TEST_AND_SET -> update(Update.EXCHANGE, call, out.constant(1));
      case ATOMIC_ADD, ATOMIC_ADD_RETURN -> add(call, expressions.value(argument(call, 1)));
      case ATOMIC_INC, ATOMIC_INC_RETURN -> add(call, out.constant(1));
      case ATOMIC_DEC, ATOMIC_DEC_RETURN -> add(call, out.constant(-1));
      case ATOMIC_DEC_AND_TEST ->
          expressions.arithmetic(Arithmetic.EQ, add(call, out.constant(-1)), out.constant(0), span);
      case ATOMIC_INC_NOT_ZERO -> update(Update.ADD_UNLESS_ZERO, call, out.constant(1));
      case BARRIER, SMP_MB, SMP_RMB, SMP_WMB -> nothing();
      case SPIN_LOCK, BIT_SPIN_LOCK -> acquire(call, LockMode.EXCLUSIVE, true);
      case MUTEX_LOCK -> acquire(call, LockMode.EXCLUSIVE, false);
      case READ_LOCK -> acquire(call, LockMode.READ, true);
      case WRITE_LOCK -> acquire(call, LockMode.WRITE, true);
      case DOWN_READ -> acquire(call, LockMode.SEM_READ, false);
      case DOWN_WRITE -> acquire(call, LockMode.SEM_WRITE, false);
      case SPIN_TRYLOCK, BIT_SPIN_TRYLOCK -> tryAcquire(call, LockMode.EXCLUSIVE, true);
      case MUTEX_TRYLOCK -> tryAcquire(call, LockMode.EXCLUSIVE, false);
      case READ_TRYLOCK -> tryAcquire(call, LockMode.READ, true);
      case WRITE_TRYLOCK -> tryAcquire(call, LockMode.WRITE, true);
      case DOWN_READ_TRYLOCK -> tryAcquire(call, LockMode.SEM_READ, false);
      case DOWN_WRITE_TRYLOCK -> tryAcquire(call, LockMode.SEM_WRITE, false);
      case SPIN_UNLOCK, BIT_SPIN_UNLOCK -> release(call, LockMode.EXCLUSIVE, true);
      case MUTEX_UNLOCK -> release(call, LockMode.EXCLUSIVE, false);
      case READ_UNLOCK -> release(call, LockMode.READ, true);
      case WRITE_UNLOCK -> release(call, LockMode.WRITE, true);
      case UP_READ -> release(call, LockMode.SEM_READ, false);
      case UP_WRITE -> release(call, LockMode.SEM_WRITE, false);
      case DOWNGRADE_WRITE -> {
        out.emit(Op.DOWNGRADE, expressions.pointer(argument(call, 0)), span);
        yield nothing();
      }
      case SPIN_LOCK_INIT, RWLOCK_INIT, INIT_RWSEM, MUTEX_INIT -> {
        out.emit(Op.STORE, expressions.pointer(argument(call, 0)), out.constant(0), span);
        yield nothing();
      }
      case READ_SEQCOUNT_BEGIN -> seqcountBegin(call);
      case READ_SEQCOUNT_RETRY -> {
        int now = marked(expressions.pointer(argument(call, 0)), span);
        out.endSequence();
        yield expressions.arithmetic(Arithmetic.NE, now, expressions.value(argument(call, 1)), span);
      }
      case WRITE_SEQCOUNT_BEGIN -> {
        out.beginSequence();
        yield add(call, out.constant(1));
      }
      case WRITE_SEQCOUNT_END -> {
        out.endSequence();
        yield add(call, out.constant(1));
      }
      case ASSERT_HELD -> assertHeld(call, 0);
      case ASSERT_HELD_READ -> assertHeld(call, 1);
      case ASSERT_HELD_WRITE -> assertHeld(call, 2);
      case RCU_READ_LOCK, RCU_READ_UNLOCK, PREEMPT_DISABLE, PREEMPT_ENABLE, LOCAL_IRQ_DISABLE, LOCAL_IRQ_ENABLE,
          MIGHT_SLEEP -> intrinsic(builtin.text(), new int[0], span);
      case SYNCHRONIZE_RCU -> {
        intrinsic("might_sleep", new int[0], span);
        intrinsic("synchronize_rcu_start", new int[0], span);
        yield intrinsic("synchronize_rcu_wait", new int[0], span);
      }
      case KFREE_RCU -> intrinsic("kfree_rcu", new int[] {expressions.value(argument(call, 0))}, span);
      case ALLOC -> allocate(call);
      case FREE -> {
        out.emit(Op.FREE, expressions.value(argument(call, 0)), 0, 0, expressions.privacy(target(call)), span);
        yield nothing();
      }
      case MIN -> smaller(expressions.value(argument(call, 0)), expressions.value(argument(call, 1)), true, span);
      case MAX -> smaller(expressions.value(argument(call, 0)), expressions.value(argument(call, 1)), false, span);
    };
  }

  /** Reads a place by a marked access; what leads to it is read as it is written. */
  private int readOnce(Expr read) {
    Place place = expressions.place(read);
    Access before = out.accessing(Access.MARKED);
    int result = expressions.load(place, expressions.type(read), read.span());
    out.accessing(before);
    return result;
  }

  private int dataRace(Expr read) {
    Access before = out.accessing(Access.INTENDED);
    int result = expressions.value(read);
    out.accessing(before);
    return result;
  }

  private int marked(int pointer, Span span) {
    Access before = out.accessing(Access.MARKED);
    int result = out.temporary();
    out.emit(Op.LOAD, result, pointer, span);
    out.accessing(before);
    return result;
  }

  private static Expr argument(Expr.Call call, int i) {
    return call.args().get(i).value();
  }

  private Type target(Expr.Call call) {
    return expressions.type(argument(call, 0));
  }

  private int nothing() {
    return out.constant(0);
  }

  private int check(Expr.Call call, boolean negated, String oracle, String message, boolean fatal) {
    int value = expressions.value(argument(call, 0));
    int holds = value;
    if (negated) {
      holds = out.temporary();
      out.emit(Op.NOT, holds, value, call.span());
    }
    out.emit(Op.ASSERT, holds, out.program().checkSite(new CheckSite(oracle, said(call) + message, fatal)), call.span());
    return value;
  }

  /** What the author has to say about a check that fails. */
  private static String said(Expr.Call call) {
    return call.args().size() == 2 && argument(call, 1) instanceof Expr.StringLit text ? text.value() + ": " : "";
  }

  private int update(Update kind, Expr.Call call, int operand) {
    int result = out.temporary();
    Place place = expressions.place(argument(call, 0));
    out.emit(Op.UPDATE, result, expressions.pointer(place, call.span()), operand, kind.ordinal(), call.span());
    context.fieldRules().checkWrite(place, out, call.span());
    return result;
  }

  private int add(Expr.Call call, int operand) {
    int result = update(Update.ADD_FETCH, call, operand);
    if (target(call) instanceof Type.Int range) {
      out.emit(Op.CHECK_RANGE, result, out.constant(range.low()), out.constant(range.high()), 0, call.span());
    }
    return result;
  }

  private int compareExchange(Expr.Call call) {
    Place place = expressions.place(argument(call, 0));
    int pointer = expressions.pointer(place, call.span());
    int expected = expressions.valueAs(argument(call, 1), target(call));
    int replacement = expressions.valueAs(argument(call, 2), target(call));
    int result = out.temporary();
    out.emit(Op.COMPARE_EXCHANGE, result, pointer, expected, replacement, call.span());
    context.fieldRules().checkWrite(place, out, call.span());
    return result;
  }

  private int acquire(Expr.Call call, LockMode mode, boolean spins) {
    out.emit(Op.ACQUIRE, expressions.pointer(argument(call, 0)), mode.ordinal(), spins ? 1 : 0, 0, call.span());
    return nothing();
  }

  private int tryAcquire(Expr.Call call, LockMode mode, boolean spins) {
    int result = out.temporary();
    int flags = (spins ? 1 : 0) | (mayFail(argument(call, 0)) ? 2 : 0);
    out.emit(Op.TRY_ACQUIRE, result, expressions.pointer(argument(call, 0)), mode.ordinal(), flags, call.span());
    return result;
  }

  private boolean mayFail(Expr lock) {
    return lock instanceof Expr.Field field
        && expressions.symbol(field.name()) instanceof Symbol.StructField found
        && context.mayFail.contains(found.struct().name().text() + '.' + found.declared().text());
  }

  private int release(Expr.Call call, LockMode mode, boolean spins) {
    out.emit(Op.RELEASE, expressions.pointer(argument(call, 0)), mode.ordinal(), spins ? 1 : 0, 0, call.span());
    return nothing();
  }

  private int seqcountBegin(Expr.Call call) {
    int place = expressions.pointer(argument(call, 0));
    out.emit(Op.ATOMIC_BEGIN, 0, call.span());
    int result = marked(place, call.span());
    int odd = expressions.arithmetic(Arithmetic.AND, result, out.constant(1), call.span());
    out.emit(Op.REQUIRE, expressions.arithmetic(Arithmetic.EQ, odd, out.constant(0), call.span()), call.span());
    out.emit(Op.ATOMIC_END, 0, call.span());
    out.beginSequence();
    return result;
  }

  private int assertHeld(Expr.Call call, int how) {
    out.emit(Op.ASSERT_HELD, 0, expressions.pointer(argument(call, 0)), how, 0, call.span());
    return nothing();
  }

  private int intrinsic(String name, int[] operands, Span span) {
    Binding binding = context.binding(name);
    return expressions.intrinsic(binding, operands, span);
  }

  private int allocate(Expr.Call call) {
    if (!(argument(call, 0) instanceof Expr.Ref ref)
        || !(context.resolution.symbol(ref.name()).orElse(null) instanceof Symbol.StructName struct)) {
      return nothing();
    }
    String name = struct.declared().text();
    int pool = context.layout.pools().indexOf(context.layout.pool(name));
    int result = out.temporary();
    out.emit(Op.ALLOCATE, result, pool, context.mayFail.contains(name) ? 1 : 0,
        expressions.privacy(new Type.Ref(struct.decl())), call.span());
    return result;
  }

  private int smaller(int left, int right, boolean wantSmaller, Span span) {
    int result = out.temporary();
    int end = out.newLabel();
    out.emit(Op.MOVE, result, left, span);
    int keep = wantSmaller
        ? expressions.arithmetic(Arithmetic.LE, left, right, span)
        : expressions.arithmetic(Arithmetic.LE, right, left, span);
    out.emit(Op.JUMP_IF_SET, keep, end, span);
    out.emit(Op.MOVE, result, right, span);
    out.bind(end);
    return result;
  }
}
