package dev.pagewalk.dsl.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types that are known without any declaration. */
final class BuiltinTypes {
  private static final Map<String, Type> BY_NAME = all();

  private BuiltinTypes() {}

  static Optional<Type> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static List<String> names() {
    return new ArrayList<>(BY_NAME.keySet());
  }

  /** What a C programmer means by a C type. */
  static Optional<String> forC(String name) {
    return switch (name) {
      case "u8", "u16", "s8", "s16", "s32", "u32", "unsigned", "char", "short", "int32_t", "uint32_t", "atomic_t" ->
          Optional.of("int");
      case "u64", "s64", "size_t", "ssize_t", "loff_t", "pgoff_t", "uint64_t", "int64_t", "atomic_long_t", "ulong" ->
          Optional.of("long");
      case "pte_t" -> Optional.of("pte");
      case "pmd_t" -> Optional.of("pmd");
      case "pud_t" -> Optional.of("pud");
      case "p4d_t" -> Optional.of("p4d");
      case "pgd_t" -> Optional.of("pgd");
      case "spinlock_t", "raw_spinlock_t" -> Optional.of("spinlock");
      case "rwlock_t" -> Optional.of("rwlock");
      case "rw_semaphore" -> Optional.of("rwsem");
      case "seqcount_t", "seqlock_t" -> Optional.of("seqcount");
      default -> Optional.empty();
    };
  }

  private static Map<String, Type> all() {
    Map<String, Type> types = new LinkedHashMap<>();
    types.put("int", Type.Int.INT);
    types.put("long", Type.Int.LONG);
    types.put("bool", new Type.Bool());
    types.put("vaddr", new Type.Vaddr());
    types.put("pfn", new Type.Pfn());
    for (Type.Level level : Type.Level.values()) {
      types.put(level.name().toLowerCase(Locale.ROOT), new Type.Entry(level));
    }
    for (Type.LockKind kind : Type.LockKind.values()) {
      types.put(kind.name().toLowerCase(Locale.ROOT), new Type.Lock(kind));
    }
    return types;
  }
}
