package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.CoverageReport;
import dev.pagewalk.analysis.Searching;
import dev.pagewalk.analysis.Statistics;
import dev.pagewalk.analysis.Strategy;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.Sampling;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Trace.Column;
import dev.pagewalk.witness.Trace.Kind;
import dev.pagewalk.witness.Trace.Line;
import dev.pagewalk.witness.Violation;
import dev.pagewalk.witness.Violation.Place;
import dev.pagewalk.witness.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Results as the engine gives them, for tests of what is made of them. */
public final class Samples {
  /** A scenario's text. */
  public static final String RETRACT = """
      scenario retract_vs_truncate {
        kthread trunc      { unmap_mapping_range(F, 0, 2M); }
        kthread khugepaged { collapse_pte_mapped_thp(P.mm, A.start); }
        expect safe kernel "6.1";
        expect use_after_free(page_table) kernel "6.1" without khugepaged_rmap_locks;
      }
      """;

  /** A library file's text. */
  public static final String LIBRARY = """
      fn unmap(pmd: pmd*) {
        spin_lock(pte_lockptr(mm, pmd));
        pte_free(mm, table);
      }
      """;

  /** Where the samples' spans point. */
  public static final Map<String, String> TEXTS = Map.of("retract.pw", RETRACT, "mm/memory.pw", LIBRARY);

  private Samples() {}

  /** Sources of {@link #TEXTS}. */
  public static Sources sources() {
    return new Sources(path -> Optional.ofNullable(TEXTS.get(path)));
  }

  /** The first occurrence of {@code piece} in one of the texts. */
  public static Span span(String path, String piece) {
    int start = TEXTS.get(path).indexOf(piece);
    return new Span(path, start, start + piece.length());
  }

  /** A use after free by the last step. */
  public static Trace retractTrace() {
    Span lock = span("mm/memory.pw", "spin_lock(pte_lockptr(mm, pmd))");
    Span free = span("mm/memory.pw", "pte_free(mm, table)");
    return new Trace(
        List.of(new Column(0, "trunc", 0), new Column(1, "khugepaged", 1)),
        List.of(
            new Line(Kind.CALL, 0, 0, "unmap_mapping_range()", lock, List.of(), 0),
            new Line(Kind.STEP, 0, 1, "i_mmap_lock_read(F)", lock, List.of(), 1),
            new Line(Kind.STEP, 0, 1, "pmdp_get(pmd) = table #3", lock, List.of(), 2),
            new Line(Kind.CALL, 1, 0, "collapse_pte_mapped_thp()", free, List.of(), 0),
            new Line(Kind.STEP, 1, 1, "pmdp_collapse_flush(pmd)", free, List.of("pmd[1]: table #3 -> none"), 3),
            new Line(Kind.STEP, 1, 1, "pte_free(table #3)", free, List.of("mm #1.nr_ptes: 1 -> 0"), 4),
            new Line(Kind.STEP, 0, 1, "spin_lock(ptl of table #3)", lock, List.of(), 5)),
        Optional.of(useAfterFree()));
  }

  /** What {@link #retractTrace()} shows. */
  public static Violation useAfterFree() {
    return new Violation("use_after_free", "page_table", "table #3 was freed at mm/memory.pw:3 by khugepaged", List.of(
        new Place("used", "trunc", span("mm/memory.pw", "spin_lock(pte_lockptr(mm, pmd))")),
        new Place("freed", "khugepaged", span("mm/memory.pw", "pte_free(mm, table)"))));
  }

  /** A complete search without a violation. */
  public static CheckResult safe() {
    return new CheckResult("retract.pw", "retract_vs_truncate", "kernel 6.1", "6.1", "x86_64", "sc", "safe",
        span("retract.pw", "expect safe"), Verdict.SAFE, "", true, true, 12_304, 30_111, 57, 18, 3,
        List.of(span("retract.pw", "unmap_mapping_range")), 1, List.of(), Optional.empty(), Duration.ofMillis(420),
        Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false, List.of(), Optional.empty(),
        Searching.DEFAULT, Optional.empty(), Statistics.NONE);
  }

  /** A violation; {@code expected} says whether it is met. */
  public static CheckResult violated(String expected) {
    Witness witness = new Witness("retract.pw", "retract_vs_truncate",
        List.of("--kernel", "6.1", "--without", "khugepaged_rmap_locks"), "use_after_free(page_table)", "00c0ffee",
        List.of(
            new Witness.Step("trunc", "i_mmap_lock_read(F)", List.of()),
            new Witness.Step("khugepaged", "pte_free(table)", List.of(new Witness.Choice("translation", 1)))));
    return new CheckResult("retract.pw", "retract_vs_truncate", "kernel 6.1 without khugepaged_rmap_locks", "6.1",
        "x86_64", "sc", expected, span("retract.pw", "expect safe"), Verdict.VIOLATED, "use_after_free(page_table)",
        expected.equals("use_after_free(page_table)"), false, 845, 1_204, 31, 2, 0, List.of(), 0, List.of(),
        Optional.empty(), Duration.ofMillis(80), Optional.of(useAfterFree()), List.of("lock_rule"),
        Optional.of(witness), Optional.of(retractTrace()), true, List.of(), Optional.empty(),
        Searching.DEFAULT, Optional.empty(), Statistics.NONE);
  }

  /** A complete search that kept its states as a whole and counted where they came about. */
  public static CheckResult covered() {
    Span call = span("mm/memory.pw", "pte_free(mm, table)");
    CoverageReport coverage = new CoverageReport(
        List.of(new CoverageReport.Place(call, 12)),
        List.of(new CoverageReport.FunctionCoverage("free_tables", call, 12, List.of(call),
            List.of(span("mm/memory.pw", "spin_lock(pte_lockptr(mm, pmd))")))),
        3);
    return new CheckResult("retract.pw", "retract_vs_truncate", "", "6.1", "x86_64", "sc", "safe",
        span("retract.pw", "expect safe"), Verdict.SAFE, "", true, true, 15, 20, 7, 1, 0,
        List.of(), 0, List.of(), Optional.empty(), Duration.ofMillis(10),
        Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false, List.of(), Optional.empty(),
        new Searching(Strategy.EXHAUSTIVE, Reduction.NONE, 1, Budget.DEFAULT, Sampling.DEFAULT, 1 << 20, true),
        Optional.of(coverage),
        new Statistics(OptionalDouble.of(0), OptionalLong.of(40),
            List.of("`t` is looked at member by member, because it names `self`"), OptionalLong.empty()));
  }

  /** A search that met its budget. */
  public static CheckResult unknown() {
    return new CheckResult("retract.pw", "retract_vs_truncate", "", "6.1", "x86_64", "sc", "safe",
        span("retract.pw", "expect safe"), Verdict.UNKNOWN, "", false, false, 1_000_000, 3_000_000, 81, 18, 0,
        List.of(), 0, List.of(), Optional.of("1,000,000 states were allowed"), Duration.ofSeconds(75),
        Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false, List.of(), Optional.empty(),
        Searching.DEFAULT, Optional.empty(),
        new Statistics(OptionalDouble.of(2.7e-8), OptionalLong.empty(), List.of(), OptionalLong.of(3_456_789)));
  }
}
