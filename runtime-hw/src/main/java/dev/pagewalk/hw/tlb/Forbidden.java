package dev.pagewalk.hw.tlb;

/**
 * Marks on cached translations. One kind: the system call that took the permission away has returned, so that using the
 * translation is no longer covered by an open flush window. The other: a broadcast has told the CPU to give it up, and
 * the barrier that makes sure of it is still to come; until then it may be used. They lie in bits that
 * {@link dev.pagewalk.hw.memory.Entry#cached} leaves clear.
 */
public final class Forbidden {
  /** No access may use it any more. */
  static final long ANY = 1 << 10;

  /** No store may use it any more. */
  static final long WRITE = 1 << 11;

  private static final int CPUS_ABOVE = 12;
  private static final int ABOVE_FRAME = 48;
  private static final long INVALIDATED = (1L << CPUS_ABOVE) - 1 << ABOVE_FRAME | 0xFL << CPUS_ABOVE;

  private Forbidden() {}

  /** The mark of a broadcast by a CPU, whose number is below 16. */
  static long invalidatedBy(int cpu) {
    return cpu < CPUS_ABOVE ? 1L << ABOVE_FRAME + cpu : 1L << cpu;
  }

  /** Whether a broadcast whose barrier is still to come invalidates the translation. */
  public static boolean isInvalidated(long value) {
    return (value & INVALIDATED) != 0;
  }

  /** Whether the translation has a mark of either kind. */
  static boolean isMarked(long value) {
    return isAny(value) || isInvalidated(value);
  }

  /** Whether some call has forbidden the translation. */
  public static boolean isAny(long value) {
    return (value & (ANY | WRITE)) != 0;
  }

  /** Whether a call has forbidden this access. */
  public static boolean isFor(long value, boolean write) {
    return (value & ANY) != 0 || write && (value & WRITE) != 0;
  }
}
