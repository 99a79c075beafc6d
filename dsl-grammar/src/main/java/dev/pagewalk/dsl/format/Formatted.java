package dev.pagewalk.dsl.format;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import java.util.List;

/**
 * What came of formatting.
 *
 * @param text the laid out text; the text as it was if there are mistakes
 * @param mistakes the errors of syntax that keep the text from being formatted
 */
public record Formatted(String text, List<Diagnostic> mistakes) {
  public Formatted {
    mistakes = List.copyOf(mistakes);
  }
}
