package dev.pagewalk.hw.ipi;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.memory.Spaces;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.tlb.Invalidation;

/**
 * The kernel's flushes. Each is the step that starts it; the flush is complete after {@link Interrupts#await} in a step
 * of its own, which blocks only where the flush travels by interrupts.
 *
 * <p>A flush goes to the CPUs that have the address space loaded. Lazy ones are left out unless tables are freed: they
 * flush when they leave lazy mode, as one that kept the PCID does when it comes back.
 *
 * <p>Model: a paravirtual flush reaches all its targets in the step that starts it, as if none of them ran just then; a
 * CPU that runs would be interrupted, which only adds waiting.
 */
public final class Flushes {
  private final FlushKind kind;
  private final Spaces spaces;
  private final Cpus cpus;
  private final Contexts contexts;
  private final Invalidation invalidation;
  private final Interrupts interrupts;

  /** The flushes of a machine that does them in one way. */
  public Flushes(
      FlushKind kind, Spaces spaces, Cpus cpus, Contexts contexts, Invalidation invalidation, Interrupts interrupts) {
    this.kind = kind;
    this.spaces = spaces;
    this.cpus = cpus;
    this.contexts = contexts;
    this.invalidation = invalidation;
    this.interrupts = interrupts;
  }

  /**
   * Starts to flush a range of an address space everywhere: {@code flush_tlb_mm_range}.
   *
   * @param end exclusive; {@link Invalidation#ALL} with start 0 for the whole space
   * @param freedTables whether page tables under the range are about to be freed
   * @return how many acknowledgements there are to wait for
   */
  public int range(StepContext context, int mm, long start, long end, boolean freedTables) {
    return switch (kind) {
      case IPI -> byInterrupt(context, mm, start, end, freedTables);
      case PARAVIRT -> byHypervisor(context, mm, start, end, freedTables);
      case INVLPGB, TLBI, IPTE -> byBroadcast(context, mm, start, end, freedTables);
    };
  }

  /**
   * Notes that an address space must be flushed later, in a batch: {@code arch_tlbbatch_add_pending}. Where flushes are
   * broadcast, the broadcast starts here and is complete with the batch.
   *
   * @param batch the CPUs to be reached so far, as a mask
   * @return the mask with the CPUs of this address space
   */
  public long addToBatch(StepContext context, long batch, int mm) {
    contexts.advance(context.state(), spaces.slot(mm));
    return batch | cpus.mask(context.state(), mm);
  }

  /**
   * Starts the flush of a batch: each CPU in the mask flushes whichever space it has loaded, if it has missed a flush.
   *
   * @return how many acknowledgements there are to wait for
   */
  public int batch(StepContext context, long batch) {
    long others = batch & ~(1L << context.cpu());
    int awaited = 0;
    if (kind == FlushKind.IPI) {
      long targets = withoutLazy(context.state(), others);
      interrupts.flush(context, targets, 0, 0, Invalidation.ALL);
      awaited = Long.bitCount(targets);
    } else {
      answerAll(context, others, 0, 0, Invalidation.ALL);
    }
    if (!context.isStopped() && (batch >> context.cpu() & 1) != 0) {
      invalidation.answer(context, context.cpu(), 0, 0, Invalidation.ALL);
    }
    return awaited;
  }

  private int byInterrupt(StepContext context, int mm, long start, long end, boolean freedTables) {
    State state = context.state();
    contexts.advance(state, spaces.slot(mm));
    long targets = targets(state, context.cpu(), mm, freedTables);
    interrupts.flush(context, targets, mm, start, end);
    answerHere(context, mm, start, end);
    return Long.bitCount(targets);
  }

  private int byHypervisor(StepContext context, int mm, long start, long end, boolean freedTables) {
    State state = context.state();
    contexts.advance(state, spaces.slot(mm));
    answerAll(context, targets(state, context.cpu(), mm, freedTables), mm, start, end);
    answerHere(context, mm, start, end);
    return 0;
  }

  private int byBroadcast(StepContext context, int mm, long start, long end, boolean freedTables) {
    for (int cpu = 0; cpu < cpus.count() && !context.isStopped(); cpu++) {
      invalidation.broadcast(context, cpu, mm, start, end, freedTables);
    }
    return 0;
  }

  private void answerHere(StepContext context, int mm, long start, long end) {
    if (!context.isStopped()) {
      invalidation.answer(context, context.cpu(), mm, start, end);
    }
  }

  private void answerAll(StepContext context, long targets, int mm, long start, long end) {
    for (int cpu = 0; cpu < cpus.count() && !context.isStopped(); cpu++) {
      if ((targets >> cpu & 1) != 0) {
        invalidation.answer(context, cpu, mm, start, end);
      }
    }
  }

  private long targets(State state, int sender, int mm, boolean freedTables) {
    long others = cpus.mask(state, mm) & ~(1L << sender);
    return freedTables ? others : withoutLazy(state, others);
  }

  private long withoutLazy(State state, long mask) {
    long result = mask;
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      if (cpus.isLazy(state, cpu)) {
        result &= ~(1L << cpu);
      }
    }
    return result;
  }
}
