package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.List;
import java.util.Optional;

/** Types calls of the functions of the language itself. */
final class BuiltinCalls {
  private final Frame frame;
  private final Tables tables;
  private final Expressions expressions;

  BuiltinCalls(Frame frame, Expressions expressions) {
    this.frame = frame;
    this.tables = frame.tables;
    this.expressions = expressions;
  }

  Type call(Expr.Call call, Builtin builtin) {
    BuiltinSignature signature = BuiltinSignature.of(builtin);
    List<BuiltinSignature.Kind> kinds = signature.arguments();
    int found = call.args().size();
    if (found < kinds.size() - signature.optional() || kinds.size() < found) {
      frame.report(TypeDiagnostics.argumentCount(
          call, builtin.text(), kinds.size() - signature.optional(), Optional.empty()));
    }
    Type first = new Type.Error();
    for (int i = 0; i < found; i++) {
      SyntaxPart.Arg arg = call.args().get(i);
      arg.name().ifPresent(name -> frame.report(TypeDiagnostics.namedArgument(name, builtin.text(), Optional.empty())));
      Type type = kinds.size() <= i ? expressions.value(arg.value())
          : argument(arg.value(), kinds.get(i), first, builtin);
      first = i == 0 ? type : first;
    }
    return result(builtin, signature, first, call);
  }

  private Type argument(Expr arg, BuiltinSignature.Kind kind, Type first, Builtin builtin) {
    String user = "`" + builtin.text() + "`";
    return switch (kind) {
      case CONDITION -> {
        expressions.condition(arg);
        yield tables.typeOf(arg);
      }
      case PLACE, COUNTER, BIT -> place(arg, kind, builtin);
      case VALUE -> expressions.into(first, arg, "the place");
      case NUMBER -> expressions.into(Type.Int.LONG, arg, user);
      case ANY -> expressions.value(arg);
      case TEXT -> expressions.into(new Type.Text(), arg, user);
      case LOCK -> lock(arg, builtin);
      case STRUCT -> struct(arg);
      case OBJECT -> object(arg, user);
      case ORDERED -> ordered(arg, first, user);
    };
  }

  private Type place(Expr arg, BuiltinSignature.Kind kind, Builtin builtin) {
    String user = "`" + builtin.text() + "`";
    Type type = expressions.value(arg);
    Places place = Places.of(arg, tables);
    if (place == Places.UNKNOWN) {
      return new Type.Error();
    }
    if (place == Places.USER) {
      frame.report(NotYet.USER_ATOMIC.at(arg.span()));
      return new Type.Error();
    }
    if (place != Places.SHARED || type instanceof Type.Lock || type instanceof Type.Array) {
      frame.report(TypeDiagnostics.notAPlace(arg, user));
      return new Type.Error();
    }
    boolean reads = builtin == Builtin.READ_ONCE || builtin == Builtin.SMP_LOAD_ACQUIRE;
    if (!reads && Places.isTableEntry(arg, tables)) {
      frame.report(TypeDiagnostics.notAssignable(arg.span(), "this place", TypeDiagnostics.ENTRY_CHANGES));
      return new Type.Error();
    }
    boolean fits = switch (kind) {
      case COUNTER -> TypeRules.isInt(type);
      case BIT -> TypeRules.isInt(type) || type instanceof Type.Bool;
      case PLACE, CONDITION, VALUE, NUMBER, LOCK, STRUCT, OBJECT, ORDERED, TEXT, ANY -> true;
    };
    if (!fits) {
      frame.report(TypeDiagnostics.mismatch(arg.span(), user, Type.Int.INT, type));
      return new Type.Error();
    }
    return type;
  }

  private Type lock(Expr arg, Builtin builtin) {
    Type type = expressions.value(arg);
    if (TypeRules.isError(type)) {
      return type;
    }
    String user = "`" + builtin.text() + "`";
    if (expressions.isNull(arg)) {
      frame.report(TypeDiagnostics.nullHere(arg.span(), "the lock of " + user));
      return type;
    }
    Optional<Type.LockKind> kind = TypeRules.lockKind(type);
    if (kind.isEmpty()) {
      frame.report(TypeDiagnostics.notALock(arg.span(), user, type));
    } else if (!BuiltinSignature.of(builtin).locks().contains(kind.get())) {
      frame.report(TypeDiagnostics.wrongLockKind(
          arg.span(), builtin.text(), BuiltinSignature.of(builtin).locks(), kind.get(),
              LockWords.instead(builtin, kind.get())));
    }
    return type;
  }

