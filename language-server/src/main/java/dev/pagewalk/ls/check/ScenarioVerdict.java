package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a scenario of an open file.
 *
 * @param name the scenario's
 * @param nameSpan where it stands now
 * @param whole all of the scenario
 * @param plans how many variants there are to check
 * @param results of those that were checked, in the order of the plans; of an earlier text if {@code stale}
 * @param marks the places that the results speak of
 * @param stale whether the text has changed since
 * @param checking whether a check is under way or about to start
 * @param broken whether its text has mistakes that keep it from being checked
 */
public record ScenarioVerdict(
    String name,
    Span nameSpan,
    Span whole,
    int plans,
    List<CheckResult> results,
    List<Mark> marks,
    boolean stale,
    boolean checking,
    boolean broken) {
  public ScenarioVerdict {
    results = List.copyOf(results);
    marks = List.copyOf(marks);
  }

  static ScenarioVerdict unchecked(String name, Span nameSpan, Span whole) {
    return new ScenarioVerdict(name, nameSpan, whole, 0, List.of(), List.of(), false, false, false);
  }

  ScenarioVerdict at(Span newName, Span newWhole) {
    return new ScenarioVerdict(name, newName, newWhole, plans, results, marks, stale, checking, broken);
  }

  ScenarioVerdict with(boolean isStale, boolean isChecking, boolean isBroken) {
    return new ScenarioVerdict(
        name, nameSpan, whole, plans, results, marks, isStale && !results.isEmpty(), isChecking, isBroken);
  }

  ScenarioVerdict with(int newPlans, List<CheckResult> newResults, List<Mark> newMarks, boolean isChecking) {
    return new ScenarioVerdict(name, nameSpan, whole, newPlans, newResults, newMarks, false, isChecking, broken);
  }

  /** The same after a change of its file; marks whose own lines changed are gone. */
  ScenarioVerdict after(Edit edit) {
    List<Mark> left = new ArrayList<>();
    marks.forEach(mark -> mark.after(edit).ifPresent(left::add));
    return new ScenarioVerdict(
        name, edit.move(nameSpan), edit.move(whole), plans, results, left, stale, checking, broken);
  }

  /** Whether every variant was checked and is as expected. */
  public boolean isMet() {
    return !results.isEmpty() && results.size() == plans && results.stream().allMatch(CheckResult::met);
  }

  /** The first result that is not as expected, else the first violation that is expected. */
  public Optional<Integer> mostInteresting() {
    for (int i = 0; i < results.size(); i++) {
      if (!results.get(i).met() && results.get(i).trace().isPresent()) {
        return Optional.of(i);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).trace().isPresent()) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The verdict in one line, for the lens above the scenario. */
  public String line() {
    String state = stale ? "stale: " : "";
    String end = checking ? " · checking" : "";
    if (results.isEmpty()) {
      return broken ? "not checked: its text has mistakes" : checking ? "checking" : "not checked";
    }
    long met = results.stream().filter(CheckResult::met).count();
    String head = results.size() == 1 && plans == 1
        ? one(results.get(0))
        : met == plans ? "all " + plans + " expectations met: " + words() : met + " of " + plans + " expectations met";
    return state + head + " · " + cost() + end;
  }

  private static String one(CheckResult result) {
    String found = result.verdict() == Verdict.VIOLATED ? result.oracle() : result.verdict().text();
    return result.met() ? found : found + ", expected " + result.expected();
  }

  private String words() {
    long safe = results.stream().filter(result -> result.verdict() == Verdict.SAFE).count();
    return safe == results.size() ? "safe" : safe == 0 ? "violated as expected" : safe + " safe, "
        + (results.size() - safe) + " violated as expected";
  }

  /** States and time of all its searches together. */
  public String cost() {
    long states = results.stream().mapToLong(CheckResult::states).sum();
    Duration time = results.stream().map(CheckResult::elapsed).reduce(Duration.ZERO, Duration::plus);
    return Wording.count(states, "state", "states") + ", " + Wording.time(time);
  }
}
