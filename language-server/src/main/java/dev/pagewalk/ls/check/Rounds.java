package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.analysis.Searching;
import dev.pagewalk.analysis.Strategy;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.report.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the scenarios of a file in two rounds: a bounded look at everything, at executions with few preemptions first,
 * which show most races; then the whole of what is left open.
 */
final class Rounds {
  private static final CheckOptions FEW_PREEMPTIONS_FIRST =
      CheckOptions.DEFAULT.searching(Searching.DEFAULT.by(Strategy.PREEMPTIONS));

  private final Analysis analysis;
  private final FileAnalysis file;
  private final Settings settings;
  private final Receiver receiver;
  private final Map<Decl.Scenario, List<CheckPlan>> plans = new LinkedHashMap<>();
  private final Map<Decl.Scenario, List<CheckResult>> results = new LinkedHashMap<>();

  /** The variants that the first round did not decide, by their positions. */
  private final Map<Decl.Scenario, Set<Integer>> open = new LinkedHashMap<>();

  Rounds(
      Analysis analysis, FileAnalysis file, List<Decl.Scenario> scenarios, Settings settings,
      Receiver receiver) {
    this.analysis = analysis;
    this.file = file;
    this.settings = settings;
    this.receiver = receiver;
    scenarios.forEach(scenario ->
        plans.put(scenario, analysis.plans(file, scenario, CheckOptions.DEFAULT).plans()));
  }

  /** Gets the results of a scenario, as far as they are known. */
  interface Receiver {
    /** A check begins, or goes on; {@code text} says which. */
    void at(String text);

    /** Takes the decided results; {@code isLast} if nothing will follow for this scenario. */
    void take(Decl.Scenario scenario, int plans, List<CheckResult> results, boolean isLast);
  }

  /**
   * The first round.
   *
   * @return whether something is left for the second
   */
  boolean bounded(Cancellation cancellation) {
    for (Map.Entry<Decl.Scenario, List<CheckPlan>> each : plans.entrySet()) {
      List<CheckResult> found = new ArrayList<>();
      for (CheckPlan plan : each.getValue()) {
        receiver.at(plan.scenario().name().text());
        found.add(check(plan, FEW_PREEMPTIONS_FIRST.within(settings.bounded()), cancellation));
        if (cancellation.isRequested()) {
          return false;
        }
        tell(each.getKey(), found, false);
      }
      results.put(each.getKey(), found);
      Set<Integer> left = new TreeSet<>();
      for (int i = 0; i < found.size(); i++) {
        if (!isDecided(found.get(i))) {
          left.add(i);
        }
      }
      if (left.isEmpty()) {
        tell(each.getKey(), found, true);
      } else {
        open.put(each.getKey(), left);
      }
    }
    return !open.isEmpty();
  }

  /** The second round; one that was cancelled may be called again, and goes on with the variant that it was at. */
  void complete(Cancellation cancellation) {
    for (Map.Entry<Decl.Scenario, List<CheckResult>> each : results.entrySet()) {
      List<CheckResult> found = each.getValue();
      Set<Integer> left = open.getOrDefault(each.getKey(), Set.of());
      for (int i : List.copyOf(left)) {
        receiver.at(each.getKey().name().text() + ", complete");
        CheckResult result = check(
            plans.get(each.getKey()).get(i), CheckOptions.DEFAULT.within(settings.complete()), cancellation);
        if (cancellation.isRequested()) {
          return;
        }
        found.set(i, result);
        left.remove(i);
        if (left.isEmpty()) {
          receiver.take(each.getKey(), found.size(), found, true);
        } else {
          tell(each.getKey(), found, false);
        }
      }
    }
  }

  private CheckResult check(CheckPlan plan, CheckOptions options, Cancellation cancellation) {
    String name = plan.scenario().name().text();
    return analysis.check(file, plan, options, cancellation,
        progress -> receiver.at(name + ", " + Wording.count(progress.states(), "state", "states")));
  }

  /** A search that ended early and found something has not seen whether it finds what was expected. */
  private static boolean isDecided(CheckResult result) {
    return result.complete() || result.met() || result.verdict() == Verdict.INVALID
        || result.verdict() == Verdict.VIOLATED && result.expected().equals("safe");
  }

  private void tell(Decl.Scenario scenario, List<CheckResult> found, boolean isLast) {
    List<CheckResult> decided = found.stream().filter(Rounds::isDecided).toList();
    if (isLast || !decided.isEmpty()) {
      receiver.take(scenario, plans.get(scenario).size(), decided, isLast);
    }
  }
}
