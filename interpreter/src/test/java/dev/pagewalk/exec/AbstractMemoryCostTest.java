package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Outside of calls that are not atomic the abstract memory is a function of what memory holds: it adds no states. */
class AbstractMemoryCostTest {
  private static final Budget BUDGET = new Budget(60_000, 100_000, Duration.ofMinutes(1));

  /** Scenarios that store while a fork copies, or read a private file page that may still change: their windows are states. */
  private static final Set<String> OPEN_WINDOWS =
      Set.of("private_and_shared", "fork_while_writing", "fork_while_a_thread_stores");

  @TestFactory
  Stream<DynamicTest> judgingMemoryAddsNoStates() {
    return Catalogue.files().stream()
        .flatMap(file -> Catalogue.entries(file).stream())
        .filter(entry -> entry.plan().expected().equals("safe"))
        .map(entry -> DynamicTest.dynamicTest(entry.file().path() + "::" + entry.title(), () -> {
          SearchResult without = search(entry.machineWithoutMemory());
          if (without.complete()) {
            SearchResult with = search(entry.machine());
            assertThat(with.found()).isEmpty();
            if (OPEN_WINDOWS.contains(entry.plan().scenario().name().text())) {
              assertThat(with.states()).as("states").isGreaterThanOrEqualTo(without.states());
            } else {
              assertThat(with.states()).as("states").isEqualTo(without.states());
              assertThat(with.transitions()).as("transitions").isEqualTo(without.transitions());
            }
          }
        }));
  }

  private static SearchResult search(Machine machine) {
    return new ExhaustiveSearch(machine, BUDGET, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
  }
}
