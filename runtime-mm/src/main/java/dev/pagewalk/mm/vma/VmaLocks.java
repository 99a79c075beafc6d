package dev.pagewalk.mm.vma;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.rcu.Rcu;
import java.util.List;

/**
 * Who holds the lock of a mapping, as {@code mm/mmap_lock.pw} takes it.
 *
 * <p>For writing it is held from {@code vma_start_write} until the mmap lock is given up or downgraded: the mapping
 * carries the sequence count of its address space, and the mmap lock is held for writing (include/linux/mmap_lock.h,
 * __is_vma_write_locked(), 6.15). Where no page fault takes such locks both counts are 0 for ever, and whoever holds
 * the mmap lock for writing holds them all. For reading it is held from {@code vma_start_read} to {@code vma_end_read}.
 */
public final class VmaLocks {
  private final Pool vmas;
  private final int vmaLock;
  private final int vmaSequence;
  private final int mm;
  private final int mmLock;
  private final int mmSequence;

  /** The locks of the mappings and address spaces in the pools {@code vma} and {@code mm} of a layout. */
  public VmaLocks(Layout layout) {
    vmas = layout.pool("vma");
    vmaLock = vmas.struct().offset("vm_lock");
    vmaSequence = vmas.struct().offset("vm_lock_seq");
    mm = vmas.struct().offset("mm");
    mmLock = layout.pool("mm").struct().offset("mmap_lock");
    mmSequence = layout.pool("mm").struct().offset("mm_lock_seq");
  }

  /** Whether {@code agent} holds the lock of the mapping whose header is at {@code vma} for writing. */
  public boolean isWriteLocked(State state, int vma, int agent) {
    int space = Words.index(state.get(vma + mm));
    return space != 0
        && LockWord.isHeldAlone(state.get(space + mmLock), agent)
        && state.get(vma + vmaSequence) == state.get(space + mmSequence);
  }

  /** Whether {@code agent} holds the lock of the mapping whose header is at {@code vma} for reading. */
  public boolean isReadLocked(State state, int vma, int agent) {
    return 0 < LockWord.reads(state.get(vma + vmaLock), agent);
  }

  /** The functions of the library that ask for it, and the reuse of freed mappings. */
  List<Binding> bindings(Rcu rcu) {
    return List.of(
        Binding.local("vma_is_write_locked", 1, (context, args) ->
            context.touch(Words.index(args[0]))
                && isWriteLocked(context.state(), Words.index(args[0]), context.agent()) ? 1 : 0),
        Binding.local("vma_is_read_locked", 1, (context, args) ->
            context.touch(Words.index(args[0]))
                && isReadLocked(context.state(), Words.index(args[0]), context.agent()) ? 1 : 0),
        Binding.local(
            "vma_assert_mmap_write_locked", 1, (context, args) -> demandMmapLock(context, Words.index(args[0]))),
        Binding.local("vma_assert_write_locked", 1, (context, args) -> demand(context, Words.index(args[0]), false)),
        Binding.local("vma_assert_locked", 1, (context, args) -> demand(context, Words.index(args[0]), true)),
        Binding.step("mmap_is_write_locked", 1, (context, args) ->
            0 <= LockWord.owner(context.state().get(Words.index(args[0]) + mmLock)) ? 1 : 0),
        Binding.step("vm_area_reuse", 0, (context, args) -> {
          int freed = rcu.reuse(context, vmas);
          return freed == 0 ? 0 : Words.reference(freed);
        }));
  }

  private long demandMmapLock(StepContext context, int vma) {
    if (!context.touch(vma)) {
      return 0;
    }
    int lock = Words.index(context.state().get(vma + mm)) + mmLock;
    if (!LockWord.isHeldAlone(context.state().get(lock), context.agent())) {
      context.report(Finding.recorded("lock_rule", "not_held",
          "{" + vma + "} is write-locked without holding {" + lock + "} for writing", lock, "locked")
          .mendedBy(List.of(List.of(new Finding.Lack(lock, true)))));
    }
    return 0;
  }

  private long demand(StepContext context, int vma, boolean readingIsEnough) {
    if (!context.touch(vma)) {
      return 0;
    }
    State state = context.state();
    boolean held = isWriteLocked(state, vma, context.agent())
        || readingIsEnough && isReadLocked(state, vma, context.agent());
    if (!held) {
      context.report(Finding.recorded("lock_rule", "not_held",
          "{" + vma + "} is used without holding its lock" + (readingIsEnough ? "" : " for writing"),
          vma + vmaSequence, "write-locked").mendedBy(List.of(writeLock(context, vma))));
    }
    return 0;
  }

  /** What the agent has to take to have the mapping locked for writing. */
  private List<Finding.Lack> writeLock(StepContext context, int vma) {
    int lock = Words.index(context.state().peek(vma + mm)) + mmLock;
    Finding.Lack own = new Finding.Lack(vma, true);
    return LockWord.isHeldAlone(context.state().peek(lock), context.agent())
        ? List.of(own) : List.of(new Finding.Lack(lock, true), own);
  }
}
