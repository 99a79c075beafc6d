package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;

/**
 * The constants that the machine of a variant gives values to: {@code machine { table_entries 4; }} makes
 * {@code PMD_SIZE} smaller, and everything that is written with it; {@code CONFIG_ARM64} is 1 on that architecture, as
 * the kernel's own configuration says it.
 */
public final class MachineConstants {
  /** Their names, as users write them. */
  public static final List<String> NAMES = List.of(
      "PAGE_SIZE", "PMD_SIZE", "PUD_SIZE", "P4D_SIZE", "PGDIR_SIZE", "PTRS_PER_PTE", "HPAGE_PMD_NR",
      "HPAGE_PMD_ORDER", "NR_CPUS", "CONFIG_PER_VMA_LOCK", "USE_SPLIT_PTLOCKS", "CONFIG_X86_64", "CONFIG_ARM64",
      "CONFIG_S390", "CONFIG_PPC64", "HARDWARE_AD");

  private MachineConstants() {}

  /** Declares them in {@code scope}. */
  static void declare(Scope scope) {
    for (String name : NAMES) {
      Name declared = new Name(name, new Span(Builtins.PATH, 0, 0));
      scope.put(Space.VALUE, name, new Symbol.MachineConstant(declared, Type.Int.LONG));
    }
  }
}
