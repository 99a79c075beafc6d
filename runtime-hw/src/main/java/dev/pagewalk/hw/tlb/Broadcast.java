package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.memory.Spaces;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.StepContext;

/**
 * Invalidation that one CPU broadcasts to all: TLBI on arm64 (Arm ARM DDI 0487, D8.17, "TLB maintenance": complete only
 * after a DSB by the PE that executed it), {@code tlbie} on ppc64 (Power ISA 3.0, Book III, 5.9.3.3). Whoever may have
 * cached a translation may go on using it until the barrier, and has given it up behind the barrier. What joins between
 * the two, because somebody else changed an entry, is not part of it: the broadcast may have come before.
 *
 * <p>The barrier waits for accesses that were translated before, which are single steps here, and so for nobody.
 *
 * <p>Model: a second broadcast of a CPU before its barrier completes the first one.
 */
public final class Broadcast {
  private final Spaces spaces;
  private final Cpus cpus;
  private final Contexts contexts;
  private final Translations translations;
  private final Pending pending;

  /** What the CPUs broadcast to each other. */
  public Broadcast(Spaces spaces, Cpus cpus, Contexts contexts, Translations translations) {
    this.spaces = spaces;
    this.cpus = cpus;
    this.contexts = contexts;
    this.translations = translations;
    this.pending = translations.pending();
  }

  /**
   * The running CPU tells all CPUs to invalidate a range.
   *
   * @param end exclusive; {@link Invalidation#ALL} with start 0 for the whole space
   * @param lastLevel whether paging-structure entries stay
   */
  public void start(StepContext context, int mm, long start, long end, boolean lastLevel) {
    finish(context);
    if (context.isStopped()) {
      return;
    }
    State state = context.state();
    pending.set(state, context.cpu(), mm, start, end);
    int slot = spaces.slot(mm);
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      if (contexts.isHeld(state, cpu, slot)) {
        translations.mark(state, cpu, slot, start, end, !lastLevel, Forbidden.invalidatedBy(context.cpu()));
      }
    }
  }

  /** The running CPU waits until what it has broadcast is done everywhere. */
  public void finish(StepContext context) {
    State state = context.state();
    int sender = context.cpu();
    int mm = pending.mm(state, sender);
    if (mm == 0) {
      return;
    }
    long start = pending.start(state, sender);
    long end = pending.end(state, sender);
    pending.clear(state, sender);
    for (int cpu = 0; cpu < cpus.count() && !context.isStopped(); cpu++) {
      translations.flushMarked(context, cpu, spaces.slot(mm), start, end, Forbidden.invalidatedBy(sender));
    }
  }

  /** Forgets an address space that has ended. */
  void forget(State state, int mm) {
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      if (pending.mm(state, cpu) == mm) {
        pending.clear(state, cpu);
      }
    }
  }

  /** What each CPU has broadcast and not yet waited for. */
  public Rows words() {
    return pending.words();
  }

  /** Whether the word at {@code index} is one of these; they are told by what they mark. */
  public boolean contains(int index) {
    return pending.contains(index);
  }
}
