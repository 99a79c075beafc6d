package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.resolve.Builtin;
import java.util.Optional;

/** What a function of the language does with a lock, or with a section of its thread. */
enum LockCall {
  TAKE, TAKE_SHARED, TRY, TRY_SHARED, GIVE, GIVE_SHARED, DOWNGRADE, ENTER, LEAVE;

  static Optional<LockCall> of(Builtin builtin) {
    return Optional.ofNullable(switch (builtin) {
      case SPIN_LOCK, WRITE_LOCK, DOWN_WRITE, MUTEX_LOCK, BIT_SPIN_LOCK -> TAKE;
      case READ_LOCK, DOWN_READ -> TAKE_SHARED;
      case SPIN_TRYLOCK, WRITE_TRYLOCK, DOWN_WRITE_TRYLOCK, MUTEX_TRYLOCK, BIT_SPIN_TRYLOCK -> TRY;
      case READ_TRYLOCK, DOWN_READ_TRYLOCK -> TRY_SHARED;
      case SPIN_UNLOCK, WRITE_UNLOCK, UP_WRITE, MUTEX_UNLOCK, BIT_SPIN_UNLOCK -> GIVE;
      case READ_UNLOCK, UP_READ -> GIVE_SHARED;
      case DOWNGRADE_WRITE -> DOWNGRADE;
      case RCU_READ_LOCK, PREEMPT_DISABLE, LOCAL_IRQ_DISABLE -> ENTER;
      case RCU_READ_UNLOCK, PREEMPT_ENABLE, LOCAL_IRQ_ENABLE -> LEAVE;
      default -> null;
    });
  }

  boolean isShared() {
    return this == TAKE_SHARED || this == TRY_SHARED || this == GIVE_SHARED || this == ENTER || this == LEAVE;
  }

  /** How the section is called that a function enters or leaves. */
  static LockRef section(Builtin builtin) {
    return LockRef.section(switch (builtin) {
      case RCU_READ_LOCK, RCU_READ_UNLOCK -> "an RCU read-side section";
      case PREEMPT_DISABLE, PREEMPT_ENABLE -> "a section with preemption off";
      default -> "a section with interrupts off";
    });
  }
}
