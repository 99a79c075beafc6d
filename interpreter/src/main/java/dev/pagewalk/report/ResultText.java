package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Harm;
import dev.pagewalk.analysis.Strategy;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.xtend2.lib.StringConcatenation;

/** The answer to one expectation: one line if it is met, the whole story if it is not. */
public final class ResultText {
  /** Places named in one line before it says how many more there are. */
  private static final int NAMED = 5;

  /** From which probability of a missed state on it is told. */
  private static final double WORTH_TELLING = 1e-6;

  private final Sources sources;
  private final Paint paint;
  private final int width;

  /**
   * A renderer.
   *
   * @param width of the terminal, in cells
   */
  public ResultText(Sources sources, Paint paint, int width) {
    this.sources = sources;
    this.paint = paint;
    this.width = width;
  }

  /** A met expectation: scenario, variant, verdict, and what the verdict stands on, as one line without its end. */
  public String line(CheckResult result, String label) {
    List<String> facts = new ArrayList<>();
    facts.add(extent(result));
    facts.add(result.memory());
    facts.addAll(standsOn(result));
    missed(result).ifPresent(facts::add);
    facts.addAll(result.statistics().unreduced());
    facts.add(Wording.time(result.elapsed()));
    String verdict = result.verdict() == Verdict.VIOLATED ? result.oracle() : result.verdict().text();
    return paint.green("met") + "  " + title(result, label) + ": " + verdict
        + "   " + paint.dim("(" + String.join("; ", facts) + ")");
  }

  /** The whole story: headline, columns, places, what was searched, how to replay. Each line ends with a line feed. */
  public String block(Judged judged, String label) {
    CheckResult result = judged.result();
    StringConcatenation out = new StringConcatenation("\n");
    if (result.met()) {
      out.append(line(result, label));
      out.newLine();
    } else {
      headline(result, label, out);
    }
    out.append(new TraceText(sources, paint, width).render(result.trace(), result.violation()));
    out.newLine();
    result.harm().ifPresent(harm -> harm(harm, out));
    searched(result, out);
    judged.witnessFile().ifPresent(file -> {
      out.newLine();
      out.append("replay: pagewalk replay " + Wording.shellWord(file));
      out.newLine();
    });
    return out.toString();
  }

  /** The execution in which more goes wrong than that a rule is broken. */
  private void harm(Harm harm, StringConcatenation out) {
    out.append(paint.bold("the harm: ") + paint.red(Wording.oracle(harm.oracle())) + "   ("
        + Wording.count(harm.trace().contextSwitches(), "context switch", "context switches") + ", "
        + Wording.count(harm.trace().steps(), "step", "steps") + ")");
    out.newLine();
    out.append(new TraceText(sources, paint, width).render(Optional.of(harm.trace()), harm.trace().violation()));
    out.newLine();
  }

  private void headline(CheckResult result, String label, StringConcatenation out) {
    String found = switch (result.verdict()) {
      case VIOLATED -> Wording.oracle(result.violation().map(Violation::name).orElse(result.oracle()));
      case SAFE -> "safe, but it should show " + Wording.oracle(result.expected());
      case UNKNOWN -> "unknown: " + result.stopped().orElse("the search ended early");
      case INVALID -> "invalid" + result.violation().map(each -> "[" + each.name() + "]").orElse("") + ": "
          + result.stopped().orElse("nothing was tested");
    };
    String painted = result.verdict() == Verdict.UNKNOWN ? paint.yellow(found) : paint.red(found);
    out.append(paint.bold(title(result, label) + ": ") + painted + "   (" + extent(result) + ")");
    out.newLine();
    out.append("expected: " + result.expected() + ", at " + sources.place(result.expectation()));
    out.newLine();
  }

  private static String title(CheckResult result, String label) {
    return Wording.printable(result.variant().isEmpty() ? label : label + " (" + result.variant() + ")");
  }

  private static String extent(CheckResult result) {
    String states = Wording.count(result.states(), "state", "states");
    if (result.verdict() == Verdict.VIOLATED && result.trace().isPresent()) {
      Trace trace = result.trace().get();
      return Wording.count(trace.contextSwitches(), "context switch", "context switches") + ", "
          + Wording.count(trace.steps(), "step", "steps") + "; " + states;
    }
    // Several workers know no depth.
    boolean isKnown = 0 < result.depth() || result.states() <= 1;
    return isKnown ? states + ", " + Wording.count(result.depth(), "step", "steps") + " deep" : states;
  }

