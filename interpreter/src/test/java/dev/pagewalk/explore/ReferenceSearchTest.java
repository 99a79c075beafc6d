package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The slow search agrees with the fast one on graphs. */
class ReferenceSearchTest {
  private static final Budget AMPLE = new Budget(1_000_000, 1_000_000, Duration.ofMinutes(1));

  @Test
  void bothSearchesSeeTheSameInRandomGraphs() {
    for (long seed = 0; seed < 2_000; seed++) {
      ToySystem system = new RandomGraph(seed).system();
      ReferenceSearch.Result slow =
          ReferenceSearch.run(system, () -> new long[] {system.state()}, 1_000);
      SearchResult fast =
          new ExhaustiveSearch(system, AMPLE, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
      Set<String> found = new TreeSet<>();
      fast.found().forEach(one -> found.add(one.finding().oracle() + '(' + one.finding().subject() + ')'));
      assertThat(found).as("findings of graph %d", seed).isEqualTo(slow.findings());
      assertThat(List.of(fast.states(), fast.transitions(), fast.finished(), fast.cut()))
          .as("states, transitions, finished and cut of graph %d", seed)
          .containsExactly(slow.states(), slow.transitions(), slow.finished(), slow.cut());
    }
  }

  @Test
  void theMovesOfEveryFindingLeadToIt() {
    for (long seed = 0; seed < 500; seed++) {
      ToySystem system = new RandomGraph(seed).system();
      SearchResult result =
          new ExhaustiveSearch(system, AMPLE, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
      for (Found found : result.found()) {
        Paths.assertLeadsTo(system, found);
      }
    }
  }

  @Test
  void tooManyStatesAreAnErrorOfTheCaller() {
    ToySystem line = new ToySystem(1, 0, (toy, agent, state, choices) -> toy.go(state + 1));
    assertThatThrownBy(() -> ReferenceSearch.run(line, () -> new long[] {line.state()}, 20))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aModelThatRunsOutIsAnErrorOfTheCaller() {
    ToySystem line = new ToySystem(1, 0, (toy, agent, state, choices) -> toy.exhaust("no more numbers"));
    assertThatThrownBy(() -> ReferenceSearch.run(line, () -> new long[] {line.state()}, 20))
        .hasMessageContaining("no more numbers");
  }
}
