package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A scenario as a group of tests, one for each expectation in each of its variants.
 *
 * @param name the scenario's
 * @param nameSpan where that stands
 * @param key changes with everything on which a verdict depends
 * @param tests in the order of the text, numbered as {@code variant} of a launch configuration counts; none if it is
 *     broken
 * @param broken the mistake that keeps it from being checked
 */
public record ScenarioTests(String name, Span nameSpan, String key, List<Test> tests, Optional<String> broken) {
  public ScenarioTests {
    tests = List.copyOf(tests);
  }

  /**
   * One expectation in one variant.
   *
   * @param expected {@code safe} or an oracle
   * @param description the variant in words; empty for the plain one
   * @param span the expectation, or the scenario's name where none is written
   */
  public record Test(String expected, String description, Span span) {}

  /** The scenarios of a file; none if it cannot be read. */
  public static List<ScenarioTests> of(Analysis analysis, FileAnalysis file) {
    List<ScenarioTests> all = new ArrayList<>();
    Keys keys = Keys.in(analysis, file);
    for (Decl.Scenario scenario : file.resolution().scenarios()) {
      if (!scenario.name().text().isEmpty()) {
        Optional<String> broken = file.mistake(scenario).map(Diagnostic::message);
        all.add(new ScenarioTests(scenario.name().text(), scenario.name().span(), key(keys.of(scenario)),
            broken.isPresent() ? List.of() : tests(analysis, file, scenario), broken));
      }
    }
    return all;
  }

  private static List<Test> tests(Analysis analysis, FileAnalysis file, Decl.Scenario scenario) {
    return plans(analysis, file, scenario).stream()
        .map(plan -> new Test(plan.expected(), plan.description(), plan.span()))
        .toList();
  }

  /** What is checked of a scenario, in the order of its tests. */
  public static List<CheckPlan> plans(Analysis analysis, FileAnalysis file, Decl.Scenario scenario) {
    return analysis.plans(file, scenario, CheckOptions.DEFAULT).plans();
  }

  private static String key(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x%x", sum.getValue(), text.length());
  }
}
