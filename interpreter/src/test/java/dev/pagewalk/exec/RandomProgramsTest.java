package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Found;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random small programs, searched by both searches that leave out nothing. The text of a program that fails is in the
 * message; {@code -Dpagewalk.random.programs=20000} draws more of them.
 */
class RandomProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("pagewalk.random.programs", 2_000);
  private static final int LIMIT = 800;
  private static final Budget SMALL = new Budget(LIMIT, 100_000, Duration.ofMinutes(1));

  @Test
  void bothSearchesSeeTheSame() {
    Map<String, Integer> kinds = new TreeMap<>();
    int compared = 0;
    int races = 0;
    for (long seed = 0; compared < PROGRAMS; seed++) {
      assertThat(seed).as("most programs are small enough").isLessThan(3 * PROGRAMS);
      Model model = Model.of(RandomProgram.text(seed));
      Machine machine = model.machine();
      SearchResult fast =
          new ExhaustiveSearch(machine, SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
      if (!fast.complete()) {
        continue;
      }
      compared++;
      Watching slowly = new Watching(machine, new HashSet<>());
      ReferenceSearch.Result slow = ReferenceSearch.run(slowly, () -> machine.state().snapshot(), LIMIT);
      Set<String> found = new HashSet<>();
      fast.found().forEach(one -> found.add(one.finding().oracle() + '(' + one.finding().subject() + ')'));
      assertThat(found).as("findings of program %d:%n%s", seed, RandomProgram.text(seed)).isEqualTo(slow.findings());
      assertThat(List.of(fast.states(), fast.transitions(), fast.finished(), fast.cut()))
          .as("states, transitions, finished, cut of program %d:%n%s", seed, RandomProgram.text(seed))
          .containsExactly(slow.states(), slow.transitions(), slow.finished(), slow.cut());
      Watching quickly = watched(machine);
      assertThat(quickly.ends()).as("end states of program %d:%n%s", seed, RandomProgram.text(seed))
          .isEqualTo(slow.ends());
      assertThat(quickly.races()).as("races of program %d:%n%s", seed, RandomProgram.text(seed))
          .isEqualTo(slowly.races());
      races += slowly.races().isEmpty() ? 0 : 1;
      found.forEach(one -> kinds.merge(one, 1, Integer::sum));
    }
    assertThat(races).as("programs with data races").isGreaterThan(PROGRAMS / 2);
    assertThat(kinds.keySet()).as("the programs are worth searching: %s", kinds).contains("assertion()", "deadlock()",
        "warning()", "range()", "bounds()", "null_dereference()", "use_after_free(box)", "final()",
        "lock_rule(unlock_without_lock)", "lock_rule(held_at_exit)", "lock_rule(sleeping_while_atomic)");
  }

  /** The end states and races as the fast search sees them, from a search of its own that looks at each. */
  private static Watching watched(Machine machine) {
    Watching watching = new Watching(machine, new HashSet<>());
    new ExhaustiveSearch(watching, SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
    return watching;
  }

  @Test
  void everyFindingCanBeReplayed() {
    for (long seed = 0; seed < 300; seed++) {
      Machine machine = Model.of(RandomProgram.text(seed)).machine();
      SearchResult result =
          new ExhaustiveSearch(machine, SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
      for (Found found : result.found()) {
        assertThat(Replay.findings(machine, found.moves()))
            .as("program %d:%n%s", seed, RandomProgram.text(seed)).contains(found.finding());
      }
    }
  }

  @Test
  void theSameProgramGivesTheSameResult() {
    for (long seed = 0; seed < 100; seed++) {
      List<Object> results = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        SearchResult result = new ExhaustiveSearch(
            Model.of(RandomProgram.text(seed)).machine(), SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
        results.add(List.of(result.states(), result.transitions(), result.depth(), result.found()));
      }
      assertThat(results.get(0)).isEqualTo(results.get(1));
    }
  }
}
