package dev.pagewalk.ls.lsp;

import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ls.check.ScenarioVerdict;
import dev.pagewalk.ls.feature.CodeFixes;
import dev.pagewalk.ls.feature.ExpectationFixes;
import dev.pagewalk.ls.feature.TakeLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * What can be done about a place: fixes of mistakes, expectations that say what was found, locks that rules ask for,
 * interleavings to look at.
 */
final class Actions {
  private Actions() {}

  static List<Either<Command, CodeAction>> of(
      Workbench bench, Workbench.Question question, String uri, Span range) {
    List<Either<Command, CodeAction>> actions = new ArrayList<>();
    for (CodeFixes.Mend mend : CodeFixes.of(question.view(), range)) {
      CodeAction action = action(mend.fix(), uri, question.to());
      action.setDiagnostics(List.of(question.to().diagnostic(mend.diagnostic())));
      action.setIsPreferred(true);
      actions.add(Either.forRight(action));
    }
    for (ScenarioVerdict verdict : bench.checks().verdicts(question.view().path())) {
      boolean isHere = verdict.whole().start() <= range.end() && range.start() <= verdict.whole().end();
      if (isHere && !verdict.stale() && !verdict.broken()) {
        ExpectationFixes.of(question.view(), verdict.results(), range)
            .forEach(fix -> actions.add(Either.forRight(action(fix, uri, question.to()))));
        TakeLock.of(question.view(), verdict.results(), range)
            .forEach(fix -> actions.add(Either.forRight(action(fix, uri, question.to()))));
      }
      if (isHere && verdict.mostInteresting().isPresent()) {
        CodeAction show = new CodeAction("Show the interleaving of " + verdict.name());
        show.setKind(CodeActionKind.QuickFix);
        show.setCommand(new Command("Show the interleaving", Commands.SHOW, List.of(uri, verdict.name())));
        actions.add(Either.forRight(show));
        if (bench.wishes().debugs()) {
          CodeAction step = new CodeAction("Step through this race");
          step.setKind(CodeActionKind.QuickFix);
          step.setCommand(new Command("Step", Commands.STEP,
              List.of(uri, verdict.name(), verdict.mostInteresting().orElse(0))));
          actions.add(Either.forRight(step));
        }
      }
    }
    return actions;
  }

  private static CodeAction action(Fix fix, String uri, ToLsp to) {
    CodeAction action = new CodeAction(fix.title());
    action.setKind(CodeActionKind.QuickFix);
    action.setEdit(new WorkspaceEdit(Map.of(uri, List.of(new TextEdit(to.range(fix.span()), fix.replacement())))));
    return action;
  }
}
