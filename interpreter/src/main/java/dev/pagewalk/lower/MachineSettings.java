package dev.pagewalk.lower;

import java.util.OptionalInt;

/**
 * The machine of a scenario, as {@code machine ARCH { ... }} says or by default.
 *
 * @param cpus how many CPUs; empty: as many as threads need
 * @param levels of page tables: 4 or 5
 * @param tableEntries entries of a page table: 512, or a smaller power of two
 * @param flush how other CPUs' TLBs are flushed: {@code ipi}, {@code paravirt} or {@code invlpgb}
 * @param pcid whether translations survive a switch to another address space
 */
public record MachineSettings(
    String arch, OptionalInt cpus, int levels, int tableEntries, String flush, boolean pcid) {
  /** x86_64 as it comes. */
  public static final MachineSettings DEFAULT =
      new MachineSettings("x86_64", OptionalInt.empty(), 5, 512, "ipi", false);

  /** The bytes that one page maps. */
  public static final long PAGE_SIZE = 4096;

  /** The bytes that one table of {@code level} maps, leaf tables being level 1: PMD_SIZE for 1, PUD_SIZE for 2, ... */
  public long span(int level) {
    long span = PAGE_SIZE;
    for (int i = 0; i < level; i++) {
      span *= tableEntries;
    }
    return span;
  }
}
