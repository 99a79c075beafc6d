package dev.pagewalk.dsl.diagnostic;

import dev.pagewalk.dsl.syntax.Span;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong, or worth knowing, about a text.
 *
 * @param message the headline, without a final full stop
 * @param span the smallest place that shows it
 * @param label what is wrong at that place, in a few words; empty if the headline says it all
 * @param help one thing to do
 */
public record Diagnostic(
    Code code, Severity severity, String message, Span span, String label, List<Related> related,
    Optional<String> help, List<Fix> fixes) {
  public Diagnostic {
    related = List.copyOf(related);
    fixes = List.copyOf(fixes);
  }
}
