package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scenarios of the project, searched in every way there is. */
class CatalogueSearchTest {
  /** Scenarios with more states are left to the fast search: the slow one makes every step of every path again. */
  private static final int LIMIT = Integer.getInteger("pagewalk.reference.limit", 2_500);

  private static Stream<Catalogue.Entry> entries() {
    return Catalogue.files().stream().flatMap(file -> Catalogue.entries(file).stream());
  }

  private static String name(Catalogue.Entry entry) {
    return entry.file().path() + "::" + entry.title();
  }

  @TestFactory
  Stream<DynamicTest> theSlowSearchAgrees() {
    return entries().map(entry -> DynamicTest.dynamicTest(name(entry), () -> {
      Machine machine = entry.machine();
      SearchResult fast = new ExhaustiveSearch(machine, new Budget(LIMIT, 100_000, Duration.ofMinutes(1)), Goal.ALL,
          Cancellation.NEVER, Reporter.SILENT).run();
      if (!fast.complete()) {
        return;
      }
      ReferenceSearch.Result slow = ReferenceSearch.run(machine, () -> machine.state().snapshot(), LIMIT);
      Set<String> found = new HashSet<>();
      fast.found().forEach(one -> found.add(one.finding().oracle() + '(' + one.finding().subject() + ')'));
      assertThat(found).isEqualTo(slow.findings());
      assertThat(List.of(fast.states(), fast.transitions(), fast.finished(), fast.cut()))
          .as("states, transitions, finished, cut")
          .containsExactly(slow.states(), slow.transitions(), slow.finished(), slow.cut());
      Set<ReferenceSearch.Snapshot> ends = new HashSet<>();
      new ExhaustiveSearch(new Watching(machine, ends), new Budget(LIMIT, 100_000, Duration.ofMinutes(1)), Goal.ALL,
          Cancellation.NEVER, Reporter.SILENT).run();
      assertThat(ends).isEqualTo(slow.ends());
    }));
  }

  @TestFactory
  Stream<DynamicTest> undoRestoresEveryWord() {
    return entries().map(entry -> DynamicTest.dynamicTest(name(entry), () -> {
      for (int seed = 0; seed < 2; seed++) {
        RandomWalkTest.assertUndoRestores(entry.machine(), seed, 100, name(entry));
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> stepsThatDoNotMeetCanBeExchanged() {
    return entries().map(entry -> DynamicTest.dynamicTest(name(entry), () -> {
      int independent = 0;
      for (int seed = 0; seed < 2; seed++) {
        Machine machine = entry.machine();
        RandomWalk walk = new RandomWalk(machine, seed);
        for (int i = 0; i < 60; i++) {
          independent += FootprintTest.assertIndependence(machine, name(entry));
          if (!walk.step()) {
            break;
          }
        }
      }
      assertThat(independent).as("pairs of steps that could be exchanged").isPositive();
    }));
  }
}
