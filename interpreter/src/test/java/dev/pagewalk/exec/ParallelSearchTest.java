package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.ParallelSearch;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.ir.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Several workers count and decide what one does. */
class ParallelSearchTest {
  private static final Budget SMALL = new Budget(3_000, 100_000, Duration.ofMinutes(1));
  private static final Budget AMPLE = new Budget(1_000_000, 100_000, Duration.ofMinutes(5));

  private static List<Machine> machines(Program program, Set<Reduction> reductions, int workers) {
    Machine first = new Machine(program, reductions);
    List<Machine> machines = new ArrayList<>(List.of(first));
    IntStream.range(1, workers).forEach(i -> machines.add(first.sibling()));
    return machines;
  }

  private static List<Object> told(SearchResult result, Machine machine) {
    return List.of(result.complete(), result.states(), result.transitions(), result.finished(), result.cut(),
        result.witnessed(),
        IntStream.range(0, machine.program().instructions().size()).filter(machine::isReached).boxed().toList());
  }

  private static void compare(Program program, String what) {
    Machine alone = new Machine(program);
    SearchResult one = new ExhaustiveSearch(alone, SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
    if (!one.complete()) {
      return;
    }
    for (int workers : new int[] {1, 2, 4}) {
      List<Machine> machines = machines(program, Reduction.NONE, workers);
      Optional<SearchResult> many = new ParallelSearch(machines, SMALL, Cancellation.NEVER, Reporter.SILENT).run();
      machines.forEach(machines.getFirst()::learn);
      assertThat(many.isEmpty()).as("%d workers find something in %s", workers, what)
          .isEqualTo(!one.found().isEmpty());
      many.ifPresent(result -> assertThat(told(result, machines.getFirst())).as("%d workers: %s", workers, what)
          .isEqualTo(told(one, alone)));
    }
  }

  @Test
  void randomProgramsAreTheSame() {
    for (long seed = 0; seed < 300; seed++) {
      compare(Model.of(RandomProgram.text(seed)).program(), RandomProgram.text(seed));
    }
  }

  @TestFactory
  Stream<DynamicTest> scenariosAreTheSame() {
    return Catalogue.files().stream().filter(file -> file.startsWith("basics/") || file.startsWith("seed-000"))
        .flatMap(file -> Catalogue.entries(file).stream())
        .map(entry -> DynamicTest.dynamicTest(entry.file().path() + "::" + entry.title(),
            () -> compare(entry.machine().program(), entry.title())));
  }

  @Test
  void theBenchmarkSystemHasItsCounts() throws IOException {
    Program program = Model.withoutRaces(Files.readString(Path.of("../scenarios/peers/khuge.pw")),
        Map.of("R", 3L, "K", 4L, "M", 2L)).program();
    SearchResult all = new ParallelSearch(machines(program, Reduction.NONE, 2), AMPLE, Cancellation.NEVER,
        Reporter.SILENT).run().orElseThrow();
    assertThat(List.of(all.states(), all.transitions())).containsExactly(178_857L, 697_158L);
  }

  @Test
  void aBudgetEndsIt() throws IOException {
    Program program = Model.withoutRaces(Files.readString(Path.of("../scenarios/peers/khuge.pw")), Map.of()).program();
    SearchResult some = new ParallelSearch(machines(program, Reduction.NONE, 2),
        new Budget(500, 100_000, Duration.ofMinutes(1)), Cancellation.NEVER, Reporter.SILENT).run().orElseThrow();
    assertThat(some.complete()).isFalse();
    assertThat(some.stopped()).contains("the limit of 500 states was reached");
    assertThat(new ParallelSearch(machines(program, Reduction.NONE, 2), AMPLE, () -> true, Reporter.SILENT)
        .run().orElseThrow().stopped()).contains("it was cancelled");
  }
}
