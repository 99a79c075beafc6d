package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;

/** Changes that remove what diagnostics complain about. */
public final class CodeFixes {
  private CodeFixes() {}

  /** A fix and what it mends. */
  public record Mend(Diagnostic diagnostic, Fix fix) {}

  /** The fixes of the diagnostics that touch {@code range}. */
  public static List<Mend> of(FileView view, Span range) {
    return Mistakes.of(view.analysis(), view.path()).stream()
        .filter(each -> each.span().start() <= range.end() && range.start() <= each.span().end())
        .flatMap(each -> each.fixes().stream().map(fix -> new Mend(each, fix)))
        .toList();
  }
}
