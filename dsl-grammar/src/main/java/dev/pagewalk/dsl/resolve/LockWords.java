package dev.pagewalk.dsl.resolve;

import java.util.Optional;

/** Which function of the language does to one kind of lock what another does to another kind. */
final class LockWords {
  private LockWords() {}

  /** The function for {@code kind} that corresponds to {@code used}; empty if there is none. */
  static Optional<String> instead(Builtin used, Type.LockKind kind) {
    String name = used.text();
    boolean reads = name.contains("read");
    boolean tries = name.contains("trylock");
    boolean releases = name.contains("unlock") || name.startsWith("up_");
    if (name.startsWith("assert_held")) {
      return kind == Type.LockKind.SEQCOUNT ? Optional.empty() : Optional.of("assert_held");
    }
    if (used == Builtin.DOWNGRADE_WRITE || name.contains("seqcount")) {
      return Optional.empty();
    }
    if (name.contains("init")) {
      return initialises(kind);
    }
    return switch (kind) {
      case SPINLOCK -> Optional.of("spin" + suffix(tries, releases));
      case MUTEX -> Optional.of("mutex" + suffix(tries, releases));
      case BITLOCK -> Optional.of("bit_spin" + suffix(tries, releases));
      case RWLOCK -> Optional.of((reads ? "read" : "write") + suffix(tries, releases));
      case RWSEM -> Optional.of((releases ? "up_" : "down_") + (reads ? "read" : "write") + (tries ? "_trylock" : ""));
      case SEQCOUNT -> Optional.of(releases ? "write_seqcount_end" : "write_seqcount_begin");
    };
  }

  private static Optional<String> initialises(Type.LockKind kind) {
    return switch (kind) {
      case SPINLOCK -> Optional.of("spin_lock_init");
      case MUTEX -> Optional.of("mutex_init");
      case RWLOCK -> Optional.of("rwlock_init");
      case RWSEM -> Optional.of("init_rwsem");
      case BITLOCK, SEQCOUNT -> Optional.empty();
    };
  }

  private static String suffix(boolean tries, boolean releases) {
    return tries ? "_trylock" : releases ? "_unlock" : "_lock";
  }
}
