package dev.pagewalk.lower;

import dev.pagewalk.hw.cpu.Architecture;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The machine of a scenario, as {@code machine ARCH { ... }} says or by default.
 *
 * @param arch the architecture
 * @param cpus how many CPUs; empty: as many as threads need
 * @param levels of page tables in memory: 2 to 5
 * @param tableEntries entries of a page table: 512, or a smaller power of two
 * @param flush how other CPUs' TLBs are flushed: on x86_64 {@code ipi}, {@code paravirt} or {@code invlpgb}; on
 *     each other architecture its own way
 * @param pcid whether translations (by PCID or ASID) survive a switch to another address space
 * @param secondaryMmu whether there is a secondary MMU behind mmu notifiers
 * @param hardwareAd whether hardware sets the accessed and dirty bits
 * @param perVmaLock whether page faults take the locks of VMAs where the kernel has such (CONFIG_PER_VMA_LOCK, 6.4)
 * @param splitPtlocks whether each PMD and PTE table has a lock of its own (CONFIG_SPLIT_PTE_PTLOCKS and
 *     CONFIG_SPLIT_PMD_PTLOCKS, 6.12)
 * @param objects objects of each kind that can exist at a time
 * @param bbml2 on arm64 whether an entry may change its size while it is valid (FEAT_BBM level 2)
 * @param rules whether the rules of fields and of page tables are judged
 * @param dataRaces whether plain accesses that race are reported
 * @param repeatsPlainReads whether what a plain read has put into a variable may be read again where it is used
 */
public record MachineSettings(
    Architecture arch,
    OptionalInt cpus,
    int levels,
    int tableEntries,
    String flush,
    boolean pcid,
    boolean secondaryMmu,
    boolean hardwareAd,
    boolean perVmaLock,
    boolean splitPtlocks,
    int objects,
    boolean bbml2,
    boolean rules,
    boolean dataRaces,
    boolean repeatsPlainReads) {
  /** x86_64 as it comes. */
  public static final MachineSettings DEFAULT = of(Architecture.X86_64);

  /** The bytes that one page maps. */
  public static final long PAGE_SIZE = 4096;

  private static final Set<String> FLUSHES = Set.of("ipi", "paravirt", "invlpgb");
  private static final Set<String> PLAIN_READS = Set.of("once", "repeat");

  /**
   * An architecture as it comes: five levels on x86_64, four elsewhere; hardware sets accessed and dirty bits on x86_64
   * and arm64, on s390x and ppc64 the kernel does in page faults (arch/powerpc/mm/book3s64/radix_pgtable.c, 6.6: the
   * core MMU does not update entries).
   */
  public static MachineSettings of(Architecture arch) {
    return switch (arch) {
      case X86_64 -> new MachineSettings(arch, OptionalInt.empty(), 5, 512, "ipi", true, false, true, true, true, 16, false,
          true, true, false);
      case ARM64 -> new MachineSettings(arch, OptionalInt.empty(), 4, 512, "tlbi", true, false, true, true, true, 16, false,
          true, true, false);
      case S390X -> new MachineSettings(arch, OptionalInt.empty(), 4, 512, "ipte", true, false, false, true, true, 16, false,
          true, true, false);
      case PPC64 -> new MachineSettings(arch, OptionalInt.empty(), 4, 512, "tlbie", true, false, false, true, true, 16, false,
          true, true, false);
    };
  }

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
    if (!isPossible(key, number, word)) {
      return Optional.empty();
    }
    int n = (int) number;
    return Optional.of(new MachineSettings(
        arch,
        key.equals("cpus") ? OptionalInt.of(n) : cpus,
        key.equals("levels") ? n : levels,
        key.equals("table_entries") ? n : tableEntries,
        key.equals("flush") ? word : flush,
        key.equals("pcid") ? n == 1 : pcid,
        key.equals("secondary_mmu") ? n == 1 : secondaryMmu,
        key.equals("hardware_ad") ? n == 1 : hardwareAd,
        key.equals("per_vma_lock") ? n == 1 : perVmaLock,
        key.equals("split_ptlocks") ? n == 1 : splitPtlocks,
        key.equals("objects") ? n : objects,
        key.equals("bbml2") ? n == 1 : bbml2,
        key.equals("rules") ? n == 1 : rules,
        key.equals("data_races") ? n == 1 : dataRaces,
        key.equals("plain_reads") ? word.equals("repeat") : repeatsPlainReads));
  }

  private boolean isPossible(String key, long number, String word) {
    return switch (key) {
      case "cpus" -> 1 <= number && number <= 16;
      case "levels" -> 2 <= number && number <= 5;
      case "table_entries" -> 2 <= number && number <= 512 && Long.bitCount(number) == 1;
      case "flush" -> arch == Architecture.X86_64 && FLUSHES.contains(word);
      case "pcid", "secondary_mmu", "per_vma_lock", "split_ptlocks", "rules", "data_races" -> isFlag(number);
      case "plain_reads" -> PLAIN_READS.contains(word);
      case "hardware_ad" -> isFlag(number) && (arch == Architecture.ARM64 || (number == 1) == hardwareAd);
      case "bbml2" -> isFlag(number) && arch == Architecture.ARM64;
      case "objects" -> 1 <= number && number <= 64;
      default -> false;
    };
  }

  private static boolean isFlag(long number) {
    return number == 0 || number == 1;
  }

  /** What may be written for an attribute, or which attributes there are. */
  public String explain(String key) {
    return switch (key) {
      case "cpus" -> "`cpus` takes a number from 1 to 16";
      case "levels" -> "`levels` takes a number from 2 to 5";
      case "table_entries" -> "`table_entries` takes a power of two from 2 to 512";
      case "flush" -> arch == Architecture.X86_64
          ? "`flush` takes `ipi`, `paravirt` or `invlpgb`"
          : "`flush` is for x86_64: " + arch.text() + " flushes by `" + flush + "`";
      case "pcid", "secondary_mmu", "per_vma_lock", "split_ptlocks", "rules", "data_races" -> "`" + key + "` takes 0 or 1";
      case "plain_reads" -> "`plain_reads` takes `once` or `repeat`";
      case "hardware_ad" -> arch == Architecture.ARM64
          ? "`hardware_ad` takes 0 or 1"
          : "`hardware_ad` is " + (hardwareAd ? 1 : 0) + " on " + arch.text() + "; only arm64 comes in both ways";
      case "bbml2" -> arch == Architecture.ARM64 ? "`bbml2` takes 0 or 1" : "`bbml2` is for arm64";
      case "objects" -> "`objects` takes a number from 1 to 64";
      default -> "a machine has no `" + key + "`; there are cpus, levels, table_entries, flush, pcid, secondary_mmu,"
          + " hardware_ad, bbml2, per_vma_lock, split_ptlocks, objects, rules, data_races and plain_reads";
    };
  }
}
