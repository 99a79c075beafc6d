package dev.pagewalk.hw.cpu;

import java.util.Optional;

/**
 * What differs between architectures for races in page tables. Each value says what its manual requires of hardware, or
 * permits it.
 *
 * <p>Model: tables of all architectures have as many entries as the machine is told, on every level; s390x has 256
 * in a page table and 2,048 in the ones above. Of ppc64 only the radix MMU is there, no hash table.
 */
public enum Architecture {
  /**
   * x86_64. A page fault drops what the CPU had cached of its page (Intel SDM volume 3, 4.10.4.1, "Operations that
   * Invalidate TLBs and Paging-Structure Caches").
   */
  X86_64("x86_64", true, false, false),

  /**
   * arm64. A permission fault may come from the TLB and drops nothing there; an entry that changes its output address
   * or its size must be invalid, and invalidated, in between (Arm ARM DDI 0487, D8.16, "TLB maintenance", "Using
   * break-before-make when updating translation table entries").
   */
  ARM64("arm64", false, true, false),

  /**
   * s390x. A valid entry is changed together with all TLBs, by IPTE or IDTE (Principles of Operation SA22-7832, chapter
   * 3, "Modification of Translation Tables"; chapter 10, "Invalidate Page Table Entry").
   */
  S390X("s390x", false, false, true),

  /**
   * ppc64 with the radix MMU. A CPU that faults looks at the entry again (Power ISA 3.0, Book III, 6.10, "Translation
   * Table Update Synchronization Requirements").
   */
  PPC64("ppc64", true, false, false);

  private final String text;
  private final boolean dropsOnFault;
  private final boolean needsBreakBeforeMake;
  private final boolean changesWithFlush;

  Architecture(String text, boolean dropsOnFault, boolean needsBreakBeforeMake, boolean changesWithFlush) {
    this.text = text;
    this.dropsOnFault = dropsOnFault;
    this.needsBreakBeforeMake = needsBreakBeforeMake;
    this.changesWithFlush = changesWithFlush;
  }

  /** Its name in the language. */
  public String text() {
    return text;
  }

  /** The architecture with that name. */
  public static Optional<Architecture> named(String text) {
    for (Architecture architecture : values()) {
      if (architecture.text.equals(text)) {
        return Optional.of(architecture);
      }
    }
    return Optional.empty();
  }

  /** Whether a page fault empties what the CPU has cached of its page, and of the way there. */
  public boolean dropsOnFault() {
    return dropsOnFault;
  }

  /** Whether an entry that other CPUs may have cached must be invalid before it maps something else. */
  public boolean needsBreakBeforeMake() {
    return needsBreakBeforeMake;
  }

  /** Whether the kernel changes an entry and all TLBs in one instruction. */
  public boolean changesWithFlush() {
    return changesWithFlush;
  }
}
