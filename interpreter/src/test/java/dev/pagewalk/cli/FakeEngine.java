package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.OutcomeTable;
import dev.pagewalk.analysis.Searching;
import dev.pagewalk.analysis.Statistics;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Progress;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.report.Samples;
import dev.pagewalk.step.Opening;
import dev.pagewalk.tables.OrderGraph;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import dev.pagewalk.witness.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An engine that judges by the name of a scenario: {@code lost...} loses a write, {@code slow...} meets its budget,
 * {@code hang...} waits to be cancelled, {@code crash...} fails, {@code invalid...} is cut everywhere, everything else
 * is safe. A text with {@code ERROR} in it is broken there.
 */
class FakeEngine implements Engine {
  private static final Pattern SCENARIO = Pattern.compile("(?:/// (.*)\n)?scenario (\\w+)(?:\\((\\w+)[^)]*\\))?");
  private static final Pattern EXPECT = Pattern.compile("expect ([\\w()]+)([^;]*);");

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<Matcher>> expectations = new LinkedHashMap<>();

  @Override
  public Library library() {
    Span nowhere = new Span("mm/memory.pw", 0, 2);
    return new Library("0.1.0", "00c0ffee", "/usr/share/pagewalk/mm",
        List.of(
            new KernelFunction("zap_pte_range", "zap_pte_range(tlb: mmu_gather, vma: vma)", """
                Takes out every entry of one table.
                Left out: swap entries, device-private pages.
                source: mm/memory.c, zap_pte_range(), 6.1
                Model: entries are flushed one by one,
                never in batches.""", nowhere),
            new KernelFunction("pte_free", "pte_free(mm: mm, table: ptdesc)",
                "Frees a table.\nsource: include/asm-generic/pgalloc.h, pte_free(), 6.1", nowhere)),
        List.of(new KernelPatch("khugepaged_rmap_locks", "6.1",
            "mm/khugepaged: take the right locks for page table retraction",
            "Retraction takes every lock under which a walk can start.\nReason: a walk trusts its table.", List.of(),
            nowhere)));
  }

