package dev.pagewalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.CheckResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final String USE = "use_after_free(page_table)";
  private static final String FIXED = "kernel 6.1";
  private static final String BROKEN = "kernel 6.1 without khugepaged_rmap_locks";

  private final Matrix small = new Matrix(List.of(
      entry("retract_vs_truncate", FIXED, Samples.safe()),
      entry("retract_vs_truncate", BROKEN, Samples.violated(USE)),
      entry("retract_vs_fault", BROKEN, Samples.violated("safe")),
      entry("retract_vs_fault", "", Samples.unknown()),
      new Matrix.Entry("retract.pw", "late", List.of(FIXED), Optional.empty())), false);

  @Test
  void cellsSayWhatWasFoundAndMarkWhatWasNotExpected() {
    assertThat(text(small, 120)).isEqualTo("""
        variant                                   retract_vs_truncate         retract_vs_fault             late
        ----------------------------------------  --------------------------  ---------------------------  -----------
        kernel 6.1                                safe                                                     not checked
        kernel 6.1 without khugepaged_rmap_locks  use_after_free(page_table)  use_after_free(page_table)!
        plain                                                                 unknown

        unmet: retract_vs_fault (kernel 6.1 without khugepaged_rmap_locks): expected safe, found \
        use_after_free(page_table), at
          retract.pw:4:3
        unknown: retract_vs_fault: expected safe, found unknown (1,000,000 states were allowed), at retract.pw:4:3
        2 met, 1 unmet, 1 unknown, 1 not checked   (0.42 s)
        """);
  }

  @Test
  void narrowTerminalsWrapNamesBehindSigns() {
    assertThat(text(small, 72)).isEqualTo("""
        variant               retract_vs_        retract_vs_fault    late
                              truncate
        --------------------  -----------------  ------------------  -----------
        kernel 6.1            safe                                   not checked
        kernel 6.1 without    use_after_free(    use_after_free(
        khugepaged_rmap_      page_table)        page_table)!
        locks
        plain                                    unknown

        unmet: retract_vs_fault (kernel 6.1 without khugepaged_rmap_locks):
          expected safe, found use_after_free(page_table), at retract.pw:4:3
        unknown: retract_vs_fault: expected safe, found unknown (1,000,000
          states were allowed), at retract.pw:4:3
        2 met, 1 unmet, 1 unknown, 1 not checked   (0.42 s)
        """);
  }

  @Test
  void columnsThatDoNotFitFollowBelow() {
    List<Matrix.Entry> entries = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      entries.add(entry("truncate_vs_" + i, FIXED, Samples.safe()));
      if (i <= 2) {
        entries.add(entry("truncate_vs_" + i, BROKEN, Samples.violated(USE)));
      }
    }
    assertThat(text(new Matrix(entries, false), 60)).isEqualTo("""
        variant               truncate_vs_1       truncate_vs_2
        --------------------  ------------------  ------------------
        kernel 6.1            safe                safe
        kernel 6.1 without    use_after_free(     use_after_free(
        khugepaged_rmap_      page_table)         page_table)
        locks

        variant     truncate_vs_3  truncate_vs_4
        ----------  -------------  -------------
        kernel 6.1  safe           safe

        6 met, 0 unmet, 0 unknown   (0.42 s)
        """);
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    for (int width = 40; width <= 130; width++) {
      int limit = width;
      List<String> lines = text(small, width).lines().toList();
      assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> Layout.width(line) <= limit);
    }
  }

  @Test
  void namesakesAreToldApartByTheirFiles() {
    Matrix matrix = new Matrix(List.of(
        new Matrix.Entry("a.pw", "race", List.of(), Optional.of(Samples.safe())),
        new Matrix.Entry("b.pw", "race", List.of(), Optional.of(Samples.safe())),
        new Matrix.Entry("b.pw", "other", List.of(), Optional.of(Samples.safe()))), false);
    assertThat(text(matrix, 100)).isEqualTo("""
        variant  a.pw::race  b.pw::race  other
        -------  ----------  ----------  -----
        plain    safe        safe        safe

        3 met, 0 unmet, 0 unknown   (0.42 s)
        """);
  }

  @Test
  void expectationsOfTheSameVariantShareACell() {
    Matrix matrix = new Matrix(List.of(
        entry("race", "", Samples.violated(USE)),
        entry("race", "", Samples.violated("safe"))), false);
    assertThat(text(matrix, 100)).contains("plain    " + USE + ", " + USE + "!\n");
  }

  @Test
  void colourTellsMetFromUnmet() {
    String text = new MatrixText(Samples.sources(), Paint.ANSI, 120).render(small, Duration.ofMillis(420));
    assertThat(text)
        .contains("\u001b[32msafe\u001b[0m", "\u001b[1;31muse_after_free(page_table)!\u001b[0m")
        .contains("\u001b[33munknown\u001b[0m", "\u001b[33mnot checked\u001b[0m");
  }

  @Test
  void markdownIsTheSameTable() {
    assertThat(new MatrixMarkdown(Samples.sources()).render(small)).isEqualTo("""
        | variant | `retract_vs_truncate` | `retract_vs_fault` | `late` |
        |---|---|---|---|
        | `kernel 6.1` | safe | | not checked |
        | `kernel 6.1 without khugepaged_rmap_locks` | use_after_free(page_table) | **use_after_free(page_table)!** | |
        | plain | | unknown | |

        - unmet: retract_vs_fault (kernel 6.1 without khugepaged_rmap_locks): expected safe, found \
        use_after_free(page_table), at retract.pw:4:3
        - unknown: retract_vs_fault: expected safe, found unknown (1,000,000 states were allowed), at retract.pw:4:3

        2 met, 1 unmet, 1 unknown, 1 not checked
        """);
  }

  @Test
  void markdownObeysNoNames() {
    Matrix matrix = new Matrix(List.of(
        new Matrix.Entry("a|`b_.pw", "race", List.of("machine { x = 1 | 2 }"), Optional.of(Samples.unknown())),
        new Matrix.Entry("c.pw", "race", List.of(), Optional.of(Samples.safe()))), false);
    assertThat(new MatrixMarkdown(Samples.sources()).render(matrix)).isEqualTo("""
        | variant | `a\\|'b_.pw::race` | `c.pw::race` |
        |---|---|---|
        | `machine { x = 1 \\| 2 }` | unknown | |
        | plain | | safe |

        - unknown: a\\|\\`b\\_.pw::race (machine { x = 1 \\| 2 }): expected safe, found unknown (1,000,000 \
        states were allowed), at retract.pw:4:3

        1 met, 0 unmet, 1 unknown
        """);
  }

  @Test
  void whatAllVariantsOfAScenarioHaveInCommonIsToldOnce() {
    Matrix matrix = new Matrix(List.of(
        new Matrix.Entry("a.pw", "one", List.of("kernel 6.1"), Optional.of(Samples.safe())),
        new Matrix.Entry("a.pw", "one", List.of("kernel 6.1", "with fix"), Optional.of(Samples.safe())),
        new Matrix.Entry("a.pw", "two", List.of("kernel 6.1", "with idea"), Optional.of(Samples.safe())),
        new Matrix.Entry("a.pw", "two", List.of("kernel 6.1", "with idea", "with fix"), Optional.of(Samples.violated(USE))),
        new Matrix.Entry("a.pw", "three", List.of("with idea"), Optional.of(Samples.safe()))), true);
    assertThat(new MatrixMarkdown(Samples.sources()).render(matrix)).startsWith("""
        | variant | `one` | `two with idea` | `three` |
        |---|---|---|---|
        | `kernel 6.1` | safe (12,304 states) | safe (12,304 states) | |
        | `kernel 6.1 with fix` | safe (12,304 states) | use_after_free(page_table) (5 steps) | |
        | `with idea` | | | safe (12,304 states) |
        """);
  }

  private static String text(Matrix matrix, int width) {
    return new MatrixText(Samples.sources(), Paint.PLAIN, width).render(matrix, Duration.ofMillis(420));
  }

  private static Matrix.Entry entry(String scenario, String variant, CheckResult result) {
    return new Matrix.Entry("retract.pw", scenario, variant.isEmpty() ? List.of() : List.of(variant), Optional.of(result));
  }
}
