package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is known about a scenario of an open file.
 *
 * @param name the scenario's
 * @param nameSpan where it stands now
 * @param whole all of the scenario
 * @param plans how many variants there are to check
 * @param found the results of those that were checked, by the number of the variant from 0; of an earlier text if
 *     {@code stale}
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
    SortedMap<Integer, CheckResult> found,
    List<Mark> marks,
    boolean stale,
    boolean checking,
    boolean broken) {
  public ScenarioVerdict {
    found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    marks = List.copyOf(marks);
  }

  static ScenarioVerdict unchecked(String name, Span nameSpan, Span whole) {
    return new ScenarioVerdict(
        name, nameSpan, whole, 0, Collections.emptySortedMap(), List.of(), false, false, false);
  }

  ScenarioVerdict at(Span newName, Span newWhole) {
    return new ScenarioVerdict(name, newName, newWhole, plans, found, marks, stale, checking, broken);
  }

  ScenarioVerdict with(boolean isStale, boolean isChecking, boolean isBroken) {
    return new ScenarioVerdict(
        name, nameSpan, whole, plans, found, marks, isStale && !found.isEmpty(), isChecking, isBroken);
  }

  ScenarioVerdict with(
      int newPlans, SortedMap<Integer, CheckResult> nowFound, List<Mark> newMarks, boolean isChecking) {
    return new ScenarioVerdict(name, nameSpan, whole, newPlans, nowFound, newMarks, false, isChecking, broken);
  }

  /** The same after a change of its file; marks whose own lines changed are gone. */
  ScenarioVerdict after(Edit edit) {
    List<Mark> left = new ArrayList<>();
    marks.forEach(mark -> mark.after(edit).ifPresent(left::add));
    return new ScenarioVerdict(
        name, edit.move(nameSpan), edit.move(whole), plans, found, left, stale, checking, broken);
  }

  /** What was found, in the order of the variants. */
  public List<CheckResult> results() {
    return List.copyOf(found.values());
  }

  /** Whether every variant was checked and is as expected. */
  public boolean isMet() {
    return !found.isEmpty() && found.size() == plans && found.values().stream().allMatch(CheckResult::met);
  }

  /** The number of the first variant that is not as expected, else of the first violation that is expected. */
  public Optional<Integer> mostInteresting() {
    return shown(result -> !result.met()).or(() -> shown(result -> true));
  }

  /** The number of the first variant with an interleaving to show whose result is as wanted. */
  private Optional<Integer> shown(Predicate<CheckResult> wanted) {
    return found.entrySet().stream()
        .filter(each -> each.getValue().trace().isPresent() && wanted.test(each.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The verdict in one line, for the lens above the scenario. */
  public String line() {
    List<CheckResult> results = results();
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
    List<CheckResult> results = results();
    long safe = results.stream().filter(result -> result.verdict() == Verdict.SAFE).count();
    return safe == results.size() ? "safe" : safe == 0 ? "violated as expected" : safe + " safe, "
        + (results.size() - safe) + " violated as expected";
  }

  /** States and time of all its searches together. */
  public String cost() {
    List<CheckResult> results = results();
    long states = results.stream().mapToLong(CheckResult::states).sum();
    Duration time = results.stream().map(CheckResult::elapsed).reduce(Duration.ZERO, Duration::plus);
    return Wording.count(states, "state", "states") + ", " + Wording.time(time);
  }
}
