package dev.pagewalk.analysis;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Move;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Program;
import dev.pagewalk.witness.TraceBuilder;
import dev.pagewalk.witness.Witness;
import dev.pagewalk.witness.WitnessFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes executions down that somebody has made by hand. */
public final class WitnessWriter {
  private WitnessWriter() {}

  /**
   * Writes a witness.
   *
   * @param target the file; replaced if it is there
   * @param moves the execution, whole or not
   * @param shown what it shows; empty for nothing, and then {@code expected} is {@code safe}
   * @param directory against which the scenario's path is resolved
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path target,
      Analysis analysis,
      FileAnalysis file,
      CheckPlan plan,
      Program program,
      List<Move> moves,
      Optional<Finding> shown,
      Path directory)
      throws IOException {
    TraceBuilder.Replay replay =
        TraceBuilder.replay(Machine.interpreted(program), moves, shown, span -> text(analysis, span));
    String expected = shown
        .map(finding -> finding.subject().isEmpty() ? finding.oracle() : finding.oracle() + "(" + finding.subject() + ")")
        .orElse("safe");
    Path absolute = target.toAbsolutePath().normalize();
    Path scenario = directory.resolve(file.path()).toAbsolutePath().normalize();
    String name = absolute.getParent().relativize(scenario).toString();
    Witness witness = new Witness(
        name, plan.scenario().name().text(), plan.options(), expected, analysis.hash(file.path()), replay.steps());
    Files.writeString(absolute, WitnessFile.write(witness));
  }

  private static String text(Analysis analysis, Span span) {
    return analysis.text(span.path()).map(text -> text.substring(span.start(), span.end())).orElse("");
  }
}
