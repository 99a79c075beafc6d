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
import dev.pagewalk.explore.ShortestSearch;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Program;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A search with reductions answers as the slow one without any: the same findings, the same end states, the same
 * properties with a witness, and never more states. Reductions that are wrong are told apart by the same comparison.
 */
class ReductionsTest {
  private static final int LIMIT = 800;
  private static final Budget SMALL = new Budget(LIMIT, 100_000, Duration.ofMinutes(1));
  private static final List<Set<Reduction>> WAYS =
      List.of(Set.of(Reduction.SYMMETRY), Set.of(Reduction.DEAD_LOCALS), Reduction.ALL);

  /** All that must not depend on reductions. */
  private record Answer(Set<String> findings, long witnessed, Set<List<Object>> ends) {}

  private static String name(Finding finding) {
    return finding.oracle() + '(' + finding.subject() + ')';
  }

  /** The answer of the slow search; empty if the program is too large for it. */
  private static Optional<Answer> slow(Program program) {
    Machine machine = new Machine(program);
    SearchResult first = new ExhaustiveSearch(machine, SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
    if (!first.complete()) {
      return Optional.empty();
    }
    ReferenceSearch.Result result = ReferenceSearch.run(machine, () -> machine.state().snapshot(), LIMIT);
    return Optional.of(new Answer(result.findings(), first.witnessed(), EndWords.of(program, result.ends())));
  }

  private static Answer fast(Program program, Machine machine, Function<Machine, TransitionSystem> seen) {
    Set<ReferenceSearch.Snapshot> ends = new HashSet<>();
    SearchResult result = new ExhaustiveSearch(new Watching(seen.apply(machine), machine, ends), SMALL, Goal.ALL,
        Cancellation.NEVER, Reporter.SILENT).run();
    Set<String> findings = new TreeSet<>();
    result.found().forEach(found -> findings.add(name(found.finding())));
    return new Answer(findings, result.witnessed(), EndWords.of(program, ends));
  }

  private static void compare(Program program, String text) {
    Optional<Answer> expected = slow(program);
    for (Set<Reduction> way : WAYS) {
      if (expected.isPresent()) {
        assertThat(fast(program, new Machine(program, way), machine -> machine)).as("%s of%n%s", way, text)
            .isEqualTo(expected.get());
        assertThat(fast(program, new Machine(program, way, HotSteps.When.AT_ONCE), machine -> machine))
            .as("%s, compiled, of%n%s", way, text).isEqualTo(expected.get());
      }
    }
  }

  @Test
  void randomProgramsAreAnsweredTheSame() {
    for (long seed = 0; seed < 300; seed++) {
      compare(Model.of(RandomProgram.text(seed)).program(), RandomProgram.text(seed));
    }
  }

  @Test
  void randomFamiliesAreAnsweredTheSame() {
    int fewer = 0;
    for (long seed = 0; seed < 400; seed++) {
      String text = RandomProgram.families(seed);
      Program program = Model.of(text).program();
      compare(program, text);
      long all = states(new Machine(program));
      long some = states(new Machine(program, Reduction.ALL));
      assertThat(some).as(text).isLessThanOrEqualTo(all);
      fewer += some < all ? 1 : 0;
    }
    assertThat(fewer).as("programs with fewer states").isGreaterThan(200);
  }

  private static long states(Machine machine) {
    return new ExhaustiveSearch(machine, SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run().states();
  }

  @Test
  void theShortestWitnessIsAsShort() {
    for (long seed = 0; seed < 300; seed++) {
      Program program = Model.of(RandomProgram.families(seed)).program();
      Machine plain = new Machine(program);
      for (Found found : new ExhaustiveSearch(plain, SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT)
          .run().found()) {
        Goal same = finding -> name(finding).equals(name(found.finding()));
        Optional<Found> exact = new ShortestSearch(plain, same, SMALL, Cancellation.NEVER).run();
        Optional<Found> reduced =
            new ShortestSearch(new Machine(program, Reduction.ALL), same, SMALL, Cancellation.NEVER).run();
        if (exact.isEmpty()) {
          continue;
        }
        assertThat(reduced.map(ReductionsTest::length)).as(RandomProgram.families(seed))
            .isEqualTo(exact.map(ReductionsTest::length));
        reduced.ifPresent(one -> assertThat(Replay.findings(plain, one.moves()).stream().map(ReductionsTest::name))
            .contains(name(found.finding())));
      }
    }
  }

  private static List<Integer> length(Found found) {
    int switches = 0;
    for (int i = 1; i < found.moves().size(); i++) {
      switches += found.moves().get(i).agent() == found.moves().get(i - 1).agent() ? 0 : 1;
    }
    return List.of(switches, found.moves().size());
  }

  @TestFactory
  Stream<DynamicTest> scenariosAreAnsweredTheSame() {
    return Catalogue.files().stream().flatMap(file -> Catalogue.entries(file).stream())
        .map(entry -> DynamicTest.dynamicTest(entry.file().path() + "::" + entry.title(),
            () -> compare(entry.machine().program(), entry.title())));
  }

  private static boolean isCaught(String text, Function<Machine, TransitionSystem> wrong) {
    Program program = Model.of(text).program();
    Optional<Answer> expected = slow(program);
    return expected.isPresent() && !fast(program, new Machine(program), wrong).equals(expected.get());
  }

  @Test
  void keysThatForgetTooMuchAreCaught() {
    assertThat(LongStream.range(0, 100).mapToObj(RandomProgram::families))
        .as("a thread is forgotten").anyMatch(text -> isCaught(text, WrongKeys::withoutLastThread));
    assertThat(isCaught("""
        var x: int;
        var came: int;
        var passed: int;
        var b: bool;
        thread t[2] symmetric {
          choose n in 0..1;
          atomic { x = x + n; came = came + 1; }
          atomic { passed = passed + 1; }
          atomic { if (came == 2 && x == 1 && passed == 1 && n == 1) { b = true; } }
        }
        final !b;
        """, WrongKeys::plainSum)).as("members' words are mixed up").isTrue();
  }
}
