package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.hw.cpu.Architecture;
import java.util.OptionalLong;

/** Values of expressions that are known once a variant is: constants, scenario parameters, the machine's numbers. */
final class Constants {
  private final Resolution resolution;
  private final Variant variant;
  private final int cpus;

  Constants(Resolution resolution, Variant variant, int cpus) {
    this.resolution = resolution;
    this.variant = variant;
    this.cpus = cpus;
  }

  /** The value of an expression; empty for one that is not known before the run. */
  OptionalLong value(Expr expr) {
    return resolution.constant(expr, this::value);
  }

  /** The value of a constant of the variant; empty for anything else. */
  OptionalLong value(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant constant -> OptionalLong.of(constant.value());
      case Symbol.ScenarioParameter parameter -> OptionalLong.of(
          variant.parameters().getOrDefault(parameter.declared().text(), parameter.defaultValue()));
      case Symbol.VariantConstant constant -> value(constant.decl().value());
      case Symbol.MachineConstant constant -> machine(constant.declared().text());
      default -> OptionalLong.empty();
    };
  }

  private OptionalLong machine(String name) {
    MachineSettings machine = variant.machine();
    return switch (name) {
      case "PAGE_SIZE" -> OptionalLong.of(MachineSettings.PAGE_SIZE);
      case "PMD_SIZE", "HPAGE_PMD_SIZE" -> OptionalLong.of(machine.span(1));
      case "PUD_SIZE" -> OptionalLong.of(machine.span(Math.min(2, machine.levels() - 1)));
      case "P4D_SIZE" -> OptionalLong.of(machine.span(Math.min(3, machine.levels() - 1)));
      case "PGDIR_SIZE" -> OptionalLong.of(machine.span(machine.levels() - 1));
      case "PTRS_PER_PTE", "HPAGE_PMD_NR" -> OptionalLong.of(machine.tableEntries());
      case "HPAGE_PMD_ORDER" -> OptionalLong.of(Integer.numberOfTrailingZeros(machine.tableEntries()));
      case "NR_CPUS" -> OptionalLong.of(cpus);
      case "CONFIG_PER_VMA_LOCK" -> flag(machine.perVmaLock());
      case "USE_SPLIT_PTLOCKS" -> flag(machine.splitPtlocks());
      case "CONFIG_X86_64" -> flag(machine.arch() == Architecture.X86_64);
      case "CONFIG_ARM64" -> flag(machine.arch() == Architecture.ARM64);
      case "CONFIG_S390" -> flag(machine.arch() == Architecture.S390X);
      case "CONFIG_PPC64" -> flag(machine.arch() == Architecture.PPC64);
      case "HARDWARE_AD" -> flag(machine.hardwareAd());
      default -> OptionalLong.empty();
    };
  }

  private static OptionalLong flag(boolean set) {
    return OptionalLong.of(set ? 1 : 0);
  }
}
