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
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.report.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Checks the scenarios of a file so that something is known soon: a short look at each variant, at executions with few
 * preemptions first, which show most races; a longer one at those that are open; then the shortest execution of each
 * race; and at last, in a round of its own, the whole of what is left open.
 *
 * <p>What was found soon before an edit comes first: most edits leave it there. Then come the variants that are expected
 * to be violated: they show that there is a race, while one that is safe has nothing to show.
 */
final class Rounds {
  private static final CheckOptions FEW_PREEMPTIONS_FIRST =
      CheckOptions.DEFAULT.searching(Searching.DEFAULT.by(Strategy.PREEMPTIONS));

  private final Analysis analysis;
  private final FileAnalysis file;
  private final Settings settings;
  private final Receiver receiver;
  private final Map<Decl.Scenario, List<Variant>> scenarios = new LinkedHashMap<>();

  /**
   * Checks of {@code scenarios}, in this order where it does not matter otherwise.
   *
   * @param before what was found in an earlier text, by the numbers of the variants
   */
  Rounds(
      Analysis analysis, FileAnalysis file, List<Decl.Scenario> scenarios,
      Function<Decl.Scenario, Map<Integer, CheckResult>> before, Settings settings, Receiver receiver) {
    this.analysis = analysis;
    this.file = file;
    this.settings = settings;
    this.receiver = receiver;
    scenarios.forEach(scenario -> this.scenarios.put(scenario, variants(scenario, before.apply(scenario))));
  }

  private List<Variant> variants(Decl.Scenario scenario, Map<Integer, CheckResult> before) {
    List<Variant> variants = new ArrayList<>();
    for (CheckPlan plan : analysis.plans(file, scenario, CheckOptions.DEFAULT).plans()) {
      variants.add(new Variant(plan, variants.size(), Optional.ofNullable(before.get(variants.size()))));
    }
    return variants;
  }

  /** Gets the results of a scenario, as far as they are known. */
  interface Receiver {
    /** A check begins, or goes on; {@code text} says which. */
    void at(String text);

    /** Takes the decided results by the numbers of their variants; {@code isLast} if nothing else will follow. */
    void take(Decl.Scenario scenario, int variants, SortedMap<Integer, CheckResult> results, boolean isLast);
  }

  /** What is known of a variant: nothing, something, or all that will be. */
  private static final class Variant {
    private final CheckPlan plan;
    private final int number;

    /** The states that it took last time to find a violation in executions with few preemptions; 0 if there was none. */
    private final long statesBefore;
    private CheckResult result;
    private boolean isSettled;

    Variant(CheckPlan plan, int number, Optional<CheckResult> before) {
      this.plan = plan;
      this.number = number;
      statesBefore = before.filter(each -> each.verdict() == Verdict.VIOLATED)
          .filter(each -> each.search().strategy() == Strategy.PREEMPTIONS)
          .map(CheckResult::states).orElse(0L);
    }

    /** When its turn is: the smaller, the sooner. */
    long turn() {
      return 0 < statesBefore ? statesBefore : plan.expected().equals("safe") ? Long.MAX_VALUE : Long.MAX_VALUE - 1;
    }

    /** Enough to find again what was found before, within {@code most}; at least {@code least}. */
    Budget budget(Budget least, Budget most) {
      boolean isEnough = 2 * statesBefore <= least.maxStates() || most.maxStates() < statesBefore;
      return isEnough ? least : most;
    }

    /** A search that ended early and found something else has not seen whether it finds what was expected. */
    boolean isDecided() {
      return result != null && (result.complete() || result.met() || result.verdict() == Verdict.INVALID
          || result.verdict() == Verdict.VIOLATED && result.expected().equals("safe"));
    }

    /** Whether it is decided, but could be shown better. */
    boolean isRough() {
      return isDecided() && !isSettled;
    }

    /** Takes a result; one that was only told as it was found may be shown better later. */
    void take(CheckResult next, boolean isFinal) {
      CheckResult before = result;
      boolean wasDecided = isDecided();
      result = next;
      if (wasDecided && !isDecided()) {
        result = before;
      }
      isSettled = isFinal || result.verdict() == Verdict.SAFE || result.verdict() == Verdict.INVALID;
    }
  }

  /**
   * The first looks.
   *
   * @return whether something is left open
   */
  boolean bounded(Cancellation cancellation) {
    look(settings.first(), cancellation);
    look(settings.bounded(), cancellation);
    for (Map.Entry<Decl.Scenario, List<Variant>> each : scenarios.entrySet()) {
      for (Variant variant : each.getValue()) {
        if (variant.isRough() && !cancellation.isRequested()) {
          CheckOptions options = FEW_PREEMPTIONS_FIRST.within(settings.bounded());
          CheckResult result = analysis.check(file, variant.plan, options, cancellation, progress -> { });
          take(each.getKey(), variant, result, true, cancellation);
        }
      }
    }
    return scenarios.values().stream().flatMap(List::stream).anyMatch(variant -> !variant.isSettled);
  }

  /** Looks at what is not decided, one variant after the other. */
  private void look(Budget budget, Cancellation cancellation) {
    record Turn(Decl.Scenario scenario, Variant variant) {}
    List<Turn> turns = new ArrayList<>();
    scenarios.forEach((scenario, variants) -> variants.forEach(variant -> turns.add(new Turn(scenario, variant))));
    turns.sort(Comparator.comparingLong(turn -> turn.variant().turn()));
    for (Turn turn : turns) {
      if (!turn.variant().isDecided() && !cancellation.isRequested()) {
        receiver.at(turn.scenario().name().text());
        CheckOptions options = FEW_PREEMPTIONS_FIRST.within(turn.variant().budget(budget, settings.bounded()));
        CheckResult result =
            analysis.firstLook(file, turn.variant().plan, options, cancellation, progress -> { });
        take(turn.scenario(), turn.variant(), result, false, cancellation);
      }
    }
  }

  /** The last round; one that was cancelled may be called again, and goes on with the variant that it was at. */
  void complete(Cancellation cancellation) {
    for (Map.Entry<Decl.Scenario, List<Variant>> each : scenarios.entrySet()) {
      for (Variant variant : each.getValue()) {
        if (!variant.isSettled && !cancellation.isRequested()) {
          String name = each.getKey().name().text();
          receiver.at(name + ", complete");
          CheckResult result = analysis.check(file, variant.plan, CheckOptions.DEFAULT.within(settings.complete()),
              cancellation, progress -> receiver.at(name + ", " + Wording.count(progress.states(), "state", "states")));
          take(each.getKey(), variant, result, true, cancellation);
        }
      }
    }
  }

  /** Notes a result, unless the search was cancelled, and tells it if it says something. */
  private void take(
      Decl.Scenario scenario, Variant variant, CheckResult result, boolean isFinal, Cancellation cancellation) {
    if (cancellation.isRequested()) {
      return;
    }
    variant.take(result, isFinal);
    List<Variant> all = scenarios.get(scenario);
    boolean isLast = all.stream().allMatch(each -> each.isSettled);
    SortedMap<Integer, CheckResult> known = new TreeMap<>();
    all.stream().filter(each -> each.isDecided() || each.isSettled)
        .forEach(each -> known.put(each.number, each.result));
    if (isLast || variant.isDecided()) {
      receiver.take(scenario, all.size(), known, isLast);
    }
  }
}
