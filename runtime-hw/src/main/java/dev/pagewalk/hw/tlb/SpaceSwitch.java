package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.memory.Spaces;
import dev.pagewalk.hw.state.State;

/**
 * Loading address spaces: the kernel's {@code switch_mm}, lazy mode, and what a CPU does when a request to flush
 * reaches it. Each method is one step or part of one.
 *
 * <p>With PCIDs a CPU keeps what it has cached of the space that it leaves, and on its return flushes if it missed a
 * flush meanwhile. Without, leaving empties everything.
 */
public final class SpaceSwitch {
  private final Spaces spaces;
  private final Cpus cpus;
  private final Contexts contexts;
  private final Translations translations;
  private final Broadcast broadcast;
  private final boolean keepsTranslations;

  /**
   * The switches of all CPUs.
   *
   * @param keepsTranslations whether there are PCIDs (arm64: ASIDs)
   */
  public SpaceSwitch(
      Spaces spaces, Cpus cpus, Contexts contexts, Translations translations, Broadcast broadcast,
      boolean keepsTranslations) {
    this.spaces = spaces;
    this.cpus = cpus;
    this.contexts = contexts;
    this.translations = translations;
    this.broadcast = broadcast;
    this.keepsTranslations = keepsTranslations;
  }

  /** Makes a CPU run the address space of {@code mm} (an index; 0 for none but the kernel's tables), not lazily. */
  public void load(State state, int cpu, int mm) {
    int previous = cpus.loaded(state, cpu);
    if (previous != 0 && previous != mm && !keepsTranslations) {
      translations.drop(state, cpu, spaces.slot(previous));
    }
    cpus.load(state, cpu, mm);
    if (mm == 0) {
      return;
    }
    int slot = spaces.slot(mm);
    if (contexts.behind(state, cpu, slot) != 0) {
      translations.flushSpace(state, cpu, slot);
    }
    contexts.hold(state, cpu, slot);
  }

  /** A kernel thread runs next: the CPU keeps the tables that it has, lazily. */
  public void enterLazy(State state, int cpu) {
    if (cpus.loaded(state, cpu) != 0) {
      cpus.setLazy(state, cpu, true);
    }
  }

  /** An address space has ended: no CPU holds anything of it any more. */
  public void forget(State state, int mm) {
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      if (cpus.loaded(state, cpu) == mm) {
        cpus.load(state, cpu, 0);
      }
    }
    translations.forget(state, spaces.slot(mm));
    broadcast.forget(state, mm);
  }
}
