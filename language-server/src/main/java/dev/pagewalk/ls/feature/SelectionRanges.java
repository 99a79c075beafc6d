package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;

/** What a growing selection takes in, step by step. */
public final class SelectionRanges {
  private SelectionRanges() {}

  /** The places around {@code offset}, the smallest first, each larger than the one before. */
  public static List<Span> of(FileView view, int offset) {
    List<Span> spans = new ArrayList<>();
    List<Node> chain = view.around(offset);
    for (int i = chain.size() - 1; 0 <= i; i--) {
      Span span = chain.get(i).span();
      Span smaller = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      if (smaller == null || span.start() <= smaller.start() && smaller.end() <= span.end() && !span.equals(smaller)) {
        spans.add(span);
      }
    }
    return spans;
  }
}
