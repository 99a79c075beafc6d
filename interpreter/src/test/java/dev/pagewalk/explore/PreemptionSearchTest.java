package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Few preemptions first, and nothing left out without saying so. */
class PreemptionSearchTest {
  private static final Budget AMPLE = new Budget(1_000_000, 1_000_000, Duration.ofMinutes(1));

  private static SearchResult search(ToySystem system, int bound, Goal goal) {
    long start = system.state();
    SearchResult result = new PreemptionSearch(
        system, AMPLE.withPreemptions(bound), goal, Cancellation.NEVER, Reporter.SILENT).run();
    assertThat(system.state()).as("a search leaves the system where it was").isEqualTo(start);
    assertThat(system.mark()).isZero();
    return result;
  }

  private static Set<String> names(SearchResult result) {
    Set<String> names = new TreeSet<>();
    result.found().forEach(one -> names.add(one.finding().oracle()));
    return names;
  }

  /** Every execution with at most so many preemptions, one by one, each of a pair's moves replayed from the start. */
  private static final class Slow {
    private record Node(long state, int last, int preemptions) {}

    private final ToySystem system;
    private final int bound;
    private final Set<Node> seen = new HashSet<>();
    private final Set<Long> states = new HashSet<>();
    private final Set<String> names = new TreeSet<>();
    private boolean hasLeftOut;

    Slow(ToySystem system, int bound) {
      this.system = system;
      this.bound = bound;
      go(new Node(system.state(), -1, 0), List.of());
    }

    private void go(Node node, List<Move> moves) {
      states.add(node.state);
      if (!seen.add(node)) {
        return;
      }
      boolean goesOn = 0 <= node.last && !tries(moves, node.last).isEmpty();
      boolean moved = false;
      for (int agent = 0; agent < system.agents(); agent++) {
        int cost = node.preemptions + (goesOn && agent != node.last ? 1 : 0);
        for (int[] taken : tries(moves, agent)) {
          moved = true;
          hasLeftOut |= bound < cost;
          if (cost <= bound) {
            List<Move> longer = new ArrayList<>(moves);
            longer.add(new Move(agent, taken));
            int bottom = system.mark();
            Outcome outcome = replay(longer);
            if (outcome != Outcome.CUT) {
              system.findings().forEach(finding -> names.add(finding.oracle()));
            }
            long to = system.state();
            system.undo(bottom);
            if (outcome == Outcome.MOVED) {
              go(new Node(to, agent, cost), longer);
            }
          }
        }
      }
      if (!moved) {
        int bottom = system.mark();
        replay(moves);
        system.rest();
        system.findings().forEach(finding -> names.add(finding.oracle()));
        system.undo(bottom);
      }
    }

    /** The ways in which an agent can go on. */
    private List<int[]> tries(List<Move> moves, int agent) {
      List<int[]> ways = new ArrayList<>();
      Choices choices = new Choices();
      do {
        int bottom = system.mark();
        replay(moves);
        choices.rewind();
        Outcome outcome = system.step(agent, choices);
        if (outcome == Outcome.MOVED || outcome == Outcome.FOUND || outcome == Outcome.CUT) {
          ways.add(choices.taken());
        }
        system.undo(bottom);
      } while (choices.next());
      return ways;
    }

    private Outcome replay(List<Move> moves) {
      Outcome last = Outcome.MOVED;
      for (Move move : moves) {
        Choices choices = new Choices();
        choices.follow(move.choices());
        last = system.step(move.agent(), choices);
      }
      return last;
    }
  }

