package dev.pagewalk.mm.lock;

/**
 * A lock in one word: for each agent two bits that count how often it holds the lock for reading (bits 0 to 31), a bit
 * that says that it is queued for writing (bits 32 to 47), and the agent that holds the lock alone, plus 1 (bits 48 to
 * 55). A free lock with no queue is 0. Bit 56 says that the lock lies in a new object and is not initialised yet.
 *
 * <p>Model: there is no queue order. A queued writer keeps new readers out while anybody holds the lock, as the
 * kernel's rwsem does once a writer has queued (kernel/locking/rwsem.c, rwsem_down_write_slowpath(), 6.6); before it
 * has queued (optimistic spinning) readers pass.
 *
 * <p>Model: a writer that waits for an rwlock keeps no readers out, where the kernel's does outside interrupts
 * (kernel/locking/qrwlock.c, 6.6): a reader that takes one again and then waits for ever is not found.
 */
public final class LockWord {
  /** How many agents can use locks. */
  public static final int MAX_AGENTS = 16;

  /** A lock that is not initialised yet. */
  public static final long RAW = 1L << 56;

  /** How often one agent can hold a lock for reading at a time. */
  public static final int MAX_READS = 3;

  private static final long READERS = (1L << 2 * MAX_AGENTS) - 1;
  private static final long LOW_BITS = 0x5555_5555L;
  private static final int QUEUE_SHIFT = 2 * MAX_AGENTS;
  private static final long QUEUED = (1L << MAX_AGENTS) - 1 << QUEUE_SHIFT;
  private static final int OWNER_SHIFT = 3 * MAX_AGENTS;
  private static final long OWNER = 0xFFL << OWNER_SHIFT;

  private LockWord() {}

  /** The agent that holds the lock alone, or -1. */
  public static int owner(long lock) {
    return (int) ((lock & OWNER) >>> OWNER_SHIFT) - 1;
  }

  /** The agents that hold it for reading: agent {@code i} is bit {@code i}. */
  public static long readers(long lock) {
    return Long.compress((lock | lock >>> 1) & LOW_BITS, LOW_BITS);
  }

  /** The writers that are queued: agent {@code i} is bit {@code i}. */
  public static long queued(long lock) {
    return (lock & QUEUED) >>> QUEUE_SHIFT;
  }

  /** Everybody who holds it: agent {@code i} is bit {@code i}. */
  public static long holders(long lock) {
    int owner = owner(lock);
    return owner < 0 ? readers(lock) : readers(lock) | 1L << owner;
  }

  /** Whether the lock is still to be initialised. */
  public static boolean isRaw(long lock) {
    return (lock & RAW) != 0;
  }

  /** Whether nobody holds it. */
  public static boolean isFree(long lock) {
    return (lock & (OWNER | READERS)) == 0;
  }

  /** Whether {@code agent} holds it alone (for writing). */
  public static boolean isHeldAlone(long lock, int agent) {
    return owner(lock) == agent;
  }

  /** Whether {@code agent} holds it in any way. */
  public static boolean isHeld(long lock, int agent) {
    return owner(lock) == agent || 0 < reads(lock, agent);
  }

  /** Whether a reader would get it now; with {@code fair}, queued writers go first unless nobody holds it. */
  public static boolean admitsReader(long lock, boolean fair) {
    if (0 <= owner(lock)) {
      return false;
    }
    return !fair || (lock & QUEUED) == 0 || (lock & READERS) == 0;
  }

  /** The lock after {@code agent} took it alone. */
  public static long own(long lock, int agent) {
    return lock & ~(1L << QUEUE_SHIFT + agent) | (agent + 1L) << OWNER_SHIFT;
  }

  /** How often {@code agent} holds it for reading. */
  public static int reads(long lock, int agent) {
    return (int) (lock >>> 2 * agent) & MAX_READS;
  }

  /** The lock after {@code agent} took it for reading, once more than before. */
  public static long read(long lock, int agent) {
    return lock + (1L << 2 * agent);
  }

  /** The lock after its owner gave it up. */
  public static long disown(long lock) {
    return lock & ~OWNER;
  }

  /** The lock after {@code agent} gave up reading once. */
  public static long unread(long lock, int agent) {
    return lock - (1L << 2 * agent);
  }

  /** The lock after {@code agent} queued for writing. */
  public static long queue(long lock, int agent) {
    return lock | 1L << QUEUE_SHIFT + agent;
  }

  /**
   * What {@code agent} has of the lock, without saying who it is: the same number for whoever has the same; 0 if
   * nothing.
   */
  public static long share(long lock, int agent) {
    return reads(lock, agent) | (queued(lock) >>> agent & 1) << 2 | (isHeldAlone(lock, agent) ? 1L << 3 : 0);
  }

  /** The lock as it would be if agent {@code n} were called {@code names[n]}. */
  public static long renamed(long lock, int[] names) {
    if ((lock & (OWNER | READERS | QUEUED)) == 0) {
      return lock;
    }
    int owner = owner(lock);
    long result = lock & ~(OWNER | READERS | QUEUED) | (owner < 0 ? 0 : (names[owner] + 1L) << OWNER_SHIFT);
    for (int agent = 0; agent < MAX_AGENTS; agent++) {
      result |= (long) reads(lock, agent) << 2 * names[agent] | (queued(lock) >>> agent & 1) << QUEUE_SHIFT + names[agent];
    }
    return result;
  }

  /** The lock without what {@code agent} has of it. */
  public static long without(long lock, int agent) {
    long others = lock & ~((long) MAX_READS << 2 * agent | 1L << QUEUE_SHIFT + agent);
    return isHeldAlone(lock, agent) ? disown(others) : others;
  }
}
