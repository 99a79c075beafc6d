package dev.pagewalk.ls.check;

import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that a check found out about a place in a file.
 *
 * @param kind how much it matters
 * @param code the oracle, or {@code expectation}
 * @param scenario whose check it was
 * @param related other places of the same story
 */
public record Mark(Kind kind, Span span, String message, String code, String scenario, List<Related> related) {
  public Mark {
    related = List.copyOf(related);
  }

  /** What a mark says. */
  public enum Kind {
    /** A race, or an expectation, that is not as the scenario claims. */
    WRONG,
    /** A race that the scenario expects. */
    EXPECTED,
    /** Nothing could be said. */
    UNDECIDED,
    /** No execution comes here. */
    UNREACHED
  }

  /** The mark after a change of its file; empty if its own lines changed. */
  Optional<Mark> after(Edit edit) {
    return edit.keep(span).map(kept -> {
      List<Related> left = new ArrayList<>();
      for (Related each : related) {
        if (!each.span().path().equals(span.path())) {
          left.add(each);
        } else {
          edit.keep(each.span()).ifPresent(place -> left.add(new Related(place, each.message())));
        }
      }
      return new Mark(kind, kept, message, code, scenario, left);
    });
  }
}
