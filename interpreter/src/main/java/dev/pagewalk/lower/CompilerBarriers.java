package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What keeps a compiler from making an earlier read again: locks, atomic operations, sections of RCU, and functions
 * that do any of these, or whose code it does not see. Marked accesses do not, nor do functions that only compute.
 */
final class CompilerBarriers {
  /** Operations of the library that are one access to an entry, and no barrier. */
  private static final Set<String> ACCESSES = Set.of("pgdp_get", "p4dp_get", "pudp_get", "pmdp_get", "ptep_get",
      "set_pte_at", "set_pmd_at");

  private final LoweringContext context;
  private final Map<Decl.Fn, Boolean> known = new IdentityHashMap<>();

  CompilerBarriers(LoweringContext context) {
    this.context = context;
  }

  /** Whether a function of the language is one. */
  static boolean isBarrier(Builtin builtin) {
    return switch (builtin) {
      case READ_ONCE, WRITE_ONCE, DATA_RACE, SMP_LOAD_ACQUIRE, SMP_STORE_RELEASE, ASSERT, ASSUME, BUG_ON, WARN_ON,
          ASSERT_HELD, ASSERT_HELD_READ, ASSERT_HELD_WRITE, MIN, MAX,
          SPIN_LOCK_INIT, RWLOCK_INIT, INIT_RWSEM, MUTEX_INIT -> false;
      case BARRIER, XCHG, CMPXCHG, TEST_AND_SET, ATOMIC_ADD, ATOMIC_INC, ATOMIC_DEC, ATOMIC_ADD_RETURN,
          ATOMIC_INC_RETURN, ATOMIC_DEC_RETURN, ATOMIC_DEC_AND_TEST, ATOMIC_INC_NOT_ZERO, SMP_MB, SMP_RMB, SMP_WMB,
          SPIN_LOCK, SPIN_TRYLOCK, SPIN_UNLOCK, READ_LOCK, READ_UNLOCK, WRITE_LOCK, WRITE_UNLOCK, READ_TRYLOCK,
          WRITE_TRYLOCK, DOWN_READ, DOWN_READ_TRYLOCK, UP_READ, DOWN_WRITE, DOWN_WRITE_TRYLOCK, UP_WRITE,
          DOWNGRADE_WRITE, MUTEX_LOCK, MUTEX_TRYLOCK, MUTEX_UNLOCK, BIT_SPIN_LOCK, BIT_SPIN_TRYLOCK, BIT_SPIN_UNLOCK,
          READ_SEQCOUNT_BEGIN, READ_SEQCOUNT_RETRY, WRITE_SEQCOUNT_BEGIN, WRITE_SEQCOUNT_END, RCU_READ_LOCK,
          RCU_READ_UNLOCK, SYNCHRONIZE_RCU, KFREE_RCU, PREEMPT_DISABLE, PREEMPT_ENABLE, LOCAL_IRQ_DISABLE,
          LOCAL_IRQ_ENABLE, MIGHT_SLEEP, ALLOC, FREE -> true;
    };
  }

  /** Whether a call of a function is one, in whatever variant. */
  boolean isBarrier(Decl.Fn function) {
    Decl.Fn chosen = context.chosen(function);
    Boolean found = known.get(chosen);
    if (found == null) {
      found = chosen.body().isEmpty() ? isHidden(chosen) : hasBarrier(chosen.body().get());
      known.put(chosen, found);
    }
    return found;
  }

  private boolean isHidden(Decl.Fn external) {
    return context.unchecked(external.name().text()).visible() && !ACCESSES.contains(external.name().text());
  }

  private boolean hasBarrier(Stmt.Block body) {
    boolean[] found = {false};
    new Walk(
        statement -> found[0] |= statement instanceof Stmt.Lock || statement instanceof Stmt.Await,
        expr -> found[0] |= expr instanceof Expr.Call call && isBarrier(call)).visit(body);
    return found[0];
  }

  private boolean isBarrier(Expr.Call call) {
    return call.callee() instanceof Expr.Ref callee
        && switch (context.resolution.symbol(callee.name()).orElse(null)) {
          case Symbol.BuiltinFunction builtin -> isBarrier(builtin.builtin());
          case Symbol.Function function -> isBarrier(function.decl());
          case null, default -> false;
        };
  }
}
