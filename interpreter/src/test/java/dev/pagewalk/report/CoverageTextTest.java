package dev.pagewalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.stream.LongStream;
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

  @Test
  void whatSymmetrySavedAndWhatItDidNotAreShown() {
    assertThat(StatisticsText.render(Samples.covered())).isEqualTo("""
        symmetry: 15 states stand for 40, 2.7 times as many
        symmetry: `t` is looked at member by member, because it names `self`
        states kept as a whole: none missed by chance
        """);
    assertThat(StatisticsText.share(40, OptionalLong.of(100))).isEqualTo(", perhaps 40 %");
    assertThat(StatisticsText.share(99, OptionalLong.of(100))).isEqualTo(", perhaps 90 % or more");
    assertThat(StatisticsText.share(40, OptionalLong.empty())).isEmpty();
  }

  @Test
  void aGuessHasTwoDigits() {
    assertThat(LongStream.of(7, 99, 123, 3_456_789).mapToObj(StatisticsText::rounded))
        .containsExactly("7", "99", "120", "3,500,000");
  }
}
