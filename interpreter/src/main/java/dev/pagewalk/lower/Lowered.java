package dev.pagewalk.lower;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.ir.Program;
import java.util.List;
import java.util.Optional;

/** A compiled variant, or why there is none. */
public record Lowered(Optional<Program> program, List<Diagnostic> diagnostics) {
  public Lowered {
    diagnostics = List.copyOf(diagnostics);
  }
}
