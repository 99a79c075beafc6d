package dev.pagewalk.hw.cpu;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;

/**
 * For each CPU and address space: whether the CPU may hold translations of it, because it is loaded or its PCID was
 * kept, and by how many flushes the CPU is behind.
 *
 * <p>The kernel counts flushes of an address space in {@code tlb_gen} and notes for each CPU up to which one it has
 * come. Only the difference matters, and only whether it is 0, 1 or more: 0 needs no flush, 1 can be made up by the
 * ranged flush that is missing, more needs a full one. So the state keeps just that and stays finite.
 *
 * <p>Model: a CPU keeps the PCID (on arm64 the ASID) of every address space that it has run; none is recycled.
 */
public final class Contexts {
  private static final int SEVERAL = 2;

  private final int base;
  private final int cpus;
  private final int spaces;

  /** Reserves a word for each CPU and address space. */
  public Contexts(Layout layout, int cpus, int spaces) {
    this.base = layout.reserve("contexts", cpus * spaces);
    this.cpus = cpus;
    this.spaces = spaces;
  }

  /** Whether the CPU may hold translations of address space {@code slot}. */
  public boolean isHeld(State state, int cpu, int slot) {
    return state.get(index(cpu, slot)) != 0;
  }

  /** Whether some CPU may. */
  public boolean isHeldAnywhere(State state, int slot) {
    for (int cpu = 0; cpu < cpus; cpu++) {
      if (isHeld(state, cpu, slot)) {
        return true;
      }
    }
    return false;
  }

  /** How many flushes the CPU has missed: 0, 1, or 2 for several. */
  public int behind(State state, int cpu, int slot) {
    return (int) Math.max(0, state.get(index(cpu, slot)) - 1);
  }

  /** From now on the CPU may hold translations of the address space, and has seen all its flushes. */
  public void hold(State state, int cpu, int slot) {
    state.set(index(cpu, slot), 1);
  }

  /** The CPU holds no translation of the address space. */
  public void drop(State state, int cpu, int slot) {
    state.set(index(cpu, slot), 0);
  }

  /** One more flush of the address space has been asked for: every CPU that holds it is one further behind. */
  public void advance(State state, int slot) {
    for (int cpu = 0; cpu < cpus; cpu++) {
      long word = state.get(index(cpu, slot));
      if (word != 0) {
        state.set(index(cpu, slot), Math.min(word + 1, 1 + SEVERAL));
      }
    }
  }

  /** The words of each CPU. */
  public Rows words() {
    return new Rows(base, cpus, spaces);
  }

  /** Whether the word at {@code index} is one of these. */
  public boolean contains(int index) {
    return base <= index && index < base + cpus * spaces;
  }

  /** The CPU of the word at {@code index}. */
  public int cpuOf(int index) {
    return (index - base) / spaces;
  }

  /** The number of the address space of the word at {@code index}. */
  public int slotOf(int index) {
    return (index - base) % spaces;
  }

  /** What a word says. */
  public static String describe(long word) {
    return word == 0 ? "none"
        : word == 1 ? "up to date"
        : word == 1 + SEVERAL ? "several flushes behind" : "one flush behind";
  }

  /** How many address spaces there can be. */
  public int spaces() {
    return spaces;
  }

  private int index(int cpu, int slot) {
    return base + cpu * spaces + slot;
  }
}
