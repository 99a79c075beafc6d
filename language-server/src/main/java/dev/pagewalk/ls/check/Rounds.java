package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Checks scenarios in two rounds: a bounded look at everything, then the whole of what that did not decide. */
final class Rounds {
  private final Analysis analysis;
  private final Analysis.FileAnalysis file;
  private final Settings settings;
  private final Cancellation cancellation;

  Rounds(Analysis analysis, Analysis.FileAnalysis file, Settings settings, Cancellation cancellation) {
    this.analysis = analysis;
    this.file = file;
    this.settings = settings;
    this.cancellation = cancellation;
  }

  /** Gets the results of a scenario, as far as they are known. */
  interface Receiver {
    /** Takes them; {@code isLast} if nothing will follow for this scenario. */
    void take(Decl.Scenario scenario, int plans, List<CheckResult> results, boolean isLast);
  }

  void run(Map<Decl.Scenario, List<CheckPlan>> scenarios, Receiver receiver, Consumer<String> progress) {
    Map<Decl.Scenario, List<CheckResult>> first = new LinkedHashMap<>();
    for (Map.Entry<Decl.Scenario, List<CheckPlan>> each : scenarios.entrySet()) {
      List<CheckResult> results = new ArrayList<>();
      for (CheckPlan plan : each.getValue()) {
        if (cancellation.isRequested()) {
          return;
        }
        progress.accept(plan.scenario().name().text());
        results.add(check(plan, settings.bounded()));
        tellDecided(each.getKey(), each.getValue().size(), results, receiver);
      }
      first.put(each.getKey(), results);
      boolean isDone = results.stream().allMatch(Rounds::isDecided);
      if (isDone) {
        receiver.take(each.getKey(), results.size(), results, true);
      }
    }
    first.forEach((scenario, results) -> complete(scenario, scenarios.get(scenario), results, receiver, progress));
  }

  private void complete(
      Decl.Scenario scenario, List<CheckPlan> plans, List<CheckResult> results, Receiver receiver,
      Consumer<String> progress) {
    if (results.stream().allMatch(Rounds::isDecided)) {
      return;
    }
    for (int i = 0; i < results.size(); i++) {
      if (cancellation.isRequested()) {
        return;
      }
      if (!isDecided(results.get(i))) {
        progress.accept(scenario.name().text() + ", complete");
        CheckResult result = check(plans.get(i), settings.complete());
        if (cancellation.isRequested()) {
          return;
        }
        results.set(i, result);
        tellDecided(scenario, plans.size(), results, receiver);
      }
    }
    receiver.take(scenario, plans.size(), results, true);
  }

  private CheckResult check(CheckPlan plan, Budget budget) {
    return analysis.check(file, plan, CheckOptions.DEFAULT.within(budget), cancellation, Reporter.SILENT);
  }

  /** A search that ended early and found something has not seen whether it finds what was expected. */
  private static boolean isDecided(CheckResult result) {
    return result.complete() || result.met() || result.verdict() == Verdict.INVALID
        || result.verdict() == Verdict.VIOLATED && result.expected().equals("safe");
  }

  private void tellDecided(Decl.Scenario scenario, int plans, List<CheckResult> results, Receiver receiver) {
    List<CheckResult> decided = results.stream().filter(Rounds::isDecided).toList();
    if (!cancellation.isRequested() && !decided.isEmpty()) {
      receiver.take(scenario, plans, decided, false);
    }
  }
}
