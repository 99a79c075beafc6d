package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The status of a run of lines, for the gutter.
 *
 * @param start offset in the first line
 * @param end offset in the last line
 * @param status one of {@code notChecked}, {@code checking}, {@code safe}, {@code violated}, {@code unreached}
 * @param stale whether it belongs to an earlier text
 */
public record LineStatus(int start, int end, String status, boolean stale) {
  /**
   * The statuses of a file: of each scenario first, then of the lines in it that differ. Of a scenario that is not as
   * expected, or that no variant shows to be safe, only those lines have one that have to do with the race: of the others
   * nobody knows that they are right.
   *
   * @param text of the file
   */
  public static List<LineStatus> of(List<ScenarioVerdict> verdicts, String text) {
    List<LineStatus> lines = new ArrayList<>();
    for (ScenarioVerdict verdict : verdicts) {
      whole(verdict).ifPresent(status -> lines.add(at(verdict.whole(), status, verdict)));
      for (Mark mark : verdict.marks()) {
        String special = switch (mark.kind()) {
          case WRONG, EXPECTED -> "violated";
          case UNREACHED -> "unreached";
          case UNDECIDED -> "notChecked";
        };
        lines.add(at(mark.kind() == Mark.Kind.UNREACHED ? inside(mark.span(), text) : mark.span(), special, verdict));
      }
    }
    return lines;
  }

  private static LineStatus at(Span span, String status, ScenarioVerdict verdict) {
    return new LineStatus(span.start(), span.end(), status, verdict.stale());
  }

  /** The lines between the braces of a block: to that with the opening one somebody comes, to the other perhaps. */
  private static Span inside(Span span, String text) {
    int first = text.indexOf('\n', span.start()) + 1;
    int last = text.lastIndexOf('\n', span.end() - 1);
    boolean isBlock = span.end() <= text.length() && text.startsWith("{", span.start()) && 0 < first && first < last;
    return isBlock ? new Span(span.path(), first, last) : span;
  }

  /** What holds for all lines of a scenario about which nothing else is said; empty if nothing does. */
  private static Optional<String> whole(ScenarioVerdict verdict) {
    boolean isPartial = verdict.found().size() < verdict.plans();
    if (verdict.checking() && (isPartial || verdict.found().isEmpty())) {
      return Optional.of("checking");
    }
    if (verdict.found().isEmpty()) {
      return Optional.of("notChecked");
    }
    boolean isSafe = verdict.isMet()
        && verdict.results().stream().anyMatch(result -> result.verdict() == Verdict.SAFE);
    return isSafe ? Optional.of("safe") : Optional.empty();
  }
}
