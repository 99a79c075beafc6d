package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guess how many states there are, from where the first execution of a search leads. */
class ForecastTest {
  private static final Budget AMPLE = new Budget(1_000_000, 1_000_000, Duration.ofMinutes(1));

  /** Agents that each count to {@code steps} and do not meet: (steps + 1) ^ agents states. */
  private static ToySystem counters(int agents, int steps) {
    return new ToySystem(agents, 0, (toy, agent, state, choices) -> {
      long own = state >>> 8 * agent & 0xff;
      return own < steps ? toy.go(state + (1L << 8 * agent)) : Outcome.ENDED;
    });
  }

  private static SearchResult search(ToySystem system, long maxStates) {
    return new ExhaustiveSearch(system, new Budget(maxStates, 1_000_000, Duration.ofMinutes(1)), Goal.ALL,
        Cancellation.NEVER, Reporter.SILENT).run();
  }

  @ParameterizedTest
  @CsvSource({"2, 40, 25", "2, 40, 50", "2, 40, 90", "3, 20, 20", "3, 20, 50", "3, 20, 80", "4, 9, 30", "4, 9, 70"})
  void aPartTellsHowMuchThereIsInAll(int agents, int steps, int percent) {
    long all = search(counters(agents, steps), AMPLE.maxStates()).states();
    SearchResult some = search(counters(agents, steps), all * percent / 100);
    assertThat(some.complete()).isFalse();
    assertThat(some.expected().orElseThrow()).isBetween(all / 2, all * 2);
  }

  @Test
  void aSearchThatCameToItsEndDoesNotGuess() {
    assertThat(search(counters(2, 5), AMPLE.maxStates()).expected()).isEmpty();
  }

  @Test
  void beforeTheFirstExecutionHasEndedNothingIsKnown() {
    assertThat(search(counters(2, 40), 20).expected()).isEmpty();
    assertThat(new Forecast().total(1)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void theGuessIsNeverLessThanWhatWasSeen() {
    long[] lowest = {Long.MAX_VALUE};
    long[] calls = {0};
    new ExhaustiveSearch(counters(3, 60), AMPLE, Goal.ALL, Cancellation.NEVER, progress -> {
      calls[0]++;
      lowest[0] = Math.min(lowest[0], progress.expected().orElseThrow() - progress.states());
    }).run();
    assertThat(calls[0]).isPositive();
    assertThat(lowest[0]).isNotNegative();
  }
}
