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

/** Random small programs, searched in every way there is. The text of a program that fails is in the message. */
class RandomProgramsTest {
  private static final int PROGRAMS = 700;
  private static final int LIMIT = 1_500;
  private static final Budget SMALL = new Budget(LIMIT, 100_000, Duration.ofMinutes(1));

  @Test
  void bothSearchesSeeTheSame() {
    Map<String, Integer> kinds = new TreeMap<>();
    int compared = 0;
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
      ReferenceSearch.Result slow = model.reference(LIMIT);
      Set<String> found = new HashSet<>();
      fast.found().forEach(one -> found.add(one.finding().oracle() + '(' + one.finding().subject() + ')'));
      assertThat(found).as("findings of program %d:%n%s", seed, RandomProgram.text(seed)).isEqualTo(slow.findings());
      assertThat(List.of(fast.states(), fast.transitions(), fast.finished(), fast.cut()))
          .as("states, transitions, finished, cut of program %d:%n%s", seed, RandomProgram.text(seed))
          .containsExactly(slow.states(), slow.transitions(), slow.finished(), slow.cut());
      assertThat(ends(machine)).as("end states of program %d:%n%s", seed, RandomProgram.text(seed))
          .isEqualTo(slow.ends());
      found.forEach(one -> kinds.merge(one, 1, Integer::sum));
    }
    assertThat(kinds.keySet()).as("the programs are worth searching: %s", kinds).contains("assertion()", "deadlock()",
        "warning()", "range()", "bounds()", "null_dereference()", "use_after_free(box)", "final()",
        "lock_rule(unlock_without_lock)", "lock_rule(held_at_exit)", "lock_rule(sleeping_while_atomic)");
  }

  /** The end states as the fast search sees them, from a search of its own that looks at each. */
  private static Set<ReferenceSearch.Snapshot> ends(Machine machine) {
    Set<ReferenceSearch.Snapshot> ends = new HashSet<>();
    new ExhaustiveSearch(new Watching(machine, ends), SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
    return ends;
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
