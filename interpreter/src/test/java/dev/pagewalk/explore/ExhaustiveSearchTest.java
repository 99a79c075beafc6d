package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Toy systems with exact counts, and what ends a search. */
class ExhaustiveSearchTest {
  private static final Budget AMPLE = new Budget(1_000_000, 1_000_000, Duration.ofMinutes(1));

  /** One agent that goes round for ever. */
  private static ToySystem clock() {
    return new ToySystem(1, 0, (toy, agent, state, choices) -> toy.go(1 - state));
  }

  /** Agents that each count from 0 to {@code limit}; digit {@code i} of the state belongs to agent {@code i}. */
  private static ToySystem counters(int agents, int limit) {
    return new ToySystem(agents, 0, (toy, agent, state, choices) -> {
      long weight = (long) Math.pow(limit + 1, agent);
      return state / weight % (limit + 1) == limit ? Outcome.ENDED : toy.go(state + weight);
    });
  }

  /** Two agents and two locks: each takes both, in opposite order, and gives them back. */
  private static ToySystem crossed() {
    // Bits 0-1: what agent 0 holds; bits 2-3: agent 1; bits 4-5, 6-7: how far each is.
    return new ToySystem(2, 0, (toy, agent, state, choices) -> {
      int shift = 2 * agent;
      int at = (int) (state >> 4 + shift & 3);
      if (at == 3) {
        return Outcome.ENDED;
      }
      if (at == 2) {
        return toy.go(state & ~(3L << shift) | 3L << 4 + shift);
      }
      long lock = at == agent ? 1 : 2;
      long others = state >> 2 * (1 - agent) & 3;
      if ((others & lock) != 0) {
        return toy.block();
      }
      return toy.go((state | lock << shift) + (1L << 4 + shift));
    }, (toy, state) -> (state >> 4) == 15 ? Outcome.ENDED : toy.fail("deadlock"));
  }

  private static SearchResult search(ToySystem system) {
    return search(system, AMPLE, Goal.ALL);
  }

  private static SearchResult search(ToySystem system, Budget budget, Goal goal) {
    long start = system.state();
    SearchResult result =
        new ExhaustiveSearch(system, budget, goal, Cancellation.NEVER, Reporter.SILENT).run();
    assertThat(system.state()).as("a search leaves the system where it was").isEqualTo(start);
    assertThat(system.mark()).isZero();
    return result;
  }

  private static void assertCounts(SearchResult result, long states, long transitions, int depth, long finished) {
    assertThat(List.of(result.states(), result.transitions(), (long) result.depth(), result.finished()))
        .as("states, transitions, depth, finished")
        .containsExactly(states, transitions, (long) depth, finished);
    assertThat(result.complete()).isTrue();
    assertThat(result.stopped()).isEmpty();
  }

  @Test
  void aClockHasTwoStatesAndNoEnd() {
    assertCounts(search(clock()), 2, 2, 1, 0);
  }

  @Test
  void aCounterIsALine() {
    assertCounts(search(counters(1, 7)), 8, 7, 7, 1);
  }

  @Test
  void countersMakeAGrid() {
    assertCounts(search(counters(2, 3)), 16, 24, 6, 1);
    assertCounts(search(counters(3, 2)), 27, 54, 6, 1);
  }

  @Test
  void anAgentThatDoesNothingLeavesOneState() {
    assertCounts(search(new ToySystem(1, 5, (toy, agent, state, choices) -> Outcome.ENDED)), 1, 0, 0, 1);
  }

  @Test
  void nobodyAtAllIsOneExecution() {
    assertCounts(search(new ToySystem(0, 5, (toy, agent, state, choices) -> Outcome.ENDED)), 1, 0, 0, 1);
  }

