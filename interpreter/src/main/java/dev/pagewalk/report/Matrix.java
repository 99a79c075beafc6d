package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variants by scenarios: what was found in each variant that an expectation of a scenario names.
 *
 * @param entries one for each variant of each expectation, in the order of the files and their texts
 */
public record Matrix(List<Entry> entries) {
  /** What a variant without a name is called. */
  static final String PLAIN = "plain";

  public Matrix {
    entries = List.copyOf(entries);
  }

  /**
   * An expectation in one variant.
   *
   * @param file the scenario's file, as the user named it
   * @param scenario its name
   * @param variant in words; empty for the plain one
   * @param result empty if the run did not get to it
   */
  public record Entry(String file, String scenario, String variant, Optional<CheckResult> result) {
    /** The verdict, or the oracle that was found instead of it. */
    String found() {
      return result.map(Entry::word).orElse("not checked");
    }

    /**
     * What was found, and {@code !} behind it if the expectation is not met. An unknown one is neither met nor unmet,
     * as in a {@link Tally}.
     */
    String marked() {
      return isUnmet() ? found() + "!" : found();
    }

    /** Whether the expectation is known not to hold. */
    boolean isUnmet() {
      return result.filter(each -> !each.met() && each.verdict() != Verdict.UNKNOWN).isPresent();
    }

    /** Whether it holds. */
    boolean isMet() {
      return result.filter(CheckResult::met).isPresent();
    }

    private static String word(CheckResult result) {
      boolean named = result.verdict() == Verdict.VIOLATED && !result.oracle().isEmpty();
      return Wording.printable(named ? result.oracle() : result.verdict().text());
    }
  }

  /** A scenario: a column. */
  record Scenario(String file, String name) {}

  /** The columns, in order of appearance. */
  List<Scenario> scenarios() {
    return entries.stream().map(each -> new Scenario(each.file(), each.scenario())).distinct().toList();
  }

  /** The rows, in order of appearance. */
  List<String> variants() {
    return entries.stream().map(Entry::variant).distinct().toList();
  }

  /** The expectations of a scenario in a variant; empty if it has none. */
  List<Entry> cell(String variant, Scenario scenario) {
    return entries.stream()
        .filter(each -> each.variant().equals(variant))
        .filter(each -> each.file().equals(scenario.file()) && each.scenario().equals(scenario.name()))
        .toList();
  }

  /** What to call each scenario: its name, behind its file where two files have a scenario of that name. */
  Map<Scenario, String> headings() {
    List<Scenario> scenarios = scenarios();
    Map<Scenario, String> headings = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      long namesakes = scenarios.stream().filter(other -> other.name().equals(scenario.name())).count();
      String heading = 1 < namesakes ? scenario.file() + "::" + scenario.name() : scenario.name();
      headings.put(scenario, Wording.printable(heading));
    }
    return headings;
  }

  /** The results of the expectations that were judged. */
  public List<CheckResult> results() {
    return entries.stream().flatMap(each -> each.result().stream()).toList();
  }

  /** How many met their expectation, and how many did not. */
  public Tally tally() {
    List<CheckResult> results = results();
    return Tally.of(results, entries.size() - results.size());
  }
}
