package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executions drawn at random: what they find is there, and what has to be found is found often enough. */
class RandomSearchTest {
  private static final Budget AMPLE = new Budget(1_000_000, 100_000, Duration.ofMinutes(1));

  /** Agents that each go {@code steps} steps; the last one fails if it ends while the first has made exactly one. */
  private static ToySystem window(int agents, int steps) {
    return new ToySystem(agents, 0, (toy, agent, state, choices) -> {
      long weight = (long) Math.pow(steps + 1, agent);
      long made = state / weight % (steps + 1);
      if (made == steps) {
        return Outcome.ENDED;
      }
      boolean isHit = agent == agents - 1 && made == steps - 1 && state % (steps + 1) == 1;
      return isHit ? toy.fail("hit") : toy.go(state + weight);
    });
  }

  private static SearchResult search(ToySystem system, Sampling sampling) {
    return search(system, AMPLE, sampling, Cancellation.NEVER);
  }

  private static SearchResult search(ToySystem system, Budget budget, Sampling sampling, Cancellation cancellation) {
    long start = system.state();
    SearchResult result =
        new RandomSearch(system, budget, sampling, Goal.ANY, cancellation, Reporter.SILENT).run();
    assertThat(system.state()).as("a search leaves the system where it was").isEqualTo(start);
    return result;
  }

  @Test
  void whatIsFoundReplays() {
    SearchResult result = search(window(3, 4), new Sampling(5_000, 1, 2));
    assertThat(result.found()).hasSize(1);
    ToySystem again = window(3, 4);
    Outcome last = Outcome.MOVED;
    for (Move move : result.found().getFirst().moves()) {
      Choices choices = new Choices();
      choices.follow(move.choices());
      last = again.step(move.agent(), choices);
    }
    assertThat(last).isEqualTo(Outcome.FOUND);
  }

  @Test
  void aDepthIsFoundAsOftenAsPromised() {
    Sampling two = new Sampling(1, 1, 2);
    int hits = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      hits += search(window(2, 5), new Sampling(2, seed, 2)).found().isEmpty() ? 0 : 1;
    }
    assertThat(hits / 2_000.0).as("one preemption at the right moment").isGreaterThan(two.chance(2, 10));
  }

  @Test
  void withoutAMomentOfChangeNoWindowIsHit() {
    assertThat(search(window(2, 5), new Sampling(500, 7, 1)).found()).isEmpty();
  }

  @Test
  void theSameSeedDrawsTheSame() {
    Sampling sampling = new Sampling(50, 42, 3);
    SearchResult one = search(window(3, 9), sampling);
    SearchResult two = search(window(3, 9), sampling);
    assertThat(List.of(one.states(), one.transitions(), one.found().size()))
        .isEqualTo(List.of(two.states(), two.transitions(), two.found().size()));
    assertThat(search(window(3, 9), new Sampling(50, 43, 3)).transitions()).isNotEqualTo(one.transitions());
  }

  @Test
  void itNeverSaysThatItIsComplete() {
    SearchResult result = search(window(1, 3), new Sampling(10, 1, 1));
    assertThat(result.complete()).isFalse();
    assertThat(result.stopped()).hasValueSatisfying(why -> assertThat(why).contains("10 executions drawn"));
    assertThat(result.finished()).isEqualTo(10);
    assertThat(result.states()).isEqualTo(4);
  }

  @Test
  void anAgentThatWaitsInALoopLetsOthersOn() {
    // Agent 0 goes round until agent 1 has moved; bit 0 is where it is, bit 1 what agent 1 has done.
    ToySystem spinning = new ToySystem(2, 0, (toy, agent, state, choices) -> agent == 1
        ? (state & 2) == 0 ? toy.go(state | 2) : Outcome.ENDED
        : (state & 2) == 0 ? toy.go(state ^ 1) : Outcome.ENDED);
    SearchResult result = search(spinning, new Sampling(20, 1, 1));
    assertThat(result.finished()).isEqualTo(20);
    assertThat(result.depth()).isLessThanOrEqualTo(RandomSearch.PATIENCE + 1);
  }

  @Test
  void aStepIsDrawnFromItsAlternatives() {
    ToySystem dice = new ToySystem(1, 0, (toy, agent, state, choices) -> {
      if (state != 0) {
        return Outcome.ENDED;
      }
      int eyes = choices.choose(6, "choose") + 1;
      return eyes == 3 ? toy.block() : toy.go(eyes);
    });
    SearchResult result = search(dice, new Sampling(200, 1, 1));
    assertThat(result.states()).as("five faces and the start: what blocks is left for another face").isEqualTo(6);
    assertThat(result.finished()).isEqualTo(200);
  }

  @Test
  void itStopsWhenToldAndAtItsDepth() {
    assertThat(search(window(2, 900), AMPLE, new Sampling(1_000_000, 1, 1), () -> true).stopped())
        .hasValue("it was cancelled");
    assertThat(search(window(1, 90), new Budget(100, 50, Duration.ofMinutes(1)), Sampling.DEFAULT, Cancellation.NEVER)
        .stopped()).hasValueSatisfying(why -> assertThat(why).contains("50 steps"));
  }
}