  @Test
  void everyAlternativeOfAStepIsTakenInOrder() {
    StringBuilder order = new StringBuilder();
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) -> {
      if (state != 0) {
        return Outcome.ENDED;
      }
      int first = choices.choose(3, "first");
      // Only one of the first alternatives has more to choose, and one alternative is no choice.
      int second = first == 1 ? choices.choose(2, "second") : choices.choose(1, "none");
      order.append(first).append(second).append(' ');
      return toy.go(1 + 10 * first + second);
    });
    assertCounts(search(system), 5, 4, 1, 4);
    assertThat(order).hasToString("00 10 11 20 ");
  }

  @Test
  void alternativesBehindAlternativesAreTakenToo() {
    ToySystem system = new ToySystem(1, 1, (toy, agent, state, choices) ->
        state < 8 ? toy.go(2 * state + choices.choose(2, "bit")) : Outcome.ENDED);
    assertCounts(search(system), 15, 14, 3, 8);
  }

  @Test
  void statesThatMeetAreCountedOnce() {
    // A diamond with a tail: 0 -> 1, 2 -> 3 -> 4.
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) -> switch ((int) state) {
      case 0 -> toy.go(1 + choices.choose(2, "side"));
      case 1, 2 -> toy.go(3);
      case 3 -> toy.go(4);
      default -> Outcome.ENDED;
    });
    assertCounts(search(system), 5, 5, 3, 1);
  }

  @Test
  void aBlockedAlternativeDoesNotHideTheOthers() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) -> {
      if (state != 0) {
        return Outcome.ENDED;
      }
      int way = choices.choose(4, "way");
      return way % 2 == 0 ? toy.block() : toy.go(way);
    });
    assertCounts(search(system), 3, 2, 1, 2);
  }

  @Test
  void crossedLocksDeadlockInOneState() {
    SearchResult result = search(crossed());
    assertThat(result.found()).extracting(found -> found.finding().oracle()).containsExactly("deadlock");
    assertThat(result.found().getFirst().moves()).containsExactly(Move.of(0), Move.of(1));
    assertThat(result.finished()).as("the good end and the deadlock").isEqualTo(2);
    assertThat(result.states()).as("16 pairs of places without the 3 where both would hold a lock").isEqualTo(13);
  }

  @Test
  void aCutExecutionIsNotJudged() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) -> {
      if (state != 0) {
        return Outcome.ENDED;
      }
      return choices.choose(2, "way") == 0 ? toy.cut() : toy.go(1);
    }, (toy, state) -> toy.fail("never judged where cut"));
    SearchResult result = search(system);
    assertThat(List.of(result.states(), result.finished(), result.cut())).containsExactly(2L, 1L, 1L);
  }

  @Test
  void aStateWithNothingButACutStepIsNoEnd() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) -> toy.cut(),
        (toy, state) -> toy.fail("must not be judged"));
    SearchResult result = search(system);
    assertThat(result.found()).isEmpty();
    assertThat(List.of(result.finished(), result.cut())).containsExactly(0L, 1L);
  }

  @Test
  void anEndMayBeCut() {
    ToySystem system = new ToySystem(0, 0, (toy, agent, state, choices) -> Outcome.ENDED,
        (toy, state) -> Outcome.CUT);
    SearchResult result = search(system);
    assertThat(List.of(result.finished(), result.cut())).containsExactly(0L, 1L);
  }

  @Test
  void aFatalFindingEndsItsExecutionOnly() {
    ToySystem system = new ToySystem(2, 0, (toy, agent, state, choices) -> switch ((int) state) {
      case 0 -> agent == 0 ? toy.fail("first") : toy.go(1);
      case 1 -> agent == 0 ? toy.fail("second") : toy.go(2);
      default -> Outcome.ENDED;
    });
    SearchResult result = search(system);
    assertCounts(result, 3, 4, 2, 1);
    assertThat(result.found()).extracting(found -> found.finding().oracle()).containsExactly("first", "second");
    assertThat(result.found()).extracting(Found::moves)
        .containsExactly(List.of(Move.of(0)), List.of(Move.of(1), Move.of(0)));
  }

  @Test
  void aRecordedFindingGoesOn() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) ->
        state < 3 ? toy.goAndRecord(state + 1, "noted") : Outcome.ENDED, (toy, state) -> toy.fail("end"));
    SearchResult result = search(system);
    assertCounts(result, 4, 3, 3, 1);
    assertThat(result.found()).extracting(found -> found.finding().oracle()).containsExactly("noted", "end");
    assertThat(result.found().get(0).moves()).hasSize(1);
    assertThat(result.found().get(1).moves()).as("a finding at the end has no step of its own").hasSize(3);
  }

  @Test
  void theSameFindingIsKeptOnce() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) ->
        state < 3 ? toy.goAndRecord(state + 1, "noted") : toy.fail("noted"));
    assertThat(search(system).found()).hasSize(1);
  }

  @Test
  void theMovesOfAFindingNameItsChoices() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) -> {
      int way = choices.choose(3, "way");
      return state == 2 && way == 1 ? toy.fail("wanted") : state < 2 && way == 2 ? toy.go(state + 1) : toy.block();
    });
    assertThat(search(system).found().getFirst().moves()).containsExactly(
        new Move(0, new int[] {2}), new Move(0, new int[] {2}), new Move(0, new int[] {1}));
  }

  @Test
  void aSearchStopsAtTheFirstFindingThatIsWanted() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) ->
        state < 100 ? toy.goAndRecord(state + 1, "n" + state) : Outcome.ENDED);
    SearchResult result = search(system, AMPLE, finding -> finding.oracle().equals("n4"));
    assertThat(result.complete()).isFalse();
    assertThat(result.stopped()).as("a finding is no reason to stop early").isEmpty();
    assertThat(result.found()).hasSize(5);
    assertThat(result.transitions()).isEqualTo(5);
  }

  @Test
  void witnessesOfAllEndsAreCollected() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) ->
        state == 0 ? toy.go(1 + choices.choose(3, "way")) : Outcome.ENDED, (toy, state) -> {
          if (state != 2) {
            toy.witness((int) state);
          }
          return Outcome.ENDED;
        });
    assertThat(search(system).witnessed()).isEqualTo(0b1010);
  }

  @Test
  void aModelThatRunsOutEndsTheSearch() {
    ToySystem system = new ToySystem(1, 0, (toy, agent, state, choices) ->
        state < 3 ? toy.go(state + 1) : toy.exhaust("no more numbers"));
    SearchResult result = search(system);
    assertThat(result.complete()).isFalse();
    assertThat(result.stopped()).contains("no more numbers");
    assertThat(result.states()).isEqualTo(4);
  }

  @Test
  void aBudgetOfStatesIsKept() {
    Budget budget = new Budget(10, 1_000, Duration.ofMinutes(1));
    SearchResult result = search(counters(2, 9), budget, Goal.ALL);
    assertThat(result.complete()).isFalse();
    assertThat(result.stopped()).contains("the limit of 10 states was reached");
    assertThat(result.states()).isEqualTo(10);
  }

  @Test
  void aBudgetOfStepsIsKept() {
    Budget budget = new Budget(1_000, 5, Duration.ofMinutes(1));
    SearchResult result = search(counters(1, 9), budget, Goal.ALL);
    assertThat(result.complete()).isFalse();
    assertThat(result.stopped()).contains("the limit of 5 steps in one execution was reached");
  }

  @Test
  void aBudgetOfTimeIsKept() {
    SearchResult result = search(counters(3, 30), new Budget(1_000_000, 1_000_000, Duration.ZERO), Goal.ALL);
    assertThat(result.complete()).isFalse();
    assertThat(result.stopped()).contains("the time limit of 0 s was reached");
    assertThat(result.transitions()).isLessThan(1_100);
  }

  @Test
  void aCancelledSearchStopsAtOnceAndSaysSo() {
    Cancellation cancellation = mock(Cancellation.class);
    when(cancellation.isRequested()).thenReturn(false, false, true);
    ToySystem system = counters(3, 30);
    SearchResult result = new ExhaustiveSearch(system, AMPLE, Goal.ALL, cancellation, Reporter.SILENT).run();
    assertThat(result.complete()).isFalse();
    assertThat(result.stopped()).contains("it was cancelled");
    assertThat(result.transitions()).as("it is asked every 1,024 attempts").isLessThan(3 * 1_024);
    verify(cancellation, times(3)).isRequested();
    assertThat(system.state()).isZero();
  }

  @Test
  void progressIsReported() {
    Reporter reporter = mock(Reporter.class);
    new ExhaustiveSearch(counters(3, 30), AMPLE, Goal.ALL, Cancellation.NEVER, reporter).run();
    ArgumentCaptor<Progress> told = ArgumentCaptor.forClass(Progress.class);
    verify(reporter, atLeastOnce()).report(told.capture());
    assertThat(told.getAllValues()).isSortedAccordingTo((x, y) -> Long.compare(x.states(), y.states()));
    assertThat(told.getValue().states()).isBetween(1L, 31L * 31 * 31);
    assertThat(told.getValue().depth()).isBetween(0, 90);
  }

  @Test
  void aShortSearchTellsNobody() {
    Reporter reporter = mock(Reporter.class);
    new ExhaustiveSearch(counters(1, 9), AMPLE, Goal.ALL, Cancellation.NEVER, reporter).run();
    verify(reporter, times(0)).report(any());
  }
}
