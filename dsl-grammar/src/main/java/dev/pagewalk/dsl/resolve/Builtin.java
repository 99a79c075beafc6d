package dev.pagewalk.dsl.resolve;

/** Functions of the language itself: known without any library. Names are as users write them. */
public enum Builtin {
  ASSERT("assert"),
  ASSUME("assume"),
  BUG_ON("BUG_ON"),
  WARN_ON("WARN_ON"),
  READ_ONCE("READ_ONCE"),
  WRITE_ONCE("WRITE_ONCE"),
  /** {@code data_race(e, "why")}: the value of {@code e}, read by accesses that are meant to race. */
  DATA_RACE("data_race"),
  XCHG("xchg"),
  CMPXCHG("cmpxchg"),
  TEST_AND_SET("test_and_set"),
  ATOMIC_ADD("atomic_add"),
  ATOMIC_INC("atomic_inc"),
  ATOMIC_DEC("atomic_dec"),
  ATOMIC_ADD_RETURN("atomic_add_return"),
  ATOMIC_INC_RETURN("atomic_inc_return"),
  ATOMIC_DEC_RETURN("atomic_dec_return"),
  ATOMIC_DEC_AND_TEST("atomic_dec_and_test"),
  ATOMIC_INC_NOT_ZERO("atomic_inc_not_zero"),
  /** {@code barrier()}: compilers move no access across it, nor make one again behind it. */
  BARRIER("barrier"),
  SMP_MB("smp_mb"),
  SMP_RMB("smp_rmb"),
  SMP_WMB("smp_wmb"),
  SMP_LOAD_ACQUIRE("smp_load_acquire"),
  SMP_STORE_RELEASE("smp_store_release"),
  SPIN_LOCK("spin_lock"),
  SPIN_TRYLOCK("spin_trylock"),
  SPIN_UNLOCK("spin_unlock"),
  READ_LOCK("read_lock"),
  READ_UNLOCK("read_unlock"),
  WRITE_LOCK("write_lock"),
  WRITE_UNLOCK("write_unlock"),
  READ_TRYLOCK("read_trylock"),
  WRITE_TRYLOCK("write_trylock"),
  DOWN_READ("down_read"),
  DOWN_READ_TRYLOCK("down_read_trylock"),
  UP_READ("up_read"),
  DOWN_WRITE("down_write"),
  DOWN_WRITE_TRYLOCK("down_write_trylock"),
  UP_WRITE("up_write"),
  DOWNGRADE_WRITE("downgrade_write"),
  MUTEX_LOCK("mutex_lock"),
  MUTEX_TRYLOCK("mutex_trylock"),
  MUTEX_UNLOCK("mutex_unlock"),
  BIT_SPIN_LOCK("bit_spin_lock"),
  BIT_SPIN_TRYLOCK("bit_spin_trylock"),
  BIT_SPIN_UNLOCK("bit_spin_unlock"),
  SPIN_LOCK_INIT("spin_lock_init"),
  RWLOCK_INIT("rwlock_init"),
  INIT_RWSEM("init_rwsem"),
  MUTEX_INIT("mutex_init"),
  READ_SEQCOUNT_BEGIN("read_seqcount_begin"),
  READ_SEQCOUNT_RETRY("read_seqcount_retry"),
  WRITE_SEQCOUNT_BEGIN("write_seqcount_begin"),
  WRITE_SEQCOUNT_END("write_seqcount_end"),
  ASSERT_HELD("assert_held"),
  ASSERT_HELD_READ("assert_held_read"),
  ASSERT_HELD_WRITE("assert_held_write"),
  RCU_READ_LOCK("rcu_read_lock"),
  RCU_READ_UNLOCK("rcu_read_unlock"),
  SYNCHRONIZE_RCU("synchronize_rcu"),
  /** {@code kfree_rcu(object)}: frees after a grace period. */
  KFREE_RCU("kfree_rcu"),
  PREEMPT_DISABLE("preempt_disable"),
  PREEMPT_ENABLE("preempt_enable"),
  LOCAL_IRQ_DISABLE("local_irq_disable"),
  LOCAL_IRQ_ENABLE("local_irq_enable"),
  MIGHT_SLEEP("might_sleep"),
  /**
   * {@code alloc(struct_name)}: a reference to a new object, all fields zero; null only under
   * {@code may_fail alloc(struct_name)}.
   */
  ALLOC("alloc"),
  /** {@code free(object)}. */
  FREE("free"),
  /** {@code min(a, b)}, {@code max(a, b)}: of local values. */
  MIN("min"),
  MAX("max");

  private final String text;

  Builtin(String text) {
    this.text = text;
  }

  /** The name as users write it. */
  public String text() {
    return text;
  }
}
