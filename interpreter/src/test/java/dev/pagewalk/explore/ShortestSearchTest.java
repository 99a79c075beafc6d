package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fewest switches, then fewest steps. */
class ShortestSearchTest {
  private static final Budget AMPLE = new Budget(1_000_000, 1_000_000, Duration.ofMinutes(1));

  private static Optional<Found> search(ToySystem system, Goal goal) {
    long start = system.state();
    Optional<Found> found = new ShortestSearch(system, goal, AMPLE, Cancellation.NEVER).run();
    assertThat(system.state()).as("a search leaves the system where it was").isEqualTo(start);
    assertThat(system.mark()).isZero();
    return found;
  }

  private static Goal named(String oracle) {
    return finding -> finding.oracle().equals(oracle);
  }

  @Test
  void fewerSwitchesWinOverFewerSteps() {
    // Agent 0 alone needs five steps; with agent 1's help it would be two.
    ToySystem system = new ToySystem(2, 0, (toy, agent, state, choices) -> {
      if (agent == 1) {
        return state == 0 ? toy.go(100) : Outcome.ENDED;
      }
      return state == 100 || state == 4 ? toy.fail("wanted") : toy.go(state + 1);
    });
    Found found = search(system, Goal.ANY).orElseThrow();
    assertThat(found.moves()).hasSize(5).containsOnly(Move.of(0));
  }

  @Test
  void fewerStepsWinWhereSwitchesAreEqual() {
    // The switch that goes wrong at once comes late; one that comes early saves steps.
    ToySystem system = new ToySystem(2, 0, (toy, agent, state, choices) -> {
      if (agent == 0) {
        return state < 10 ? toy.go(state + 1) : Outcome.ENDED;
      }
      return switch ((int) state) {
        case 10 -> toy.fail("wanted");
        case 1 -> toy.go(50);
        case 50 -> toy.go(51);
        case 51 -> toy.fail("wanted");
        default -> toy.block();
      };
    });
    Found found = search(system, Goal.ANY).orElseThrow();
    assertThat(Paths.cost(found.moves())).isEqualTo(new Paths.Cost(1, 4));
  }

  @Test
  void aDetourThatIsReachedFirstDoesNotCount() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) -> switch ((int) state) {
      case 0 -> toy.go(choices.choose(2, "way") == 0 ? 1 : 3);
      case 1 -> toy.go(2);
      case 2 -> toy.go(3);
      case 3 -> toy.go(4);
      case 4 -> toy.fail("wanted");
      default -> Outcome.ENDED;
    });
    assertThat(search(system, Goal.ANY).orElseThrow().moves()).hasSize(3);
  }

  @Test
  void aFindingAtTheEndHasNoStepOfItsOwn() {
    ToySystem system = new ToySystem(1, 0,
        (toy, agent, state, choices) -> state < 2 ? toy.go(state + 1) : Outcome.ENDED,
        (toy, state) -> toy.fail("end"));
    assertThat(search(system, Goal.ANY).orElseThrow().moves()).hasSize(2);
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    ToySystem system = new ToySystem(2, 0, (toy, agent, state, choices) -> toy.go(1 - state));
    assertThat(search(system, Goal.ANY)).isEmpty();
  }

  @Test
  void aStartThatIsWrongNeedsNoStep() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) -> toy.block(),
        (toy, state) -> toy.fail("deadlock"));
    assertThat(search(system, Goal.ANY).orElseThrow().moves()).isEmpty();
  }

  @Test
  void aModelThatRunsOutIsNotAtRest() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) ->
        state < 3 ? toy.go(state + 1) : toy.exhaust("no more numbers"), (toy, state) -> toy.fail("deadlock"));
    assertThat(search(system, Goal.ANY)).isEmpty();
  }

  @Test
  void itAgreesWithDijkstraOnRandomGraphs() {
    int found = 0;
    for (long seed = 0; seed < 3_000; seed++) {
      for (String oracle : new String[] {"fatal", "noted", "end"}) {
        ToySystem system = new RandomGraph(seed).system();
        Optional<Paths.Cost> least = Paths.least(system, named(oracle));
        Optional<Found> shortest = search(system, named(oracle));
        assertThat(shortest.map(one -> Paths.cost(one.moves()))).as("%s in graph %d", oracle, seed).isEqualTo(least);
        shortest.ifPresent(one -> Paths.assertLeadsTo(system, one));
        found += shortest.isPresent() ? 1 : 0;
      }
    }
    assertThat(found).as("the graphs are worth searching").isGreaterThan(2_000);
  }

  @Test
  void theSameWitnessIsFoundEveryTime() {
    for (long seed = 0; seed < 100; seed++) {
      Optional<Found> first = search(new RandomGraph(seed).system(), Goal.ANY);
      Optional<Found> second = search(new RandomGraph(seed).system(), Goal.ANY);
      assertThat(second.map(Found::moves)).isEqualTo(first.map(Found::moves));
    }
  }

  private static ToySystem endless() {
    return new ToySystem(2, 0, (toy, agent, state, choices) -> toy.go(state + 1 + agent));
  }

  @Test
  void aBudgetEndsIt() {
    Budget states = new Budget(5_000, 1_000_000, Duration.ofMinutes(1));
    assertThat(new ShortestSearch(endless(), Goal.ANY, states, Cancellation.NEVER).run()).isEmpty();
    Budget time = new Budget(1_000_000, 1_000_000, Duration.ZERO);
    assertThat(new ShortestSearch(endless(), Goal.ANY, time, Cancellation.NEVER).run()).isEmpty();
  }

  @Test
  void aCancellationEndsIt() {
    Cancellation cancellation = mock(Cancellation.class);
    when(cancellation.isRequested()).thenReturn(false, true);
    ToySystem system = endless();
    assertThat(new ShortestSearch(system, Goal.ANY, AMPLE, cancellation).run()).isEmpty();
    assertThat(system.state()).isZero();
  }
}
