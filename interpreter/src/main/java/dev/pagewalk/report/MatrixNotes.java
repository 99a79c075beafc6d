package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import java.util.List;

/** What a cell of a matrix has no room for: where an expectation stands that is not met, and what it says. */
record MatrixNotes(Sources sources) {
  /** One sentence for each expectation that was judged and is not met, in the order of the texts. */
  List<String> of(Matrix matrix) {
    return matrix.entries().stream()
        .filter(each -> !each.isMet() && each.result().isPresent())
        .map(each -> note(each, matrix))
        .toList();
  }

  private String note(Matrix.Entry entry, Matrix matrix) {
    String heading = matrix.headings().get(Matrix.Scenario.of(entry));
    CheckResult result = entry.result().orElseThrow();
    String row = matrix.row(entry);
    String variant = row.isEmpty() ? "" : " (" + Wording.printable(row) + ")";
    String why = result.stopped().map(each -> " (" + Wording.printable(each) + ")").orElse("");
    return (entry.isUnmet() ? "unmet: " : "unknown: ") + heading + variant + ": expected " + result.expected()
        + ", found " + entry.found() + why + ", at " + sources.place(result.expectation());
  }
}
