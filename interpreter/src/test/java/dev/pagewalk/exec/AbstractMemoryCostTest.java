package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.state.Layout;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Outside of calls that are not atomic the abstract memory is a function of what memory holds: it adds no states. Where
 * stores fall into such a call, it may.
 */
class AbstractMemoryCostTest {
  private static final Budget BUDGET = new Budget(60_000, 100_000, Duration.ofMinutes(1));

  @TestFactory
  Stream<DynamicTest> judgingMemoryAddsNoStates() {
    return Catalogue.files().stream()
        .flatMap(file -> Catalogue.entries(file).stream())
        .filter(entry -> entry.plan().expected().equals("safe"))
        .map(entry -> DynamicTest.dynamicTest(entry.file().path() + "::" + entry.title(), () -> {
          SearchResult without = search(entry.machineWithoutMemory());
          Watch watch = new Watch(entry.machine());
          SearchResult with = without.complete() ? search(watch) : without;
          if (with.complete() && !watch.loose) {
            assertThat(with.found()).isEmpty();
            assertThat(with.states()).as("states").isEqualTo(without.states());
            assertThat(with.transitions()).as("transitions").isEqualTo(without.transitions());
          } else {
            assertThat(with.states()).as("states").isLessThan(2 * without.states());
          }
        }));
  }

  private static SearchResult search(TransitionSystem system) {
    return new ExhaustiveSearch(system, BUDGET, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
  }

  /** A machine of which it is known whether some word of its abstract memory ever had more than one value. */
  private static final class Watch extends DelegatingSystem {
    private final Machine machine;
    private final Optional<Layout.Region> values;
    private boolean loose;

    Watch(Machine machine) {
      super(machine);
      this.machine = machine;
      values = machine.program().layout().regions().stream()
          .filter(region -> region.name().equals("abstract memory, further values")).findFirst();
    }

    @Override
    public Outcome step(int agent, Choices choices) {
      Outcome outcome = machine.step(agent, choices);
      loose |= values.isPresent() && machine.state().get(values.get().base()) != 0;
      return outcome;
    }
  }
}
