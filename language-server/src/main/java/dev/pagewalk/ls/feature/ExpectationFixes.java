package dev.pagewalk.ls.feature;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a check found where the scenario says something else, and the fixed twin of a violated variant. */
public final class ExpectationFixes {
  private ExpectationFixes() {}

  /** The changes that touch {@code range}; {@code results} must be those of the text as it is. */
  public static List<Fix> of(FileView view, List<CheckResult> results, Span range) {
    List<Fix> fixes = new ArrayList<>();
    for (CheckResult result : results) {
      Span at = result.expectation();
      boolean isHere = at.start() <= range.end() && range.start() <= at.end();
      Optional<Decl.Scenario> scenario = scenario(view, result.scenario());
      if (isHere && scenario.isPresent()) {
        Optional<ScenarioItem.Expect> expect = expect(scenario.get(), at);
        if (!result.met() && isDecided(result)) {
          fixes.add(expect.map(written -> replace(written, found(result)))
              .orElseGet(() -> insert(view, scenario.get(), "expect " + found(result) + ";")));
        }
        if (result.verdict() == Verdict.VIOLATED) {
          expect.flatMap(written -> twin(view, scenario.get(), written)).ifPresent(fixes::add);
        }
      }
    }
    return fixes;
  }

  private static boolean isDecided(CheckResult result) {
    return result.verdict() == Verdict.SAFE || result.verdict() == Verdict.VIOLATED;
  }

  private static Optional<Decl.Scenario> scenario(FileView view, String name) {
    return view.resolution().scenarios().stream().filter(each -> each.name().text().equals(name)).findFirst();
  }

  private static Optional<ScenarioItem.Expect> expect(Decl.Scenario scenario, Span at) {
    return expects(scenario).stream().filter(each -> each.span().equals(at)).findFirst();
  }

  private static List<ScenarioItem.Expect> expects(Decl.Scenario scenario) {
    return scenario.items().stream()
        .filter(ScenarioItem.Expect.class::isInstance)
        .map(ScenarioItem.Expect.class::cast)
        .toList();
  }

  private static String found(CheckResult result) {
    return result.verdict() == Verdict.SAFE ? "safe" : result.oracle();
  }

  private static Fix replace(ScenarioItem.Expect expect, String found) {
    Span verdict = expect.verdict().span();
    int end = expect.subject().map(subject -> subject.span().end() + 1).orElse(verdict.end());
    return new Fix("Expect `" + found + "`, which the check found",
        new Span(verdict.path(), verdict.start(), end), found);
  }

  /** A line in front of the scenario's closing brace. */
  private static Fix insert(FileView view, Decl.Scenario scenario, String line) {
    int brace = Math.max(scenario.span().start(), scenario.span().end() - 1);
    int lineStart = view.text().lastIndexOf('\n', brace - 1) + 1;
    boolean isAlone = view.text().substring(lineStart, brace).isBlank();
    Span at = isAlone ? new Span(view.path(), lineStart, lineStart) : new Span(view.path(), brace, brace);
    return new Fix("Add `" + line + "`", at, isAlone ? "  " + line + "\n" : " " + line + " ");
  }

  /** The same expectation without what it takes away, if nothing of the kind is written. */
  private static Optional<Fix> twin(FileView view, Decl.Scenario scenario, ScenarioItem.Expect expect) {
    List<String> kept = new ArrayList<>();
    boolean isFixed = true;
    for (SyntaxPart.ExpectClause clause : expect.clauses()) {
      if (clause.key().text().equals("without")) {
        isFixed = false;
      } else {
        kept.add(Signatures.line(view.text(clause.span())));
      }
    }
    String line = "expect safe" + (kept.isEmpty() ? "" : " " + String.join(" ", kept)) + ";";
    boolean isThere = expects(scenario).stream()
        .anyMatch(each -> Signatures.line(view.text(each.span())).equals(line));
    if (isFixed || isThere) {
      return Optional.empty();
    }
    int start = view.text().lastIndexOf('\n', expect.span().start()) + 1;
    String indent = view.text().substring(start, expect.span().start());
    String before = indent.isBlank() ? indent : "";
    return Optional.of(new Fix("Add the fixed twin: `" + line + "`",
        new Span(view.path(), expect.span().start(), expect.span().start()), line + "\n" + before));
  }
}
