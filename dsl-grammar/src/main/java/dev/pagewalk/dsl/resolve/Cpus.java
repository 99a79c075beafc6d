package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Name;
import java.util.Optional;

/** Binds the names of CPUs: {@code cpu0}, {@code cpu1}, ... */
final class Cpus {
  private Cpus() {}

  /**
   * Binds {@code name}, or reports that there is no such CPU. {@code count} is how many the machine has, where it says
   * so.
   */
  static void bind(Name name, Optional<Long> count, Tables tables) {
    if (name.isMissing()) {
      return;
    }
    boolean known = name.text().matches("cpu(0|[1-9][0-9]?)");
    int number = known ? Integer.parseInt(name.text().substring(3)) : -1;
    if (!known || count.isPresent() && count.get() <= number) {
      tables.report(ScenarioDiagnostics.unknownCpu(name, count));
      return;
    }
    tables.bind(name, new Symbol.Cpu(Builtins.name(name.text()), number, new Type.Actor(Type.ActorKind.CPU)));
  }
}
