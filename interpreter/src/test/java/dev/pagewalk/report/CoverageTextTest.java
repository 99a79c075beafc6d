package dev.pagewalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTextTest {
  @Test
  void linesAndFunctionsAreShownWithTheirShareOfTheStates() {
    assertThat(new CoverageText(Samples.sources()).render(Samples.covered().coverage().orElseThrow())).isEqualTo("""
        new states behind the steps of threads, by line:
                 12   80 %  mm/memory.pw:3  pte_free(mm, table);
                  3   20 %                  interrupts, devices, threads that end
        the same by function:
                 12   80 %  mm/memory.pw:3  free_tables
                            not reached: 2
        """);
  }
}
