package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Which functions take the place of others: in a scenario, on top of those of its file. */
final class Replacements {
  private final Optional<Replacements> around;
  private final Map<Decl.Fn, Symbol.Function> replaced = new IdentityHashMap<>();

  private Replacements(Optional<Replacements> around) {
    this.around = around;
  }

  /** Those of the files. */
  static Replacements ofFiles() {
    return new Replacements(Optional.empty());
  }

  /** Those of one scenario of the files. */
  Replacements ofScenario() {
    return new Replacements(Optional.of(this));
  }

  /** Takes note of one; gives the earlier one for the same function, which stays, if there is one. */
  Optional<Symbol.Function> add(Symbol.Function original, Symbol.Function replacement) {
    return Optional.ofNullable(replaced.putIfAbsent(original.decl(), replacement));
  }

  /** Whether a scenario replaces nothing of its own. */
  boolean isEmpty() {
    return replaced.isEmpty();
  }

  /** What runs when {@code function} is called. */
  Symbol.Function target(Symbol.Function function) {
    Symbol.Function outer = around.map(files -> files.target(function)).orElse(function);
    return replaced.getOrDefault(outer.decl(), outer);
  }
}
