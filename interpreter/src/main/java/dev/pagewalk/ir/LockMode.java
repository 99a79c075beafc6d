package dev.pagewalk.ir;

/** How a lock is taken. */
public enum LockMode {
  /** A spinlock, mutex or bit lock: one holder. */
  EXCLUSIVE,
  /** An rwlock for reading: waits for writers that hold it. */
  READ,
  /** An rwlock for writing. */
  WRITE,
  /** An rwsem for reading: also waits behind a queued writer. */
  SEM_READ,
  /** An rwsem for writing: queues in a step of its own when it has to wait. */
  SEM_WRITE
}