  @Override
  public Opened open(List<Source> sources) {
    List<Scenario> scenarios = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Source source : sources) {
      texts.put(source.path(), source.text());
      int error = source.text().indexOf("ERROR");
      if (0 <= error) {
        diagnostics.add(new Diagnostic(Code.EXPECTED, Severity.ERROR, "expected `;` after the statement",
            new Span(source.path(), error, error + 5), "in front of this",
            List.of(new Related(new Span(source.path(), 0, 8), "in this scenario")), Optional.of("add `;`"),
            List.of()));
      }
      Matcher matcher = SCENARIO.matcher(source.text());
      while (matcher.find()) {
        if (0 <= error) {
          broken.add(matcher.group(2));
          continue;
        }
        scenarios.add(scenario(source, matcher));
      }
    }
    return new Opened(scenarios, broken, diagnostics);
  }

  private Scenario scenario(Source source, Matcher matcher) {
    int next = source.text().indexOf("\nscenario", matcher.end());
    Matcher expect = EXPECT.matcher(source.text()).region(matcher.end(), next < 0 ? source.text().length() : next);
    List<Matcher> found = new ArrayList<>();
    List<String> written = new ArrayList<>();
    while (expect.find()) {
      Matcher one = EXPECT.matcher(source.text()).region(expect.start(), expect.end());
      one.find();
      found.add(one);
      written.add(one.group(1) + one.group(2));
    }
    expectations.put(source.path() + "::" + matcher.group(2), found);
    return new Scenario(source.path(), matcher.group(2), Optional.ofNullable(matcher.group(1)).orElse(""),
        written.isEmpty() ? List.of("safe") : written,
        matcher.group(3) == null ? List.of() : List.of(matcher.group(3)), List.of("khugepaged_rmap_locks"));
  }

  @Override
  public OutcomeTable outcomes(Unit unit, Cancellation cancellation, Reporter reporter) {
    return new OutcomeTable(unit.file(), unit.scenario(), "", List.of(), List.of(), true, Optional.empty(), 1, 1, 0,
        List.of(), Duration.ZERO);
  }

  @Override
  public List<String> variant(Unit unit) {
    List<Matcher> written = expectations.get(unit.file() + "::" + unit.scenario());
    String text = written.isEmpty() ? "" : written.get(unit.index()).group(2).strip().replace("\"", "");
    List<String> words = new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split(" (?=with)")));
    for (Map.Entry<String, Long> parameter : unit.options().parameters().entrySet()) {
      words.add(parameter.getKey() + " = " + parameter.getValue());
    }
    return words;
  }

  @Override
  public Plan plan(Scenario scenario, CheckOptions options) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < scenario.expectations().size(); i++) {
      units.add(new Unit(scenario.file(), scenario.name(), i, options));
    }
    return new Plan(units, List.of());
  }

  @Override
  public CheckResult check(Unit unit, Cancellation cancellation, Reporter reporter) {
    List<Matcher> written = expectations.get(unit.file() + "::" + unit.scenario());
    String expected = written.isEmpty() ? "safe" : written.get(unit.index()).group(1);
    Span span = written.isEmpty()
        ? new Span(unit.file(), 0, 8)
        : new Span(unit.file(), written.get(unit.index()).start(), written.get(unit.index()).end());
    String variant = String.join(" ", variant(unit));
    if (unit.scenario().startsWith("crash")) {
      throw new IllegalStateException("the journal is torn");
    }
    if (unit.scenario().startsWith("slow")) {
      reporter.report(new Progress(65_536, 90_000, 40, Duration.ofMillis(1_500)));
      return result(unit, variant, expected, span, Verdict.UNKNOWN, Optional.of("1,000 states were allowed"));
    }
    if (unit.scenario().startsWith("hang")) {
      while (!cancellation.isRequested()) {
        Thread.onSpinWait();
      }
      return result(unit, variant, expected, span, Verdict.UNKNOWN, Optional.of("interrupted"));
    }
    if (unit.scenario().startsWith("invalid")) {
      return result(unit, variant, expected, span, Verdict.INVALID, Optional.of("all 14 executions were cut"));
    }
    boolean lost = unit.scenario().startsWith("lost");
    return result(unit, variant, expected, span, lost ? Verdict.VIOLATED : Verdict.SAFE, Optional.empty());
  }

  private CheckResult result(
      Unit unit, String variant, String expected, Span span, Verdict verdict, Optional<String> stopped) {
    boolean violated = verdict == Verdict.VIOLATED;
    String oracle = violated ? "assertion" : "";
    boolean met = violated ? expected.equals(oracle) : verdict == Verdict.SAFE && expected.equals("safe");
    Optional<Trace> trace = violated ? Optional.of(trace(unit, span)) : Optional.empty();
    Witness witness = new Witness(unit.file(), unit.scenario(), List.of(), "assertion", "00c0ffee",
        List.of(new Witness.Step("a", "x = 1", List.of()), new Witness.Step("b", "x = 2", List.of())));
    return new CheckResult(unit.file(), unit.scenario(), variant, "", "x86_64", "sc", expected, span, verdict, oracle,
        met, verdict == Verdict.SAFE, 12, 20, 6, 2, 0, List.of(), 0, List.of(), stopped, Duration.ofMillis(10),
        trace.flatMap(Trace::violation), List.of(), violated ? Optional.of(witness) : Optional.empty(), trace,
        true, List.of(), Optional.empty(),
        Searching.DEFAULT, Optional.empty(), Statistics.NONE);
  }

  private Trace trace(Unit unit, Span span) {
    return new Trace(
        List.of(new Trace.Column(0, "a", 0), new Trace.Column(1, "b", 1)),
        List.of(
            new Trace.Line(Trace.Kind.STEP, 0, 0, "x = 1", span, List.of("x: 0 -> 1"), 1),
            new Trace.Line(Trace.Kind.STEP, 1, 0, "x = 2", span, List.of("x: 1 -> 2"), 2),
            new Trace.Line(Trace.Kind.STEP, 0, 0, "assert(x == 1)", span, List.of(), 3)),
        Optional.of(new Violation("assertion", "", "`x == 1` does not hold", List.of(
            new Violation.Place("asserted", "a", span), new Violation.Place("written", "b", span)))));
  }

  @Override
  public Replay replay(Witness witness, Source source) {
    texts.put(source.path(), source.text());
    Span span = new Span(source.path(), 0, Math.min(8, source.text().length()));
    if (!source.text().contains("scenario " + witness.scenario())) {
      return new Replay(Optional.empty(),
          Optional.of("there is no scenario `" + witness.scenario() + "` in `" + source.path() + "`"), true, List.of());
    }
    Trace whole = trace(new Unit(source.path(), witness.scenario(), 0, CheckOptions.DEFAULT), span);
    if (witness.steps().size() < 2) {
      return new Replay(
          Optional.of(new Trace(whole.columns(), whole.lines().subList(0, 1), Optional.empty())),
          Optional.of("step 2: `b` does not do `x = 2` here"), true, List.of());
    }
    return new Replay(Optional.of(whole), Optional.empty(), false, List.of());
  }

  @Override
  public Opening.Result step(Opening.Wish wish) {
    return new Opening.Result(Optional.empty(), List.of(), "there is nothing to step through", Optional.empty());
  }

  @Override
  public OrderGraph lockOrder() {
    return new OrderGraph(List.of(new OrderGraph.Edge("mm.mmap_lock", "ptl", true, true, "mm/rmap.c")));
  }

  @Override
  public Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path)).or(() -> Optional.ofNullable(Samples.TEXTS.get(path)));
  }
}
