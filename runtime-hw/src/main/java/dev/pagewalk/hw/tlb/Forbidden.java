package dev.pagewalk.hw.tlb;

/**
 * Marks on cached translations: the system call that took the permission away has returned, so that using the
 * translation is no longer covered by an open flush window. They lie in bits that
 * {@link dev.pagewalk.hw.memory.Entry#cached} leaves clear.
 */
public final class Forbidden {
  /** No access may use it any more. */
  static final long ANY = 1 << 10;

  /** No store may use it any more. */
  static final long WRITE = 1 << 11;

  private Forbidden() {}

  /** Whether the translation has a mark. */
  public static boolean isAny(long value) {
    return (value & (ANY | WRITE)) != 0;
  }

  /** Whether a mark speaks against this access. */
  public static boolean isFor(long value, boolean write) {
    return (value & ANY) != 0 || write && (value & WRITE) != 0;
  }
}
