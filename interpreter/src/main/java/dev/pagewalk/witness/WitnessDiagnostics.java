package dev.pagewalk.witness;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;
import java.util.Optional;

/** What can be wrong with a witness file. */
final class WitnessDiagnostics {
  private WitnessDiagnostics() {}

  static Diagnostic notAWitness(Span at) {
    return of(Code.NOT_A_WITNESS, at, "this is not a witness: its first line is not `pagewalk witness 1`",
        "witnesses are the files in .pagewalk/ that `pagewalk check` writes");
  }

  static Diagnostic version(Span at, String version) {
    return of(Code.WITNESS_VERSION, at, "a witness of form " + version + " is newer than this version of Pagewalk",
        "use the version that wrote it, or check the scenario again");
  }

  static Diagnostic line(Span at) {
    return of(Code.WITNESS_LINE, at, "this line is not a step",
        "a step is an agent, its choices as `[kind 1, kind 0]` if it makes any, and what it does");
  }

  static Diagnostic incomplete(Span at, String missing) {
    return of(Code.WITNESS_INCOMPLETE, at, "the witness has no line `" + missing + "` in its header",
        "check the scenario again: that writes a new witness");
  }

  private static Diagnostic of(Code code, Span at, String message, String help) {
    return new Diagnostic(code, Severity.ERROR, message, at, "", List.of(), Optional.of(help), List.of());
  }
}
