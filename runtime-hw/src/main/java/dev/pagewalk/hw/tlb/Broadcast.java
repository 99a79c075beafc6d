package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.memory.Spaces;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
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
  private static final int MM = 0;
  private static final int START = 1;
  private static final int END = 2;
  private static final int LAST_LEVEL = 3;
  private static final int WORDS = 4;

  private final Spaces spaces;
  private final Cpus cpus;
  private final Contexts contexts;
  private final Translations translations;
  private final int base;

  /** Reserves for each CPU what it has broadcast and not yet waited for. */
  public Broadcast(Layout layout, Spaces spaces, Cpus cpus, Contexts contexts, Translations translations) {
    this.spaces = spaces;
    this.cpus = cpus;
    this.contexts = contexts;
    this.translations = translations;
    this.base = layout.reserve("broadcasts", cpus.count() * WORDS);
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
    int words = base + context.cpu() * WORDS;
    state.set(words + MM, Words.reference(mm));
    state.set(words + START, start);
    state.set(words + END, end);
    state.set(words + LAST_LEVEL, lastLevel ? 1 : 0);
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
    int words = base + context.cpu() * WORDS;
    if (state.get(words + MM) == 0) {
      return;
    }
    int slot = spaces.slot(Words.index(state.get(words + MM)));
    long start = state.get(words + START);
    long end = state.get(words + END);
    for (int word = MM; word < WORDS; word++) {
      state.set(words + word, 0);
    }
    for (int cpu = 0; cpu < cpus.count() && !context.isStopped(); cpu++) {
      translations.flushMarked(context, cpu, slot, start, end, Forbidden.invalidatedBy(context.cpu()));
    }
  }

  /** Forgets an address space that has ended. */
  void forget(State state, int mm) {
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      int words = base + cpu * WORDS;
      if (state.get(words + MM) == Words.reference(mm)) {
        for (int word = MM; word < WORDS; word++) {
          state.set(words + word, 0);
        }
      }
    }
  }

  /** Whether the word at {@code index} is one of these; they are told by what they mark. */
  public boolean contains(int index) {
    return base <= index && index < base + cpus.count() * WORDS;
  }
}
