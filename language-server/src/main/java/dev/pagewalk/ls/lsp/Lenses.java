package dev.pagewalk.ls.lsp;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ls.check.BackgroundChecks;
import dev.pagewalk.ls.check.ScenarioVerdict;
import dev.pagewalk.ls.feature.FileView;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;

/** The lines above scenarios: the verdict, and what can be done. */
final class Lenses {
  private Lenses() {}

  /** The lenses of a document; a scenario that does not parse keeps its lenses and its last verdict. */
  static List<CodeLens> of(List<ScenarioVerdict> verdicts, String uri, ToLsp to) {
    List<CodeLens> lenses = new ArrayList<>();
    for (ScenarioVerdict verdict : verdicts) {
      Range range = to.range(verdict.nameSpan());
      List<Object> arguments = List.of(uri, verdict.name());
      String first = verdict.mostInteresting().isPresent() ? Commands.SHOW : Commands.CHECK;
      lenses.add(lens(range, verdict.line(), first, arguments));
      lenses.add(lens(range, "check", Commands.CHECK, arguments));
      lenses.add(lens(range, "step", Commands.STEP, List.of(uri, verdict.name(), verdict.mostInteresting().orElse(0))));
      if (verdict.mostInteresting().isPresent()) {
        lenses.add(lens(range, "interleaving", Commands.SHOW, arguments));
      }
      lenses.add(lens(range, "outcomes", Commands.OUTCOMES, arguments));
    }
    return lenses;
  }

  private static CodeLens lens(Range range, String title, String command, List<Object> arguments) {
    return new CodeLens(range, new Command(title, command, arguments), null);
  }

  /** What the scenario whose name stands at {@code span} has cost, for the end of its hover; empty for others. */
  static String cost(BackgroundChecks checks, FileView view, Span span) {
    return checks.verdicts(view.path()).stream()
        .filter(verdict -> verdict.nameSpan().equals(span))
        .map(verdict -> "\n\n" + verdict.line())
        .findFirst()
        .orElse("");
  }
}
