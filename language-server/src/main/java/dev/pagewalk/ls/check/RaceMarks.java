package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Wording;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a result into marks: a race on the line of each party, an expectation that is not met on its own line. */
final class RaceMarks {
  private static final int MOST_PARTIES = 4;

  private final CheckResult result;
  private final String file;

  private RaceMarks(CheckResult result) {
    this.result = result;
    this.file = result.file();
  }

  /** A party of a race: a place in the file, and what happened there. */
  private record Party(Span span, String text) {}

  static List<Mark> of(CheckResult result) {
    return new RaceMarks(result).marks();
  }

  static Judgement judgement(CheckResult result) {
    RaceMarks marks = new RaceMarks(result);
    return new Judgement(result, result.met() ? Optional.empty() : Optional.of(marks.unmet()),
        marks.parties().stream().map(party -> new Related(party.span(), party.text())).toList());
  }

  private List<Mark> marks() {
    List<Party> parties = parties();
    List<Mark> marks = new ArrayList<>();
    Mark.Kind kind = result.met() ? Mark.Kind.EXPECTED : Mark.Kind.WRONG;
    String message = result.violation().map(Violation::message).orElse("");
    for (int i = 0; i < parties.size(); i++) {
      List<Related> others = new ArrayList<>();
      for (int j = 0; j < parties.size(); j++) {
        if (i != j) {
          others.add(new Related(parties.get(j).span(), parties.get(j).text()));
        }
      }
      others.addAll(elsewhere());
      marks.add(mark(kind, parties.get(i).span(),
          headline() + ": " + message + " (" + parties.get(i).text() + ")", others));
    }
    if (!result.met()) {
      List<Related> places = parties.stream().map(party -> new Related(party.span(), party.text())).toList();
      marks.add(mark(result.verdict() == Verdict.UNKNOWN ? Mark.Kind.UNDECIDED : Mark.Kind.WRONG,
          result.expectation(), unmet(), places));
    }
    return marks;
  }

  private Mark mark(Mark.Kind kind, Span span, String message, List<Related> related) {
    String code = result.oracle().isEmpty() ? "expectation" : plain(result.oracle());
    return new Mark(kind, span, message, code, result.scenario(), related);
  }

  private static String plain(String oracle) {
    return oracle.contains("(") ? oracle.substring(0, oracle.indexOf('(')) : oracle;
  }

  private String headline() {
    String variant = result.variant().isEmpty() ? "" : " [" + result.variant() + "]";
    return result.violation().map(Violation::name).orElse(result.oracle()) + variant;
  }

  private String unmet() {
    String found = switch (result.verdict()) {
      case VIOLATED -> "found " + headline() + ": " + result.violation().map(Violation::message).orElse("");
      case SAFE -> "it is safe: " + Wording.count(result.states(), "state", "states") + ", every execution judged";
      case UNKNOWN -> "not decided: " + result.stopped().orElse("the search ended early");
      case INVALID -> "nothing was tested: " + result.stopped().orElse("no execution was judged");
    };
    return "expected " + result.expected() + ", but " + found;
  }

  /** Who takes part, the violating step first; each line once. */
  private List<Party> parties() {
    List<Party> parties = new ArrayList<>();
    Set<Span> seen = new HashSet<>();
    Set<String> threads = new HashSet<>();
    if (result.violation().isEmpty()) {
      return List.of();
    }
    Violation violation = result.violation().get();
    for (Violation.Place place : violation.places()) {
      (place.equals(violation.places().getFirst()) ? called(violation) : Optional.<Span>empty())
          .or(() -> inFile(place)).filter(span -> seen.add(span)).ifPresent(span -> {
        threads.add(place.thread());
        parties.add(new Party(span, place.role() + (place.thread().isEmpty() ? "" : " by `" + place.thread() + "`")));
      });
    }
    result.trace().ifPresent(trace -> others(trace, threads, seen, parties));
    return parties.subList(0, Math.min(MOST_PARTIES, parties.size()));
  }

  /** Where the file calls what leads to a breach in the kernel; empty if that is not known or not needed. */
  private Optional<Span> called(Violation violation) {
    boolean isHere = violation.places().getFirst().span().path().equals(file);
    return isHere ? Optional.empty()
        : violation.calls().reversed().stream().filter(call -> call.path().equals(file)).findFirst();
  }

  /** The place itself, or the line of the file from which the kernel was called. */
  private Optional<Span> inFile(Violation.Place place) {
    if (place.span().path().equals(file)) {
      return Optional.of(place.span());
    }
    return result.trace().flatMap(trace -> caller(trace, place));
  }

  private Optional<Span> caller(Trace trace, Violation.Place place) {
    Optional<Span> last = Optional.empty();
    Optional<Span> atPlace = Optional.empty();
    for (Trace.Line line : trace.lines()) {
      if (trace.columns().get(line.column()).name().equals(place.thread())) {
        if (line.span().path().equals(file)) {
          last = Optional.of(line.span());
        }
        if (line.span().equals(place.span())) {
          atPlace = last;
        }
      }
    }
    return atPlace.isPresent() ? atPlace : last;
  }

  /** The threads that only prepared the violation: the last line of each that changed something. */
  private void others(Trace trace, Set<String> threads, Set<Span> seen, List<Party> parties) {
    for (int column = 0; column < trace.columns().size(); column++) {
      String thread = trace.columns().get(column).name();
      if (!threads.contains(thread)) {
        Optional<Span> last = Optional.empty();
        Optional<Span> own = Optional.empty();
        for (Trace.Line line : trace.lines()) {
          if (line.column() == column) {
            own = line.span().path().equals(file) ? Optional.of(line.span()) : own;
            last = line.changes().isEmpty() ? last : own;
          }
        }
        (last.isPresent() ? last : own).filter(seen::add)
            .ifPresent(span -> parties.add(new Party(span, "`" + thread + "` was here")));
      }
    }
  }

  /** Places in other files, such as the kernel library. */
  private List<Related> elsewhere() {
    return result.violation().stream()
        .flatMap(violation -> violation.places().stream())
        .filter(place -> !place.span().path().equals(file))
        .map(place -> new Related(place.span(), place.role()
            + (place.thread().isEmpty() ? "" : " by `" + place.thread() + "`")))
        .toList();
  }
}
