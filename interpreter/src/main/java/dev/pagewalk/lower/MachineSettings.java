package dev.pagewalk.lower;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The machine of a scenario, as {@code machine ARCH { ... }} says or by default.
 *
 * @param cpus how many CPUs; empty: as many as threads need
 * @param levels of page tables in memory: 2 to 5
 * @param tableEntries entries of a page table: 512, or a smaller power of two
 * @param flush how other CPUs' TLBs are flushed: {@code ipi}, {@code paravirt} or {@code invlpgb}
 * @param pcid whether translations survive a switch to another address space
 * @param secondaryMmu whether there is a secondary MMU behind mmu notifiers
 * @param hardwareAd whether hardware sets the accessed and dirty bits
 * @param perVmaLock whether page faults take the locks of VMAs where the kernel has such (CONFIG_PER_VMA_LOCK, 6.4)
 * @param objects objects of each kind that can exist at a time
 */
public record MachineSettings(
    String arch,
    OptionalInt cpus,
    int levels,
    int tableEntries,
    String flush,
    boolean pcid,
    boolean secondaryMmu,
    boolean hardwareAd,
    boolean perVmaLock,
    int objects) {
  /** x86_64 as it comes. */
  public static final MachineSettings DEFAULT =
      new MachineSettings("x86_64", OptionalInt.empty(), 5, 512, "ipi", true, false, true, true, 16);

  /** The bytes that one page maps. */
  public static final long PAGE_SIZE = 4096;

  private static final Set<String> FLUSHES = Set.of("ipi", "paravirt", "invlpgb");

  /**
   * The bytes that {@code tableEntries} to the power of {@code level} pages take: PMD_SIZE for 1, PUD_SIZE for 2, ...
   */
  public long span(int level) {
    long span = PAGE_SIZE;
    for (int i = 0; i < level; i++) {
      span *= tableEntries;
    }
    return span;
  }

  /**
   * These settings with one changed.
   *
   * @param number the attribute's value if it is a number, else 0
   * @param word the attribute's value if it is a word, else empty
   * @return empty if there is no such attribute, or not with this value; {@link #explain} says what there is
   */
  public Optional<MachineSettings> with(String key, long number, String word) {
    return switch (key) {
      case "cpus" -> 1 <= number && number <= 16
          ? Optional.of(new MachineSettings(arch, OptionalInt.of((int) number), levels, tableEntries, flush, pcid,
              secondaryMmu, hardwareAd, perVmaLock, objects))
          : Optional.empty();
      case "levels" -> 2 <= number && number <= 5
          ? Optional.of(new MachineSettings(arch, cpus, (int) number, tableEntries, flush, pcid, secondaryMmu,
              hardwareAd, perVmaLock, objects))
          : Optional.empty();
      case "table_entries" -> 2 <= number && number <= 512 && Long.bitCount(number) == 1
          ? Optional.of(new MachineSettings(arch, cpus, levels, (int) number, flush, pcid, secondaryMmu, hardwareAd,
              perVmaLock, objects))
          : Optional.empty();
      case "flush" -> FLUSHES.contains(word)
          ? Optional.of(new MachineSettings(arch, cpus, levels, tableEntries, word, pcid, secondaryMmu, hardwareAd,
              perVmaLock, objects))
          : Optional.empty();
      case "pcid" -> number == 0 || number == 1
          ? Optional.of(new MachineSettings(arch, cpus, levels, tableEntries, flush, number == 1, secondaryMmu,
              hardwareAd, perVmaLock, objects))
          : Optional.empty();
      case "secondary_mmu" -> number == 0 || number == 1
          ? Optional.of(new MachineSettings(arch, cpus, levels, tableEntries, flush, pcid, number == 1, hardwareAd,
              perVmaLock, objects))
          : Optional.empty();
      case "per_vma_lock" -> number == 0 || number == 1
          ? Optional.of(new MachineSettings(arch, cpus, levels, tableEntries, flush, pcid, secondaryMmu, hardwareAd,
              number == 1, objects))
          : Optional.empty();
      case "objects" -> 1 <= number && number <= 64
          ? Optional.of(new MachineSettings(arch, cpus, levels, tableEntries, flush, pcid, secondaryMmu, hardwareAd,
              perVmaLock, (int) number))
          : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What may be written for an attribute, or which attributes there are. */
  public static String explain(String key) {
    return switch (key) {
      case "cpus" -> "`cpus` takes a number from 1 to 16";
      case "levels" -> "`levels` takes a number from 2 to 5";
      case "table_entries" -> "`table_entries` takes a power of two from 2 to 512";
      case "flush" -> "`flush` takes `ipi`, `paravirt` or `invlpgb`";
      case "pcid", "secondary_mmu", "per_vma_lock" -> "`" + key + "` takes 0 or 1";
      case "objects" -> "`objects` takes a number from 1 to 64";
      default -> "a machine has no `" + key + "`; there are cpus, levels, table_entries, flush, pcid, secondary_mmu,"
          + " per_vma_lock and objects";
    };
  }
}
