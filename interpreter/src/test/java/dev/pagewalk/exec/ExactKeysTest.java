package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.ExactKeys;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.explore.ShortestSearch;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.ir.Program;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** States that are kept as a whole: as many as there are fingerprints, on every program and with every reduction. */
class ExactKeysTest {
  private static final int LIMIT = 3_000;
  private static final long AMPLE = 1L << 30;

  private static SearchResult search(TransitionSystem system, Goal goal) {
    return new ExhaustiveSearch(system, new Budget(LIMIT, 100_000, Duration.ofMinutes(1)), goal, Cancellation.NEVER,
        Reporter.SILENT).run();
  }

  private static List<Object> told(SearchResult result) {
    return List.of(result.complete(), result.states(), result.transitions(), result.finished(), result.found().size());
  }

  private static void compare(Program program, Set<Reduction> reductions, String what) {
    Machine machine = new Machine(program, reductions);
    SearchResult plain = search(machine, Goal.ALL);
    Machine kept = new Machine(program, reductions);
    SearchResult exact = search(new ExactKeys(kept, kept::image, AMPLE), Goal.ALL);
    assertThat(told(exact)).as("%s of%n%s", reductions, what).isEqualTo(told(plain));
  }

  @Test
  void randomProgramsHaveNoTwoStatesWithOneKey() {
    for (long seed = 0; seed < 150; seed++) {
      compare(Model.of(RandomProgram.text(seed)).program(), Reduction.NONE, RandomProgram.text(seed));
    }
  }

  @Test
  void aSumOfMembersTellsAsMuchAsSortingThem() {
    for (long seed = 0; seed < 150; seed++) {
      String text = RandomProgram.families(seed);
      compare(Model.of(text).program(), Set.of(Reduction.SYMMETRY), text);
      compare(Model.of(text).program(), Reduction.ALL, text);
      String sharing = RandomProgram.sharing(seed);
      compare(Model.of(sharing).program(), Set.of(Reduction.SYMMETRY), sharing);
    }
  }

  @TestFactory
  Stream<DynamicTest> norHaveScenarios() {
    return Catalogue.files().stream().filter(file -> file.startsWith("basics") || file.startsWith("seed-000"))
        .flatMap(file -> Catalogue.entries(file).stream())
        .map(entry -> DynamicTest.dynamicTest(entry.file().path() + "::" + entry.title(),
            () -> compare(entry.machine().program(), Reduction.NONE, entry.title())));
  }

  @Test
  void aKeyThatForgetsDoesNoHarm() {
    Machine machine = Model.of("var x: int; thread a { x = 1; x = 2; x = 3; } thread b { x = 4; x = 5; }").machine();
    TransitionSystem forgetful = new DelegatingSystem(machine) {
      @Override
      public long key() {
        return 7;
      }
    };
    assertThat(search(forgetful, Goal.ALL).states()).isEqualTo(1);
    assertThat(search(new ExactKeys(forgetful, machine::image, AMPLE), Goal.ALL).states())
        .isEqualTo(search(machine, Goal.ALL).states());
  }

  @Test
  void theShortestWitnessIsTheSame() {
    Model model = Model.of("var x: int; thread t[3] { x++; } final x == 3;");
    Machine machine = model.machine();
    Budget budget = new Budget(LIMIT, 1_000, Duration.ofMinutes(1));
    assertThat(new ShortestSearch(new ExactKeys(machine, machine::image, AMPLE), Goal.ANY, budget, Cancellation.NEVER)
        .run().orElseThrow().moves())
        .isEqualTo(new ShortestSearch(model.machine(), Goal.ANY, budget, Cancellation.NEVER).run().orElseThrow().moves());
  }

  @Test
  void itStopsWhereItsMemoryEnds() {
    Machine machine = Model.of("var x: int; thread t[3] { x++; x++; x++; }").machine();
    SearchResult result = search(new ExactKeys(machine, machine::image, 2_000), Goal.ALL);
    assertThat(result.complete()).isFalse();
    assertThat(result.stopped()).hasValueSatisfying(why -> assertThat(why).contains("2,000 bytes"));
  }
}
