package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variants by scenarios: what was found in each variant that an expectation of a scenario names.
 *
 * @param entries one for each variant of each expectation, in the order of the files and their texts
 * @param counted whether cells tell how far their searches had to go
 */
public record Matrix(List<Entry> entries, boolean counted) {
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
   * @param variant a phrase for each thing that is varied; none for the plain one
   * @param result empty if the run did not get to it
   */
  public record Entry(String file, String scenario, List<String> variant, Optional<CheckResult> result) {
    public Entry {
      variant = List.copyOf(variant);
    }

    /** The variant in words; empty for the plain one. */
    String variantText() {
      return String.join(" ", variant);
    }

    /** The verdict, or the oracle that was found instead of it. */
    String found() {
      return result.map(Entry::word).orElse("not checked");
    }

    /** How far the search had to go: the states of a complete one, the steps of a witness; empty if it is not known. */
    Optional<String> extent() {
      return result.flatMap(each -> switch (each.verdict()) {
        case SAFE -> Optional.of(Wording.count(each.states(), "state", "states"));
        case VIOLATED -> each.trace().map(trace -> Wording.count(trace.steps(), "step", "steps"));
        case UNKNOWN, INVALID -> Optional.empty();
      });
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
  record Scenario(String file, String name) {
    static Scenario of(Entry entry) {
      return new Scenario(entry.file(), entry.scenario());
    }
  }

  /** The columns, in order of appearance. */
  List<Scenario> scenarios() {
    return entries.stream().map(Scenario::of).distinct().toList();
  }

  /** The rows, in order of appearance. */
  List<String> variants() {
    return entries.stream().map(this::row).distinct().toList();
  }

  /** The row of an expectation: its variant without what all variants of its scenario have in common. */
  String row(Entry entry) {
    List<String> words = new ArrayList<>(entry.variant());
    words.removeAll(common(Scenario.of(entry)));
    return String.join(" ", words);
  }

  /**
   * What all variants of a scenario have in common, if there are several: its column tells it, so that its rows are those
   * of others. A release stays with the row.
   */
  List<String> common(Scenario scenario) {
    List<List<String>> variants = entries.stream()
        .filter(each -> Scenario.of(each).equals(scenario)).map(Entry::variant).distinct().toList();
    return variants.size() < 2 ? List.of() : variants.getFirst().stream()
        .filter(word -> !word.startsWith("kernel ") && variants.stream().allMatch(each -> each.contains(word)))
        .toList();
  }

  /** What a cell says of an expectation. */
  String told(Entry entry) {
    return entry.marked() + (counted ? entry.extent().map(extent -> " (" + extent + ")").orElse("") : "");
  }

  /** The expectations of a scenario in a row; empty if it has none. */
  List<Entry> cell(String variant, Scenario scenario) {
    return entries.stream()
        .filter(each -> Scenario.of(each).equals(scenario) && row(each).equals(variant))
        .toList();
  }

  /**
   * What to call each scenario: its name, behind its file where two files have a scenario of that name, and what all its
   * variants have in common.
   */
  Map<Scenario, String> headings() {
    List<Scenario> scenarios = scenarios();
    Map<Scenario, String> headings = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      long namesakes = scenarios.stream().filter(other -> other.name().equals(scenario.name())).count();
      String heading = 1 < namesakes ? scenario.file() + "::" + scenario.name() : scenario.name();
      headings.put(scenario, Wording.printable(String.join(" ", concat(heading, common(scenario)))));
    }
    return headings;
  }

  private static List<String> concat(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
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
