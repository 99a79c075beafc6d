package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.dsl.diagnostic.Related;
import java.util.List;
import java.util.Optional;

/**
 * A result as a test reports it.
 *
 * @param result what was found
 * @param unmet what was expected and what was found instead; empty if the expectation is met
 * @param places in the scenario's file: who takes part in the violation, the violating step first
 */
public record Judgement(CheckResult result, Optional<String> unmet, List<Related> places) {
  public Judgement {
    places = List.copyOf(places);
  }

  /** The judgement of a result. */
  public static Judgement of(CheckResult result) {
    return RaceMarks.judgement(result);
  }
}
