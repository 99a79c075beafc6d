package dev.pagewalk.analysis;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.lower.Variant;
import java.util.List;
import java.util.Optional;

/**
 * One expectation in one variant, ready to be checked.
 *
 * @param expect as written; empty for a scenario without expectations, which is expected to be safe
 * @param words the variant, a phrase for each thing that is varied: {@code kernel 6.1}, {@code without x}; none for the
 *     plain one
 * @param kernel the release; empty in a model without the kernel
 * @param expected {@code safe} or an oracle, with its subject in parentheses if one is written
 * @param removed the patches that {@code without} takes away
 * @param options that select the variant on the command line
 */
public record CheckPlan(
    Decl.Scenario scenario,
    Optional<ScenarioItem.Expect> expect,
    Variant variant,
    List<String> words,
    String kernel,
    String expected,
    List<String> removed,
    List<String> options) {
  public CheckPlan {
    words = List.copyOf(words);
    removed = List.copyOf(removed);
    options = List.copyOf(options);
  }

  /** The variant in words; empty for the plain one. */
  public String description() {
    return String.join(" ", words);
  }

  /** The scenario's name, with the variant behind it in parentheses unless it is the plain one. */
  public String title() {
    return scenario.name().text() + (words.isEmpty() ? "" : " (" + description() + ")");
  }

  /** Whether a finding is what is expected. */
  public boolean isExpected(Finding finding) {
    return expected.equals(finding.oracle()) || expected.equals(finding.oracle() + "(" + finding.subject() + ")");
  }

  /** Where the expectation is written, or the scenario's name. */
  public Span span() {
    return expect.map(ScenarioItem.Expect::span).orElse(scenario.name().span());
  }
}
