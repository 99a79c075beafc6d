package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The benchmark system has exactly as many states and transitions here as in SPIN and TLA+: the cheapest oracle there
 * is for the whole way from text to search.
 */
class PeerCountsTest {
  @ParameterizedTest(name = "R={0} K={1} M={2}")
  @CsvSource({
      "2, 2, 1,   2224,    5824",
      "2, 2, 2,  17918,   57924",
      "3, 4, 2, 178857,  697158",
  })
  void theBenchmarkSystemHasItsCounts(long walkers, long slots, long faulters, long states, long transitions)
      throws IOException {
    String text = Files.readString(Path.of("../scenarios/peers/khuge.pw"));
    SearchResult result = Model.withoutRaces(text, Map.of("R", walkers, "K", slots, "M", faulters)).search();
    assertThat(List.of(result.states(), result.transitions())).containsExactly(states, transitions);
    assertThat(result.complete()).isTrue();
    assertThat(result.found()).isEmpty();
  }
}
