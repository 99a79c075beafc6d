package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.ir.Program;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches share nothing that changes: side by side they see what they see alone. */
class SideBySideTest {
  private static List<Object> search(Machine machine) {
    SearchResult result = new ExhaustiveSearch(machine, new Budget(5_000, 100_000, Duration.ofMinutes(1)), Goal.ALL,
        Cancellation.NEVER, Reporter.SILENT).run();
    return List.of(result.states(), result.transitions(), result.depth(), result.finished(), result.found());
  }

  @Test
  void scenariosOfOneFileAreCompiledAndSearchedAtTheSameTime() {
    List<Catalogue.Entry> entries = Catalogue.files().stream()
        .filter(file -> file.startsWith("basics/") || file.startsWith("seed-000-truncate/"))
        .flatMap(file -> Catalogue.entries(file).stream())
        .toList();
    List<List<Object>> alone = entries.stream().map(entry -> search(entry.machine())).toList();
    List<List<Object>> together = entries.parallelStream().map(entry -> search(entry.machine())).toList();
    assertThat(together).isEqualTo(alone);
  }

  @Test
  void oneProgramIsRunByManyMachines() {
    List<Program> programs = Catalogue.files().stream()
        .filter(file -> file.startsWith("seed-000-gup-fast/") || file.startsWith("seed-000-faults/"))
        .flatMap(file -> Catalogue.entries(file).stream())
        .map(entry -> entry.machine().program())
        .toList();
    for (Program program : programs) {
      List<Object> alone = search(new Machine(program));
      assertThat(IntStream.range(0, 4).parallel().mapToObj(i -> search(new Machine(program))).toList())
          .containsOnly(alone);
    }
  }
}
