package dev.pagewalk.dsl.resolve;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a function of the language takes and gives.
 *
 * @param arguments what stands at each place
 * @param optional how many of the last arguments may be left out
 * @param locks the kinds of locks that a {@code LOCK} argument may have
 * @param result the type of the call; {@link Type.Error} where it depends on the first argument
 */
record BuiltinSignature(List<Kind> arguments, int optional, Set<Type.LockKind> locks, Type result) {
  /** What an argument must be. */
  enum Kind {
    /** Something true or false. */
    CONDITION,
    /** A place in shared memory that one access reads or writes. */
    PLACE,
    /** A place that holds a number. */
    COUNTER,
    /** A place that holds a number or a truth value. */
    BIT,
    /** What fits into the place before. */
    VALUE,
    NUMBER,
    LOCK,
    /** A struct's name. */
    STRUCT,
    /** A reference to an object. */
    OBJECT,
    /** A number or an address; all of them alike. */
    ORDERED,
    TEXT,
    /** Whatever has a value. */
    ANY
  }

  private static final Set<Type.LockKind> NO_LOCKS = Set.of();
  private static final Set<Type.LockKind> SPIN = EnumSet.of(Type.LockKind.SPINLOCK);
  private static final Set<Type.LockKind> RW = EnumSet.of(Type.LockKind.RWLOCK);
  private static final Set<Type.LockKind> SEM = EnumSet.of(Type.LockKind.RWSEM);
  private static final Set<Type.LockKind> MUTEX = EnumSet.of(Type.LockKind.MUTEX);
  private static final Set<Type.LockKind> BIT = EnumSet.of(Type.LockKind.BITLOCK);
  private static final Set<Type.LockKind> SEQ = EnumSet.of(Type.LockKind.SEQCOUNT);
  private static final Set<Type.LockKind> TWO_MODES = EnumSet.of(Type.LockKind.RWLOCK, Type.LockKind.RWSEM);
  private static final Set<Type.LockKind> HOLDABLE = EnumSet.complementOf(EnumSet.of(Type.LockKind.SEQCOUNT));

  private static final Type NOTHING = new Type.Nothing();
  private static final Type BOOL = new Type.Bool();
  private static final Type AS_PLACE = new Type.Error();

  /** The signature of {@code builtin}. */
  static BuiltinSignature of(Builtin builtin) {
    return switch (builtin) {
      case ASSERT, BUG_ON, ASSUME -> new BuiltinSignature(List.of(Kind.CONDITION, Kind.TEXT), 1, NO_LOCKS, NOTHING);
      case WARN_ON -> new BuiltinSignature(List.of(Kind.CONDITION, Kind.TEXT), 1, NO_LOCKS, BOOL);
      case READ_ONCE, SMP_LOAD_ACQUIRE -> plain(AS_PLACE, Kind.PLACE);
      case DATA_RACE -> new BuiltinSignature(List.of(Kind.ANY, Kind.TEXT), 1, NO_LOCKS, AS_PLACE);
      case WRITE_ONCE, SMP_STORE_RELEASE -> plain(NOTHING, Kind.PLACE, Kind.VALUE);
      case XCHG -> plain(AS_PLACE, Kind.PLACE, Kind.VALUE);
      case CMPXCHG -> plain(AS_PLACE, Kind.PLACE, Kind.VALUE, Kind.VALUE);
      case TEST_AND_SET -> plain(BOOL, Kind.BIT);
      case ATOMIC_ADD -> plain(NOTHING, Kind.COUNTER, Kind.NUMBER);
      case ATOMIC_INC, ATOMIC_DEC -> plain(NOTHING, Kind.COUNTER);
      case ATOMIC_ADD_RETURN -> plain(Type.Int.INT, Kind.COUNTER, Kind.NUMBER);
      case ATOMIC_INC_RETURN, ATOMIC_DEC_RETURN -> plain(Type.Int.INT, Kind.COUNTER);
      case ATOMIC_DEC_AND_TEST, ATOMIC_INC_NOT_ZERO -> plain(BOOL, Kind.COUNTER);
      case BARRIER, SMP_MB, SMP_RMB, SMP_WMB, RCU_READ_LOCK, RCU_READ_UNLOCK, SYNCHRONIZE_RCU, PREEMPT_DISABLE, PREEMPT_ENABLE,
          LOCAL_IRQ_DISABLE, LOCAL_IRQ_ENABLE, MIGHT_SLEEP -> plain(NOTHING);
      case SPIN_LOCK, SPIN_UNLOCK, SPIN_LOCK_INIT -> lock(SPIN, NOTHING);
      case SPIN_TRYLOCK -> lock(SPIN, BOOL);
      case READ_LOCK, READ_UNLOCK, WRITE_LOCK, WRITE_UNLOCK, RWLOCK_INIT -> lock(RW, NOTHING);
      case READ_TRYLOCK, WRITE_TRYLOCK -> lock(RW, BOOL);
      case DOWN_READ, UP_READ, DOWN_WRITE, UP_WRITE, DOWNGRADE_WRITE, INIT_RWSEM -> lock(SEM, NOTHING);
      case DOWN_READ_TRYLOCK, DOWN_WRITE_TRYLOCK -> lock(SEM, BOOL);
      case MUTEX_LOCK, MUTEX_UNLOCK, MUTEX_INIT -> lock(MUTEX, NOTHING);
      case MUTEX_TRYLOCK -> lock(MUTEX, BOOL);
      case BIT_SPIN_LOCK, BIT_SPIN_UNLOCK -> lock(BIT, NOTHING);
      case BIT_SPIN_TRYLOCK -> lock(BIT, BOOL);
      case READ_SEQCOUNT_BEGIN -> lock(SEQ, Type.Int.INT);
      case READ_SEQCOUNT_RETRY -> new BuiltinSignature(List.of(Kind.LOCK, Kind.NUMBER), 0, SEQ, BOOL);
      case WRITE_SEQCOUNT_BEGIN, WRITE_SEQCOUNT_END -> lock(SEQ, NOTHING);
      case ASSERT_HELD, ASSERT_HELD_WRITE -> lock(HOLDABLE, NOTHING);
      case ASSERT_HELD_READ -> lock(TWO_MODES, NOTHING);
      case ALLOC -> plain(AS_PLACE, Kind.STRUCT);
      case FREE, KFREE_RCU -> plain(NOTHING, Kind.OBJECT);
      case MIN, MAX -> plain(AS_PLACE, Kind.ORDERED, Kind.ORDERED);
    };
  }

