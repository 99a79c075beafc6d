package dev.pagewalk.mm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.mm.lock.LockWord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds the lock of a mapping, and mappings that are used again while somebody may look at them. */
class VmaLockTest {
  private final KernelBench bench = new KernelBench();
  private long mm;
  private long vma;

  @BeforeEach
  void oneMapping() {
    mm = bench.make("mm");
    vma = bench.make("vma");
    bench.set(vma, "mm", mm).set(vma, "vm_lock_seq", 3).set(mm, "mm_lock_seq", 4);
  }

  @Test
  void itIsWriteLockedByWhoeverHoldsTheMmapLockInTheSameRound() {
    assertThat(bench.call("vma_is_write_locked", vma)).isZero();
    bench.set(mm, "mmap_lock", LockWord.own(0, 0));
    assertThat(bench.call("vma_is_write_locked", vma)).isZero();
    bench.set(vma, "vm_lock_seq", 4);
    assertThat(bench.call("vma_is_write_locked", vma)).isEqualTo(1);
    bench.agent = 1;
    assertThat(bench.call("vma_is_write_locked", vma)).isZero();
  }

  @Test
  void itIsReadLockedByItsReaders() {
    bench.set(vma, "vm_lock", LockWord.read(0, 1));
    assertThat(bench.call("vma_is_read_locked", vma)).isZero();
    bench.agent = 1;
    assertThat(bench.call("vma_is_read_locked", vma)).isEqualTo(1);
  }

  @Test
  void whoReliesOnALockThatItDoesNotHoldIsReported() {
    bench.call("vma_assert_locked", vma);
    assertThat(bench.oracles()).containsExactly("lock_rule");
    bench.set(vma, "vm_lock", LockWord.read(0, 0));
    bench.call("vma_assert_locked", vma);
    assertThat(bench.oracles()).isEmpty();
    bench.call("vma_assert_write_locked", vma);
    assertThat(bench.oracles()).containsExactly("lock_rule");
  }

  @Test
  void aMappingIsWriteLockedWithTheMmapLockHeldForWriting() {
    bench.set(mm, "mmap_lock", LockWord.read(0, 0));
    bench.call("vma_assert_mmap_write_locked", vma);
    assertThat(bench.oracles()).containsExactly("lock_rule");
    bench.set(mm, "mmap_lock", LockWord.own(0, 0));
    bench.call("vma_assert_mmap_write_locked", vma);
    assertThat(bench.oracles()).isEmpty();
  }

  @Test
  void aFreedMappingMayBeUsedAgainBeforeReadersAreGone() {
    bench.call("rcu_read_lock");
    bench.agent = 1;
    bench.call("kfree_rcu", mm);
    bench.call("kfree_rcu", vma);
    bench.choice = 0;
    assertThat(bench.call("vm_area_reuse")).as("or another one is taken").isZero();
    bench.choice = 1;
    assertThat(bench.call("vm_area_reuse")).isEqualTo(vma);
    assertThat(bench.get(vma, "mm")).isZero();
    assertThat(bench.get(vma, "vm_lock_seq")).isZero();
    assertThat(bench.call("vm_area_reuse")).as("only once, and mappings only").isZero();
    bench.agent = 0;
    bench.call("rcu_read_unlock");
    assertThat(bench.isLive(vma)).as("what is in use again is not freed").isTrue();
    assertThat(bench.isLive(mm)).isFalse();
  }
}