  @Test
  void withoutABoundItSeesWhatTheExhaustiveSearchSees() {
    for (long seed = 0; seed < 2_000; seed++) {
      ToySystem system = new RandomGraph(seed).system();
      SearchResult all = new ExhaustiveSearch(system, AMPLE, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
      SearchResult found = search(system, Budget.ANY_NUMBER, Goal.ALL);
      assertThat(found.complete()).isTrue();
      assertThat(names(found)).as("findings of graph %d", seed).isEqualTo(names(all));
      assertThat(List.of(found.states(), found.finished())).as("states and ends of graph %d", seed)
          .containsExactly(all.states(), all.finished());
    }
  }

  @Test
  void withABoundItSeesWhatHasSoManyPreemptions() {
    for (long seed = 0; seed < 600; seed++) {
      for (int bound = 0; bound < 3; bound++) {
        ToySystem system = new RandomGraph(seed).system();
        Slow slow = new Slow(system, bound);
        SearchResult found = search(system, bound, Goal.ALL);
        assertThat(names(found)).as("findings of graph %d, %d preemptions", seed, bound).isEqualTo(slow.names);
        assertThat(found.states()).as("states of graph %d, %d preemptions", seed, bound).isEqualTo(slow.states.size());
        if (!slow.hasLeftOut) {
          assertThat(found.complete()).as("graph %d, %d preemptions", seed, bound).isTrue();
        }
        for (Found each : found.found()) {
          Paths.assertLeadsTo(system, each);
        }
      }
    }
  }

  @Test
  void whatIsCompleteHasSeenEveryState() {
    for (long seed = 0; seed < 2_000; seed++) {
      ToySystem system = new RandomGraph(seed).system();
      SearchResult all = new ExhaustiveSearch(system, AMPLE, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
      SearchResult found = search(system, 1, Goal.ALL);
      if (found.complete()) {
        assertThat(names(found)).isEqualTo(names(all));
        assertThat(found.states()).isEqualTo(all.states());
      } else {
        assertThat(found.stopped()).contains("executions with more than 1 preemption were left out");
      }
    }
  }

  /** Two agents that count their own steps up to ten; what goes wrong does so where both stand at {@code both}. */
  private static ToySystem counters(int both) {
    return new ToySystem(2, 0, (toy, agent, state, choices) -> {
      long own = agent == 0 ? state % 100 : state / 100;
      if (own == 10) {
        return Outcome.ENDED;
      }
      long next = state + (agent == 0 ? 1 : 100);
      return next == both * 101L ? toy.fail("met") : toy.go(next);
    });
  }

  @Test
  void aRaceWithOnePreemptionIsFoundWithinTheBoundOfOne() {
    assertThat(names(search(counters(5), 0, Goal.ANY))).isEmpty();
    SearchResult found = search(counters(5), 1, Goal.ANY);
    assertThat(names(found)).containsExactly("met");
    assertThat(found.complete()).isFalse();
    assertThat(found.stopped()).isEmpty();
    assertThat(Paths.cost(found.found().get(0).moves())).isEqualTo(new Paths.Cost(1, 10));
  }

  @Test
  void boundsAreTold() {
    SearchResult left = search(counters(50), 0, Goal.ANY);
    assertThat(left.stopped()).contains("executions with more than 0 preemptions were left out");
    Budget small = new Budget(20, 1_000, Duration.ofMinutes(1));
    assertThat(new PreemptionSearch(counters(50), small, Goal.ANY, Cancellation.NEVER, Reporter.SILENT).run().stopped())
        .contains("the limit of 20 states was reached");
    Budget shallow = new Budget(1_000, 5, Duration.ofMinutes(1));
    assertThat(new PreemptionSearch(counters(50), shallow, Goal.ANY, Cancellation.NEVER, Reporter.SILENT).run().stopped())
        .contains("the limit of 5 steps in one execution was reached");
    ToySystem line = new ToySystem(1, 0, (toy, agent, state, choices) -> toy.exhaust("no more numbers"));
    assertThat(search(line, 3, Goal.ANY).stopped()).contains("no more numbers");
    ToySystem endless = new ToySystem(1, 0, (toy, agent, state, choices) -> toy.go(state + 1));
    assertThat(new PreemptionSearch(endless, AMPLE, Goal.ANY, () -> true, Reporter.SILENT).run().stopped())
        .contains("it was cancelled");
  }
}
