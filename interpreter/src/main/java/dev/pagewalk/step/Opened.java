package dev.pagewalk.step;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Move;
import dev.pagewalk.ir.Program;
import java.util.List;

/**
 * A variant of a scenario that can be stepped through.
 *
 * @param plan the variant
 * @param moves the witness to be followed; none to step freely
 * @param notes for the user: where a witness does not match, what has changed
 */
public record Opened(
    Analysis analysis,
    FileAnalysis file,
    CheckPlan plan,
    Program program,
    List<Move> moves,
    List<String> notes) {
  public Opened {
    moves = List.copyOf(moves);
    notes = List.copyOf(notes);
  }

  /** A piece of source. */
  String text(Span span) {
    return analysis.text(span.path()).map(text -> text.substring(span.start(), span.end())).orElse("");
  }
}
