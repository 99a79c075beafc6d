package dev.pagewalk.ls.check;

import java.util.ArrayList;
import java.util.List;

/**
 * The status of a run of lines, for the gutter.
 *
 * @param start offset in the first line
 * @param end offset in the last line
 * @param status one of {@code notChecked}, {@code checking}, {@code safe}, {@code violated}, {@code unreached}
 * @param stale whether it belongs to an earlier text
 */
public record LineStatus(int start, int end, String status, boolean stale) {
  /** The statuses of a file: of each scenario first, then of the lines in it that differ. */
  public static List<LineStatus> of(List<ScenarioVerdict> verdicts) {
    List<LineStatus> lines = new ArrayList<>();
    for (ScenarioVerdict verdict : verdicts) {
      boolean isDone = !verdict.results().isEmpty();
      String status = isDone ? verdict.isMet() ? "safe" : "violated" : verdict.checking() ? "checking" : "notChecked";
      boolean isPartial = isDone && verdict.results().size() < verdict.plans() && verdict.checking();
      lines.add(new LineStatus(verdict.whole().start(), verdict.whole().end(), isPartial ? "checking" : status,
          verdict.stale()));
      for (Mark mark : verdict.marks()) {
        String special = switch (mark.kind()) {
          case WRONG, EXPECTED -> "violated";
          case UNREACHED -> "unreached";
          case UNDECIDED -> "notChecked";
        };
        lines.add(new LineStatus(mark.span().start(), mark.span().end(), special, verdict.stale()));
      }
    }
    return lines;
  }
}
