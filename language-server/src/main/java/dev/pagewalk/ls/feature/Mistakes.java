package dev.pagewalk.ls.feature;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Decl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a file's text, without running anything. */
public final class Mistakes {
  private Mistakes() {}

  /** The diagnostics of one file in the order of the text, each once; those of files that it uses are theirs. */
  public static List<Diagnostic> of(Analysis analysis, String path) {
    FileAnalysis file = analysis.file(path);
    Set<Diagnostic> all = new LinkedHashSet<>(file.diagnostics());
    for (Decl.Scenario scenario : file.scenarios()) {
      all.addAll(analysis.plans(file, scenario, CheckOptions.DEFAULT).diagnostics());
    }
    List<Diagnostic> own = new ArrayList<>(all.stream().filter(each -> each.span().path().equals(path)).toList());
    own.sort(Comparator.comparingInt(each -> each.span().start()));
    return own;
  }
}