  /** Whether the call may have to wait for another thread. */
  static boolean mayWait(Builtin builtin) {
    return switch (builtin) {
      case SPIN_LOCK, READ_LOCK, WRITE_LOCK, DOWN_READ, DOWN_WRITE, MUTEX_LOCK, BIT_SPIN_LOCK, READ_SEQCOUNT_BEGIN,
          SYNCHRONIZE_RCU -> true;
      case ASSERT, ASSUME, BUG_ON, WARN_ON, READ_ONCE, WRITE_ONCE, DATA_RACE, XCHG, CMPXCHG, TEST_AND_SET, ATOMIC_ADD,
          ATOMIC_INC, ATOMIC_DEC, ATOMIC_ADD_RETURN, ATOMIC_INC_RETURN, ATOMIC_DEC_RETURN, ATOMIC_DEC_AND_TEST, ATOMIC_INC_NOT_ZERO,
          BARRIER, SMP_MB, SMP_RMB, SMP_WMB, SMP_LOAD_ACQUIRE, SMP_STORE_RELEASE, SPIN_TRYLOCK, SPIN_UNLOCK, READ_UNLOCK,
          WRITE_UNLOCK, READ_TRYLOCK, WRITE_TRYLOCK, DOWN_READ_TRYLOCK, UP_READ, DOWN_WRITE_TRYLOCK, UP_WRITE,
          DOWNGRADE_WRITE, MUTEX_TRYLOCK, MUTEX_UNLOCK, BIT_SPIN_TRYLOCK, BIT_SPIN_UNLOCK, READ_SEQCOUNT_RETRY,
          WRITE_SEQCOUNT_BEGIN, WRITE_SEQCOUNT_END, ASSERT_HELD, ASSERT_HELD_READ, ASSERT_HELD_WRITE, RCU_READ_LOCK,
          RCU_READ_UNLOCK, SPIN_LOCK_INIT, RWLOCK_INIT, INIT_RWSEM, MUTEX_INIT, KFREE_RCU,
          PREEMPT_DISABLE, PREEMPT_ENABLE, LOCAL_IRQ_DISABLE, LOCAL_IRQ_ENABLE, MIGHT_SLEEP,
          ALLOC, FREE, MIN, MAX -> false;
    };
  }

  private static BuiltinSignature plain(Type result, Kind... arguments) {
    return new BuiltinSignature(List.of(arguments), 0, NO_LOCKS, result);
  }

  private static BuiltinSignature lock(Set<Type.LockKind> kinds, Type result) {
    return new BuiltinSignature(List.of(Kind.LOCK), 0, kinds, result);
  }
}
