package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.Spaces;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.StepContext;

/** What one CPU does when it is asked to flush: by itself, in an interrupt, or by hardware on its behalf. */
public final class Invalidation {
  /** The end of a range that is the whole address space. */
  public static final long ALL = Long.MAX_VALUE;

  /** Ranges of more pages than this are flushed as a whole address space. */
  static final long CEILING = 33;

  private final Spaces spaces;
  private final Cpus cpus;
  private final Contexts contexts;
  private final Translations translations;
  private final SpaceSwitch spaceSwitch;

  /** The flushes of all CPUs. */
  public Invalidation(
      Spaces spaces, Cpus cpus, Contexts contexts, Translations translations, SpaceSwitch spaceSwitch) {
    this.spaces = spaces;
    this.cpus = cpus;
    this.contexts = contexts;
    this.translations = translations;
    this.spaceSwitch = spaceSwitch;
  }

  /**
   * Makes up for the flushes that the CPU has missed, as a request to flush a range asks for. A CPU that has left the
   * address space does nothing, since it looks when it comes back; a lazy one leaves it now; one that missed more than
   * this request flushes the whole space, and one that missed none does nothing.
   *
   * <p>Model: a request does not say which flush it belongs to. A CPU that comes back to the address space between a
   * request and its interrupt, while another request is under way, would count as having answered both.
   *
   * @param mm the address space, or 0 for whichever the CPU has loaded
   */
  public void answer(StepContext context, int cpu, int mm, long start, long end) {
    State state = context.state();
    int loaded = cpus.loaded(state, cpu);
    if (loaded == 0 || mm != 0 && mm != loaded) {
      return;
    }
    if (cpus.isLazy(state, cpu)) {
      spaceSwitch.load(state, cpu, 0);
      return;
    }
    int slot = spaces.slot(loaded);
    int behind = contexts.behind(state, cpu, slot);
    if (behind == 0) {
      return;
    }
    if (behind == 1 && mm != 0 && !isWhole(start, end)) {
      translations.flushRange(context, cpu, slot, start, end, true);
    } else {
      translations.flushSpace(state, cpu, slot);
    }
    contexts.hold(state, cpu, slot);
  }

  /**
   * Flushes a range on one CPU by hardware, without the CPU's taking part and whether or not it has the space loaded.
   */
  public void broadcast(StepContext context, int cpu, int mm, long start, long end, boolean withStructures) {
    State state = context.state();
    int slot = spaces.slot(mm);
    if (!contexts.isHeld(state, cpu, slot)) {
      return;
    }
    if (isWhole(start, end) && withStructures) {
      translations.flushSpace(state, cpu, slot);
    } else {
      translations.flushRange(context, cpu, slot, start, end, withStructures);
    }
  }

  /** Flushes one page on the running CPU and nowhere else, if the CPU has the address space loaded: INVLPG. */
  public void flushPageHere(StepContext context, int mm, long address) {
    int cpu = context.cpu();
    if (cpus.loaded(context.state(), cpu) == mm) {
      long page = address & -Geometry.PAGE_SIZE;
      translations.flushRange(context, cpu, spaces.slot(mm), page, page + Geometry.PAGE_SIZE, true);
    }
  }

  private static boolean isWhole(long start, long end) {
    return CEILING * Geometry.PAGE_SIZE < end - start;
  }
}
