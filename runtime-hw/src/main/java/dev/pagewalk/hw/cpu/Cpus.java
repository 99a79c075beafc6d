package dev.pagewalk.hw.cpu;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import java.util.List;
import java.util.Optional;

/** The registers of each CPU that matter here. */
public final class Cpus {
  private static final int LOADED = 0;
  private static final int LAZY = 1;
  private static final int IRQ_OFF = 2;
  private static final int CURRENT = 3;
  private static final int WORDS = 4;
  private static final List<String> NAMES = List.of(" tables", " lazy", " interrupts", " thread");

  private final int base;
  private final int count;

  /** Reserves the registers of {@code count} CPUs, at most 62. */
  public Cpus(Layout layout, int count) {
    if (count < 1 || 62 < count) {
      throw new IllegalArgumentException("1 to 62 CPUs: " + count);
    }
    this.base = layout.reserve("cpus", count * WORDS);
    this.count = count;
  }

  /** The registers of each CPU. */
  public Rows words() {
    return new Rows(base, count, WORDS);
  }

  /** How many CPUs there are. */
  public int count() {
    return count;
  }

  /** The index of the mm whose tables the CPU walks, lazily or not; 0 while it has none but the kernel's. */
  public int loaded(State state, int cpu) {
    return Words.index(state.get(loadedIndex(cpu)));
  }

  /** The index of the word that refers to the loaded mm. */
  public int loadedIndex(int cpu) {
    return base + cpu * WORDS + LOADED;
  }

  /** Sets the register; {@code mm} is an index, 0 for the kernel's own tables. Not lazy afterwards. */
  public void load(State state, int cpu, int mm) {
    state.set(loadedIndex(cpu), mm == 0 ? 0 : Words.reference(mm));
    state.set(base + cpu * WORDS + LAZY, 0);
  }

  /** Whether a kernel thread runs on tables that a process left loaded. */
  public boolean isLazy(State state, int cpu) {
    return state.get(base + cpu * WORDS + LAZY) != 0;
  }

  /** Enters or leaves lazy mode. */
  public void setLazy(State state, int cpu, boolean lazy) {
    state.set(base + cpu * WORDS + LAZY, lazy ? 1 : 0);
  }

  /** Whether the CPU takes interrupts. */
  public boolean takesInterrupts(State state, int cpu) {
    return state.get(irqOffIndex(cpu)) == 0;
  }

  /** The index of the word that counts how often interrupts were switched off on the CPU. */
  public int irqOffIndex(int cpu) {
    return base + cpu * WORDS + IRQ_OFF;
  }

  /** Switches interrupts off once more. */
  public void disableInterrupts(State state, int cpu) {
    state.set(irqOffIndex(cpu), state.get(irqOffIndex(cpu)) + 1);
  }

  /** Takes one switching off back. */
  public void enableInterrupts(State state, int cpu) {
    state.set(irqOffIndex(cpu), Math.max(0, state.get(irqOffIndex(cpu)) - 1));
  }

  /** The number of the thread that runs on the CPU plus 1, where threads share it; the scheduler's word. */
  public long current(State state, int cpu) {
    return state.get(base + cpu * WORDS + CURRENT);
  }

  /** Sets what {@link #current} gives. */
  public void setCurrent(State state, int cpu, long thread) {
    state.set(base + cpu * WORDS + CURRENT, thread);
  }

  /** The name of the register at {@code index}, if it is one. */
  public Optional<String> describe(int index) {
    if (index < base || base + count * WORDS <= index) {
      return Optional.empty();
    }
    return Optional.of("cpu" + (index - base) / WORDS + NAMES.get((index - base) % WORDS));
  }

  /** What the register at {@code index} says, where that is more than its value. */
  public Optional<String> describeValue(int index, long value) {
    if (index < base || base + count * WORDS <= index) {
      return Optional.empty();
    }
    return switch ((index - base) % WORDS) {
      case LOADED -> value == 0 ? Optional.of("none") : Optional.empty();
      case LAZY -> Optional.of(value == 0 ? "no" : "yes");
      case IRQ_OFF -> Optional.of(value == 0 ? "on" : "off");
      default -> Optional.empty();
    };
  }

  /** The CPUs that have an mm loaded, lazily or not, as a bit mask: the kernel's {@code mm_cpumask}. */
  public long mask(State state, int mm) {
    long mask = 0;
    for (int cpu = 0; cpu < count; cpu++) {
      if (loaded(state, cpu) == mm) {
        mask |= 1L << cpu;
      }
    }
    return mask;
  }
}