  /** What was looked at, what was not, and what it rests on. */
  private void searched(CheckResult result, StringConcatenation out) {
    String all = Wording.count(result.states(), "state", "states") + ", "
        + Wording.count(result.transitions(), "transition", "transitions") + ", depth "
        + Wording.number(result.depth()) + ", memory " + result.memory() + ", in " + Wording.time(result.elapsed());
    paragraph("searched: " + all + "; " + extentInWords(result) + StatisticsText.clauses(result), out);
    if (result.verdict() == Verdict.VIOLATED && result.trace().isPresent()) {
      paragraph(result.witnessIsShortest()
          ? "witness: no execution with fewer context switches shows this"
          : "witness: the first that was found, there may be a shorter one; `--strategy shortest` looks for it", out);
    }
    List<String> stands = standsOn(result);
    if (!stands.isEmpty()) {
      paragraph("stands on: " + String.join("; ", stands), out);
    }
    result.statistics().unreduced().forEach(each -> paragraph("not reduced: " + each, out));
    if (!result.others().isEmpty()) {
      paragraph("also found on the way: " + String.join(", ", result.others()), out);
    }
    if (result.stopped().filter(why -> why.contains("objects of kind")).isPresent()) {
      paragraph("help: `machine { objects 48; }` says how many there can be, 64 at most", out);
    } else if (result.search().strategy() == Strategy.RANDOM && !result.met()) {
      paragraph("help: `--runs` draws more executions, `--seed` others; only `--strategy exhaustive` can say `safe`", out);
    } else if (result.stopped().filter(why -> why.contains("preemption")).isPresent()) {
      paragraph("help: `--max-preemptions` says how many; without it nothing is left out", out);
    } else if (result.verdict() == Verdict.UNKNOWN) {
      paragraph("help: `--max-states`, `--max-memory` and `--timeout` say how far a search goes", out);
    }
  }

  private static String extentInWords(CheckResult result) {
    if (result.complete()) {
      return "every reachable state";
    }
    return result.verdict() == Verdict.VIOLATED
        ? "not everything: it ended with this violation"
        : "not everything: " + result.stopped().orElse("it ended early");
  }

  private void paragraph(String text, StringConcatenation out) {
    for (String line : Layout.wrap(Wording.printable(text), width, 2)) {
      out.append(line);
      out.newLine();
    }
  }

  /** The conditions under which the verdict holds, in words; empty if there are none. */
  private List<String> standsOn(CheckResult result) {
    List<String> facts = new ArrayList<>();
    if (0 < result.assumptions()) {
      String cut = 0 < result.cut() ? ", " + Wording.count(result.cut(), "execution", "executions") + " cut" : "";
      facts.add("under " + Wording.count(result.assumptions(), "ordering or assumption", "orderings or assumptions")
          + cut);
    } else if (0 < result.cut()) {
      facts.add(Wording.count(result.cut(), "execution", "executions") + " cut");
    }
    if (!result.unreached().isEmpty()) {
      facts.add(lines(result) + " never reached");
    }
    facts.addAll(result.constantErrors());
    result.relaxed().forEach(reason -> facts.add("rules relaxed: " + reason));
    return facts;
  }

  /** How likely it is that the search took two states for one, where that is worth telling. */
  private static Optional<String> missed(CheckResult result) {
    if (result.search().isExact()) {
      return Optional.of("states kept as a whole");
    }
    return result.statistics().missed().stream().filter(missed -> WORTH_TELLING <= missed)
        .mapToObj(missed -> "a state missed by chance: " + StatisticsText.chance(missed)).findFirst();
  }

  private String lines(CheckResult result) {
    List<String> places = result.unreached().stream().map(span -> line(result, span)).distinct().toList();
    int more = places.size() - NAMED;
    String named = String.join(", ", places.subList(0, Math.min(NAMED, places.size())));
    return (places.size() == 1 ? "line " : "lines ") + named + (0 < more ? " and " + more + " more" : "");
  }

  private String line(CheckResult result, Span span) {
    boolean own = span.path().equals(result.expectation().path());
    return own ? sources.start(span).map(at -> String.valueOf(at.line())).orElse("?") : sources.line(span);
  }
}
