package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How a run ended, in numbers.
 *
 * @param met expectations that hold
 * @param unmet expectations that do not
 * @param unknown expectations whose search ended before it could tell
 * @param unchecked expectations that the run did not get to
 */
public record Tally(int met, int unmet, int unknown, int unchecked) {
  /** Counts {@code results}. */
  public static Tally of(Collection<CheckResult> results, int unchecked) {
    int met = 0;
    int unknown = 0;
    for (CheckResult result : results) {
      met += result.met() ? 1 : 0;
      unknown += !result.met() && result.verdict() == Verdict.UNKNOWN ? 1 : 0;
    }
    return new Tally(met, results.size() - met - unknown, unknown, unchecked);
  }

  /** {@code 3 met, 1 unmet, 0 unknown   (0.81 s)}. */
  public String line(Paint paint, Duration elapsed) {
    return counts(paint) + "   (" + Wording.time(elapsed) + ")";
  }

  /** {@code 3 met, 1 unmet, 0 unknown}. */
  String counts(Paint paint) {
    List<String> parts = new ArrayList<>();
    parts.add(0 < met ? paint.green(met + " met") : met + " met");
    parts.add(0 < unmet ? paint.red(unmet + " unmet") : unmet + " unmet");
    parts.add(0 < unknown ? paint.yellow(unknown + " unknown") : unknown + " unknown");
    if (0 < unchecked) {
      parts.add(paint.yellow(unchecked + " not checked"));
    }
    return String.join(", ", parts);
  }
}
