package dev.pagewalk.hw.ipi;

/** How a flush reaches other CPUs. */
public enum FlushKind {
  /** By interrupts: the sender waits until every target has taken its own, and so for sections with interrupts off. */
  IPI,
  /** By the hypervisor, on behalf of CPUs that do not run just then: holds nobody up. */
  PARAVIRT,
  /** By a broadcast in hardware, complete when the sender goes on: waits for no section with interrupts off. */
  INVLPGB,
  /**
   * By a broadcast in hardware that is complete with a barrier of its own: TLBI and DSB of arm64, {@code tlbie} and
   * {@code ptesync} of ppc64. Waits for accesses that are already translated, for no section with interrupts off.
   */
  TLBI,
  /** With the entry, by the instruction that changes it: IPTE and IDTE of s390x. */
  IPTE
}
