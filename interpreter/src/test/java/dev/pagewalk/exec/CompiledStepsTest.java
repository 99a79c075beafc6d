package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Found;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compiled steps do what interpreted ones do. */
class CompiledStepsTest {
  private static final Budget SMALL = new Budget(1_000, 100_000, Duration.ofMinutes(1));
  private static final HotSteps.When NEVER = new HotSteps.When(List.of(), 0);

  /** All that a search can tell: counts, findings with the executions that lead to them, end states, coverage. */
  private static List<Object> everything(Program program, HotSteps.When compiling) {
    Machine machine = new Machine(program, Reduction.NONE, compiling);
    Set<ReferenceSearch.Snapshot> ends = new HashSet<>();
    SearchResult result = new ExhaustiveSearch(new Watching(machine, ends), SMALL, Goal.ALL, Cancellation.NEVER,
        Reporter.SILENT).run();
    List<Object> all = new ArrayList<>(List.of(result.complete(), result.states(), result.transitions(), result.depth(),
        result.finished(), result.cut(), result.found().stream().map(CompiledStepsTest::told).toList(), ends));
    if (result.complete()) {
      all.add(IntStream.range(0, program.instructions().size()).filter(machine::isReached).boxed().toList());
      all.add(IntStream.range(0, program.callSites().size()).mapToObj(machine::onlyResult).toList());
    }
    return all;
  }

  private static List<Object> told(Found found) {
    Finding finding = found.finding();
    return List.of(finding.oracle(), finding.subject(), finding.message(), finding.word(), found.moves());
  }

  @Test
  void randomProgramsAreTheSame() {
    for (long seed = 0; seed < 500; seed++) {
      Program program = Model.of(RandomProgram.text(seed)).program();
      assertThat(everything(program, HotSteps.When.AT_ONCE))
          .as("program %d:%n%s", seed, RandomProgram.text(seed))
          .isEqualTo(everything(program, NEVER));
    }
  }

  @TestFactory
  Stream<DynamicTest> scenariosAreTheSame() {
    return Catalogue.files().stream().flatMap(file -> Catalogue.entries(file).stream())
        .map(entry -> DynamicTest.dynamicTest(entry.file().path() + "::" + entry.title(), () -> {
          Program program = entry.machine().program();
          assertThat(everything(program, HotSteps.When.AT_ONCE)).isEqualTo(everything(program, NEVER));
        }));
  }
}
