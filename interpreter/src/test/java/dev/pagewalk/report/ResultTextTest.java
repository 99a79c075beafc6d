package dev.pagewalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultTextTest {
  private final ResultText text = new ResultText(Samples.sources(), Paint.PLAIN, 90);

  @Test
  void metExpectationIsOneLineThatSaysWhatItStandsOn() {
    assertThat(text.line(Samples.safe(), "retract_vs_truncate")).isEqualTo(
        "met  retract_vs_truncate (kernel 6.1): safe   (12,304 states, 57 steps deep; sc;"
            + " under 1 ordering or assumption, 3 executions cut; line 2 never reached; 0.42 s)");
  }

  @Test
  void metViolationNamesItsOracleAndSteps() {
    assertThat(text.line(Samples.violated("use_after_free(page_table)"), "retract_vs_truncate")).isEqualTo(
        "met  retract_vs_truncate (kernel 6.1 without khugepaged_rmap_locks): use_after_free(page_table)"
            + "   (2 context switches, 5 steps; 845 states; sc; 0.08 s)");
  }

  @Test
  void unmetExpectationTellsTheWholeStory() {
    Judged judged = new Judged(Samples.violated("safe"), Optional.of(".pagewalk/retract vs truncate.witness"));
    assertThat(text.block(judged, "retract_vs_truncate")).isEqualTo("""
        retract_vs_truncate (kernel 6.1 without khugepaged_rmap_locks): use after free of a page table   \
        (2 context switches, 5 steps; 845 states)
        expected: safe, at retract.pw:4:3

        CPU 0 (trunc)                   CPU 1 (khugepaged)
        ------------------------------  ------------------------------
        unmap_mapping_range()
          i_mmap_lock_read(F)
          pmdp_get(pmd) = table #3
                                        collapse_pte_mapped_thp()
                                          pmdp_collapse_flush(pmd)
                                            ~ pmd[1]: table #3 -> none
                                          pte_free(table #3)
                                            ~ mm #1.nr_ptes: 1 -> 0
          spin_lock(ptl of table #3)
          ^ use after free: table #3 was freed at mm/memory.pw:3 by khugepaged

        places:
          used   trunc       mm/memory.pw:2:3  spin_lock(pte_lockptr(mm, pmd))
          freed  khugepaged  mm/memory.pw:3:3  pte_free(mm, table)

        searched: 845 states, 1,204 transitions, depth 31, memory sc, in 0.08 s; not everything:
          it ended with this violation
        witness: no execution with fewer context switches shows this
        also found on the way: lock_rule

        replay: pagewalk replay '.pagewalk/retract vs truncate.witness'
        """);
  }

  @Test
  void unknownSaysHowFarItGotAndWhatToDo() {
    assertThat(text.block(new Judged(Samples.unknown(), Optional.empty()), "retract_vs_truncate")).isEqualTo("""
        retract_vs_truncate: unknown: 1,000,000 states were allowed   (1,000,000 states, 81 steps deep)
        expected: safe, at retract.pw:4:3

        searched: 1,000,000 states, 3,000,000 transitions, depth 81, memory sc, in 1 min 15 s; not
          everything: 1,000,000 states were allowed; there may be 1,200,000 to 10,000,000 in all;
          a state missed by chance: 3e-08
        help: `--max-states`, `--max-memory` and `--timeout` say how far a search goes
        """);
  }
}
