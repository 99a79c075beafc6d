package dev.pagewalk.dsl.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands behind the dot: the parts of actors and of page-table entries. */
final class ActorParts {
  private static final Map<String, Type> ENTRY = entryParts();

  private ActorParts() {}

  /** The parts of a page-table entry and their types. */
  static Map<String, Type> ofEntry() {
    return ENTRY;
  }

  /**
   * The parts of an actor and their types. Those that are kernel objects are left out while no library declares them.
   */
  static Map<String, Type> of(Type.ActorKind kind, World world) {
    Map<String, Type> parts = new LinkedHashMap<>();
    switch (kind) {
      case MAPPING -> {
        parts.put("start", new Type.Vaddr());
        parts.put("end", new Type.Vaddr());
        parts.put("size", Type.Int.LONG);
        world.kernelStruct("vma").ifPresent(vma -> parts.put("vma", vma));
      }
      case PROCESS -> world.kernelStruct("mm").ifPresent(mm -> parts.put("mm", mm));
      case FILE -> {
        parts.put("size", Type.Int.LONG);
        world.kernelStruct("address_space").ifPresent(mapping -> parts.put("mapping", mapping));
      }
      case PAGE, THREAD, CPU, UFFD, CHILD -> {
        // Their parts are no fields: words, registers, calls.
      }
    }
    return parts;
  }

  /** The names that {@code of} leaves out without a library. */
  static boolean isKernelPart(Type.ActorKind kind, String name) {
    return switch (kind) {
      case MAPPING -> name.equals("vma");
      case PROCESS -> name.equals("mm");
      case FILE -> name.equals("mapping");
      case PAGE, THREAD, CPU, UFFD, CHILD -> false;
    };
  }

  private static Map<String, Type> entryParts() {
    Map<String, Type> parts = new LinkedHashMap<>();
    for (String flag : new String[] {
      "present", "write", "dirty", "young", "user", "huge", "uffd_wp", "soft_dirty", "special"
    }) {
      parts.put(flag, new Type.Bool());
    }
    parts.put("pfn", new Type.Pfn());
    return Collections.unmodifiableMap(parts);
  }
}
