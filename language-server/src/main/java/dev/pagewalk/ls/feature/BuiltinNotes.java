package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Builtin;

/** What the functions of the language take and do, in one line each. */
final class BuiltinNotes {
  private BuiltinNotes() {}

  /**
   * A note.
   *
   * @param signature with the names of the parameters
   * @param text what it does
   */
  record Note(String signature, String text) {}

  static Note of(Builtin builtin) {
    return switch (builtin) {
      case ASSERT -> note("assert(condition)", "A violation if the condition does not hold.");
      case ASSUME -> note("assume(condition)", "Executions in which the condition does not hold are not judged.");
      case BUG_ON -> note("BUG_ON(condition)", "A violation if the condition holds.");
      case WARN_ON -> note("WARN_ON(condition) -> bool", "A warning if the condition holds; gives the condition.");
      case READ_ONCE -> note("READ_ONCE(place)", "Reads a place, marked: one step.");
      case WRITE_ONCE -> note("WRITE_ONCE(place, value)", "Writes a place, marked: one step.");
      case DATA_RACE -> note("data_race(expression, \"why\")",
          "The value of the expression, read by plain accesses that are meant to race.");
      case XCHG -> note("xchg(place, value)", "Writes a place and gives what it held: one step.");
      case CMPXCHG -> note("cmpxchg(place, old, new)", "Writes `new` if the place holds `old`; gives what it held.");
      case TEST_AND_SET -> note("test_and_set(place) -> bool", "Sets a bit and gives what it was.");
      case ATOMIC_ADD -> note("atomic_add(place, n)", "Adds to a counter in one step.");
      case ATOMIC_INC -> note("atomic_inc(place)", "Adds 1 in one step.");
      case ATOMIC_DEC -> note("atomic_dec(place)", "Takes 1 away in one step.");
      case ATOMIC_ADD_RETURN -> note("atomic_add_return(place, n) -> int", "Adds, and gives the new value.");
      case ATOMIC_INC_RETURN -> note("atomic_inc_return(place) -> int", "Adds 1, and gives the new value.");
      case ATOMIC_DEC_RETURN -> note("atomic_dec_return(place) -> int", "Takes 1 away, and gives the new value.");
      case ATOMIC_DEC_AND_TEST -> note("atomic_dec_and_test(place) -> bool", "Takes 1 away; whether 0 is left.");
      case ATOMIC_INC_NOT_ZERO -> note("atomic_inc_not_zero(place) -> bool", "Adds 1 unless it is 0; whether it did.");
      case BARRIER -> note("barrier()", "A compiler barrier: what was read before is not read again behind it.");
      case SMP_MB -> note("smp_mb()", "A full barrier: nothing to do where memory is sequentially consistent.");
      case SMP_RMB -> note("smp_rmb()", "A read barrier: nothing to do where memory is sequentially consistent.");
      case SMP_WMB -> note("smp_wmb()", "A write barrier: nothing to do where memory is sequentially consistent.");
      case SMP_LOAD_ACQUIRE -> note("smp_load_acquire(place)", "Reads a place.");
      case SMP_STORE_RELEASE -> note("smp_store_release(place, value)", "Writes a place.");
      case SPIN_LOCK -> note("spin_lock(lock)", "Waits until the spinlock is free, and takes it.");
      case SPIN_TRYLOCK -> note("spin_trylock(lock) -> bool", "Takes the spinlock if it is free; whether it did.");
      case SPIN_UNLOCK -> note("spin_unlock(lock)", "Gives the spinlock back.");
      case READ_LOCK -> note("read_lock(lock)", "Takes the rwlock for reading.");
      case READ_UNLOCK -> note("read_unlock(lock)", "Gives back the rwlock held for reading.");
      case WRITE_LOCK -> note("write_lock(lock)", "Takes the rwlock for writing.");
      case WRITE_UNLOCK -> note("write_unlock(lock)", "Gives back the rwlock held for writing.");
      case READ_TRYLOCK -> note("read_trylock(lock) -> bool", "Takes the rwlock for reading if it can at once.");
      case WRITE_TRYLOCK -> note("write_trylock(lock) -> bool", "Takes the rwlock for writing if it can at once.");
      case DOWN_READ -> note("down_read(lock)", "Takes the rwsem for reading; may sleep.");
      case DOWN_READ_TRYLOCK -> note("down_read_trylock(lock) -> bool", "Takes the rwsem for reading if it can at once.");
      case UP_READ -> note("up_read(lock)", "Gives back the rwsem held for reading.");
      case DOWN_WRITE -> note("down_write(lock)", "Takes the rwsem for writing; may sleep.");
      case DOWN_WRITE_TRYLOCK -> note("down_write_trylock(lock) -> bool", "Takes the rwsem for writing if it can at once.");
      case UP_WRITE -> note("up_write(lock)", "Gives back the rwsem held for writing.");
      case DOWNGRADE_WRITE -> note("downgrade_write(lock)", "Turns a rwsem held for writing into one held for reading.");
      case MUTEX_LOCK -> note("mutex_lock(lock)", "Takes the mutex; may sleep.");
      case MUTEX_TRYLOCK -> note("mutex_trylock(lock) -> bool", "Takes the mutex if it is free; whether it did.");
      case MUTEX_UNLOCK -> note("mutex_unlock(lock)", "Gives the mutex back.");
      case SPIN_LOCK_INIT -> note("spin_lock_init(lock)", "Makes a spinlock of a new object free to be taken.");
      case RWLOCK_INIT -> note("rwlock_init(lock)", "Makes a rwlock of a new object free to be taken.");
      case INIT_RWSEM -> note("init_rwsem(lock)", "Makes a rwsem of a new object free to be taken.");
      case MUTEX_INIT -> note("mutex_init(lock)", "Makes a mutex of a new object free to be taken.");
      case BIT_SPIN_LOCK -> note("bit_spin_lock(lock)", "Waits until the bit is clear, and sets it.");
      case BIT_SPIN_TRYLOCK -> note("bit_spin_trylock(lock) -> bool", "Sets the bit if it is clear; whether it did.");
      case BIT_SPIN_UNLOCK -> note("bit_spin_unlock(lock)", "Clears the bit.");
      case READ_SEQCOUNT_BEGIN -> note("read_seqcount_begin(seq) -> int", "Waits for a writer; gives the count.");
      case READ_SEQCOUNT_RETRY -> note("read_seqcount_retry(seq, start) -> bool", "Whether a writer came since `start`.");
      case WRITE_SEQCOUNT_BEGIN -> note("write_seqcount_begin(seq)", "Begins to write: readers try again.");
      case WRITE_SEQCOUNT_END -> note("write_seqcount_end(seq)", "Ends to write.");
      case ASSERT_HELD -> note("assert_held(lock)", "A violation of `lock_rule(not_held)` if the thread does not hold it.");
      case ASSERT_HELD_READ -> note("assert_held_read(lock)", "A violation if the thread does not hold it for reading.");
      case ASSERT_HELD_WRITE -> note("assert_held_write(lock)", "A violation if the thread does not hold it for writing.");
      case RCU_READ_LOCK -> note("rcu_read_lock()", "Begins an RCU reader.");
      case RCU_READ_UNLOCK -> note("rcu_read_unlock()", "Ends an RCU reader.");
      case SYNCHRONIZE_RCU -> note("synchronize_rcu()", "Waits for the RCU readers that have begun.");
      case KFREE_RCU -> note("kfree_rcu(object)", "Frees the object after a grace period.");
      case PREEMPT_DISABLE -> note("preempt_disable()", "The thread is not switched away from; an RCU reader too.");
      case PREEMPT_ENABLE -> note("preempt_enable()", "Ends `preempt_disable()`.");
      case LOCAL_IRQ_DISABLE -> note("local_irq_disable()", "The CPU takes no interrupt; an RCU reader too.");
      case LOCAL_IRQ_ENABLE -> note("local_irq_enable()", "Ends `local_irq_disable()`.");
      case MIGHT_SLEEP -> note("might_sleep()", "A violation where sleeping is not allowed.");
      case ALLOC -> note("alloc(struct)", "A new object, all fields zero; null only under `may_fail alloc(struct)`.");
      case FREE -> note("free(object)", "Ends the object.");
      case MIN -> note("min(a, b)", "The smaller of two local values.");
      case MAX -> note("max(a, b)", "The larger of two local values.");
    };
  }

  private static Note note(String signature, String text) {
    return new Note(signature, text);
  }
}
