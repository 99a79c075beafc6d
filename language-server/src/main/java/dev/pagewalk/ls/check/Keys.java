package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.util.Comparator;
import java.util.List;

/** What the verdict of a scenario depends on. */
final class Keys {
  private Keys() {}

  /** A text that changes with everything that may change the verdict: edits of other scenarios do not. */
  static String of(Analysis analysis, FileAnalysis file, Decl.Scenario scenario) {
    StringBuilder key = new StringBuilder(analysis.library().hash()).append('\n');
    String text = analysis.text(file.path()).orElse("");
    List<Decl.Scenario> scenarios = file.resolution().scenarios().stream()
        .sorted(Comparator.comparingInt(each -> each.span().start()))
        .toList();
    int from = 0;
    for (Decl.Scenario each : scenarios) {
      if (from <= each.span().start()) {
        key.append(text, from, each.span().start());
        from = each.span().end();
      }
    }
    key.append(text, from, text.length());
    key.append('\n').append(text, scenario.span().start(), scenario.span().end());
    for (SourceUnit unit : file.resolution().units()) {
      if (!unit.path().equals(file.path())) {
        key.append('\n').append(unit.path()).append('\n').append(analysis.text(unit.path()).orElse(""));
      }
    }
    return key.toString();
  }
}