  private Type struct(Expr arg) {
    if (arg instanceof Expr.Missing) {
      return new Type.Error();
    }
    if (!(arg instanceof Expr.Ref ref)) {
      expressions.of(arg);
      frame.report(TypeDiagnostics.allocArgument(arg.span()));
      return new Type.Error();
    }
    Optional<Symbol> found = frame.globals.find(Space.TYPE, ref.name().text());
    if (found.isEmpty() && !ref.name().isMissing()) {
      frame.report(NameDiagnostics.unknownType(
          ref.name(), frame.nearest(ref.name(), frame.globals.visible(Space.TYPE))));
    } else if (found.isPresent() && !(found.get() instanceof Symbol.StructName)) {
      frame.report(TypeDiagnostics.allocArgument(arg.span()));
    } else if (found.isPresent()) {
      tables.bind(ref.name(), found.get());
      return tables.type(arg, found.get().type());
    }
    return new Type.Error();
  }

  private Type object(Expr arg, String user) {
    Type type = expressions.value(arg);
    if (expressions.isNull(arg)) {
      frame.report(TypeDiagnostics.nullHere(arg.span(), "the argument of " + user));
    } else if (!(type instanceof Type.Ref || type instanceof Type.NullableRef || TypeRules.isError(type))) {
      frame.report(TypeDiagnostics.notAnObject(arg.span(), user, type));
    }
    return type;
  }

  private Type ordered(Expr arg, Type first, String user) {
    Type type = expressions.value(arg);
    boolean fits = TypeRules.isError(type) || type instanceof Type.Int || type instanceof Type.Vaddr
        || type instanceof Type.Pfn;
    if (!fits || !TypeRules.ordered(type, first)) {
      frame.report(TypeDiagnostics.mismatch(arg.span(), user, TypeRules.isError(first) ? Type.Int.LONG : first, type));
      return new Type.Error();
    }
    return type;
  }

  private Type result(Builtin builtin, BuiltinSignature signature, Type first, Expr.Call call) {
    return switch (builtin) {
      case READ_ONCE, SMP_LOAD_ACQUIRE, DATA_RACE, XCHG, CMPXCHG -> first;
      case ALLOC -> first instanceof Type.Ref ref ? new Type.NullableRef(ref.struct()) : new Type.Error();
      case MIN, MAX -> call.args().size() == 2
          ? TypeRules.join(first, tables.typeOf(call.args().get(1).value())).orElse(first) : first;
      case ASSERT, ASSUME, BUG_ON, WARN_ON, WRITE_ONCE, TEST_AND_SET, ATOMIC_ADD, ATOMIC_INC, ATOMIC_DEC,
          ATOMIC_ADD_RETURN,
          ATOMIC_INC_RETURN, ATOMIC_DEC_RETURN, ATOMIC_DEC_AND_TEST, ATOMIC_INC_NOT_ZERO, BARRIER, SMP_MB, SMP_RMB, SMP_WMB,
          SMP_STORE_RELEASE, SPIN_LOCK, SPIN_TRYLOCK, SPIN_UNLOCK, READ_LOCK, READ_UNLOCK, WRITE_LOCK, WRITE_UNLOCK,
          READ_TRYLOCK, WRITE_TRYLOCK, DOWN_READ, DOWN_READ_TRYLOCK, UP_READ, DOWN_WRITE, DOWN_WRITE_TRYLOCK, UP_WRITE,
          DOWNGRADE_WRITE, MUTEX_LOCK, MUTEX_TRYLOCK, MUTEX_UNLOCK, BIT_SPIN_LOCK, BIT_SPIN_TRYLOCK, BIT_SPIN_UNLOCK,
          SPIN_LOCK_INIT, RWLOCK_INIT, INIT_RWSEM, MUTEX_INIT, READ_SEQCOUNT_BEGIN, READ_SEQCOUNT_RETRY,
          WRITE_SEQCOUNT_BEGIN, WRITE_SEQCOUNT_END, ASSERT_HELD,
          ASSERT_HELD_READ, ASSERT_HELD_WRITE, RCU_READ_LOCK, RCU_READ_UNLOCK, SYNCHRONIZE_RCU, KFREE_RCU,
          PREEMPT_DISABLE, PREEMPT_ENABLE, LOCAL_IRQ_DISABLE, LOCAL_IRQ_ENABLE, MIGHT_SLEEP, FREE -> signature.result();
    };
  }
}
