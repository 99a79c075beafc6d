package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All marks of a scenario's results, none of them twice. */
final class Marks {
  private Marks() {}

  /** The marks; what several variants show at one place in the same words is told once. */
  static List<Mark> of(List<CheckResult> results) {
    Map<String, Mark> marks = new LinkedHashMap<>();
    for (CheckResult result : results) {
      for (Mark mark : RaceMarks.of(result)) {
        marks.putIfAbsent(mark.span() + " " + mark.code() + " " + mark.kind(), mark);
      }
    }
    List<Mark> all = new ArrayList<>(marks.values());
    unreached(results).forEach(span -> all.add(new Mark(
        Mark.Kind.UNREACHED, span, "no execution comes here, in any variant", "unreached", results.get(0).scenario(),
        List.of())));
    return all;
  }

  /** What no variant reached, if all of them were searched to the end. */
  private static List<Span> unreached(List<CheckResult> results) {
    if (results.isEmpty() || results.stream().anyMatch(result -> !result.complete())) {
      return List.of();
    }
    List<Span> common = new ArrayList<>(results.get(0).unreached());
    results.forEach(result -> common.retainAll(result.unreached()));
    return common.stream().filter(span -> span.path().equals(results.get(0).file())).toList();
  }
}
