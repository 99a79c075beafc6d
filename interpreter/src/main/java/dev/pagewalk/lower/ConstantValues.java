package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Expr;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Values of constant expressions outside of any variant: in clauses that make variants. */
public final class ConstantValues {
  private ConstantValues() {}

  /** The value of {@code expr} with {@code parameters}, the others at their defaults; empty if it is not constant. */
  public static OptionalLong of(Resolution resolution, Expr expr, Map<String, Long> parameters) {
    Variant plain = new Variant(Set.of(), parameters, MachineSettings.DEFAULT);
    return new Constants(resolution, plain, 1).value(expr);
  }
}
