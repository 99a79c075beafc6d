package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExactKeys;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Found;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.ParallelSearch;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.explore.ShortestSearch;
import dev.pagewalk.ir.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A search with reductions answers as the slow one without any, for each reduction alone and all together: the same
 * findings, the same answer to each expectation, the same end states, the same pairs of accesses that race, the same
 * properties with a witness, and never more states. Every way to search is compared on its share of the programs.
 *
 * <p>{@code -Dpagewalk.random.programs=20000} draws more of them.
 */
class ReductionsTest {
  private static final int PROGRAMS = Integer.getInteger("pagewalk.random.programs", 2_000);
  private static final int FAMILIES = Integer.getInteger("pagewalk.random.families", 2);
  private static final int LIMIT = 800;
  private static final Budget SMALL = new Budget(LIMIT, 100_000, Duration.ofMinutes(1));
  private static final Budget MIDDLING = new Budget(3_000, 100_000, Duration.ofMinutes(1));
  private static final Budget TINY = new Budget(LIMIT / 2, 100_000, Duration.ofMinutes(1));

  /** No reduction, each alone, and all together. */
  private static final List<Set<Reduction>> WAYS =
      List.of(Reduction.NONE, Set.of(Reduction.SYMMETRY), Set.of(Reduction.DEAD_LOCALS), Reduction.ALL);

  /** Oracles of which an expectation may speak, whether a program shows them or not. */
  private static final List<String> EXPECTED =
      List.of("assertion()", "deadlock()", "data_race()", "final()", "range()", "use_after_free(box)");

  @Test
  void randomProgramsAreAnsweredTheSame() {
    compareMany(RandomProgram::text);
  }

  @Test
  void randomFamiliesAreAnsweredTheSame() {
    assertThat(compareMany(RandomProgram::families)).as("programs with fewer states").isGreaterThan(PROGRAMS / 2);
  }

  @Test
  void randomFamiliesThatShareObjectsAreAnsweredTheSame() {
    assertThat(compareMany(RandomProgram::sharing)).as("programs with fewer states").isGreaterThan(PROGRAMS / 4);
  }

  @Test
  void familiesThatRunTheKernelAreAnsweredTheSame() {
    int fewer = 0;
    int compared = 0;
    for (int file = 0; file < FAMILIES; file++) {
      for (KernelFamily family : KernelFamily.draw(1_000 + file, 25)) {
        Optional<Answer> expected = Answer.slow(family.program(), MIDDLING);
        if (expected.isPresent()) {
          compared++;
          fewer += compareKernel(family, expected.get(), compared) ? 1 : 0;
        }
      }
    }
    assertThat(compared).as("programs that are small enough").isGreaterThan(10 * FAMILIES);
    assertThat(fewer).as("of %d programs those with fewer states", compared).isGreaterThan(compared * 2 / 3);
  }

  private static boolean compareKernel(KernelFamily family, Answer expected, int number) {
    Program program = family.program();
    long all = states(new Machine(program), MIDDLING);
    long some = states(new Machine(program, Reduction.ALL), MIDDLING);
    for (Set<Reduction> way : WAYS) {
      String what = way + " of " + family.text();
      compare(program, way, expected, what, MIDDLING);
      switch (number % 4) {
        case 0 -> compareCompiled(program, way, expected, what, MIDDLING);
        case 1 -> assertThat(Answer.byPreemptions(new Machine(program, way), MIDDLING))
            .as("few preemptions first, %s", what).isEqualTo(expected);
        case 2 -> compareExact(program, way, what, MIDDLING);
        default -> compareShortest(program, way, what, MIDDLING);
      }
    }
    assertThat(some).as(family.text()).isLessThanOrEqualTo(all);
    return some < all;
  }

  /** Compares as many programs as are wanted; how many of them have fewer states with all reductions. */
  private static int compareMany(LongFunction<String> texts) {
    int fewer = 0;
    int compared = 0;
    for (long seed = 0; compared < PROGRAMS; seed++) {
      assertThat(seed).as("most programs are small enough").isLessThan(3L * PROGRAMS);
      String text = texts.apply(seed);
      Program program = Model.of(text).program();
      Optional<Answer> expected = Answer.slow(program, TINY);
      if (expected.isEmpty()) {
        continue;
      }
      compared++;
      long all = states(new Machine(program));
      for (Set<Reduction> way : WAYS) {
        String what = "%s of program %d:%n%s".formatted(way, seed, text);
        compare(program, way, expected.get(), what, SMALL);
        answersExpectations(program, way, expected.get(), what);
        // Each program is also searched in one of the other ways.
        switch ((int) (seed % 5)) {
          case 0 -> compareCompiled(program, way, expected.get(), what, SMALL);
          case 1 -> compareByPreemptions(program, way, expected.get(), what);
          case 2 -> compareWorkers(program, way, what);
          case 3 -> compareExact(program, way, what, SMALL);
          default -> compareShortest(program, way, what, SMALL);
        }
      }
      long some = states(new Machine(program, Reduction.ALL));
      assertThat(some).as(text).isLessThanOrEqualTo(all);
      fewer += some < all ? 1 : 0;
    }
    return fewer;
  }

  @Test
  void symmetryCountsTheStatesThatItSaves() {
    for (long seed = 0; seed < 100; seed++) {
      Program program = Model.of(RandomProgram.families(seed)).program();
      SearchResult all = search(new Machine(program), Goal.ALL);
      Machine machine = new Machine(program, Set.of(Reduction.SYMMETRY));
      HotLines lines = new HotLines(machine, machine);
      new ExhaustiveSearch(lines, SMALL, Goal.ALL, Cancellation.NEVER, Reporter.SILENT, lines).run();
      if (all.complete()) {
        assertThat(lines.represented()).as(RandomProgram.families(seed)).hasValue(all.states());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "thread t[2] symmetric { x = self; } | it names `self`",
    "thread t[2] symmetric on cpu0 { x = 1; } | its members share a CPU",
    "thread t[2] symmetric { rcu_read_lock(); rcu_read_unlock(); } | ",
    "thread t[2] symmetric { local_irq_disable(); local_irq_enable(); } | `local_irq_disable` leaves behind who",
    "thread t[2] symmetric { synchronize_rcu(); } | `synchronize_rcu_start` leaves behind who called it",
    "thread t[2] symmetric { x++; } thread u { synchronize_rcu(); } | ",
    "thread t[2] symmetric { x++; } thread u { after v.done; } thread v { done: x = 2; } | a thread waits for another",
    "thread t[2] symmetric { x++; } | ",
  })
  void aFamilyThatIsNotReducedSaysWhy(String threads, String why) {
    Program program = Model.of("var x: int; " + threads).program();
    assertThat(program.families()).singleElement().satisfies(family -> {
      assertThat(family.refused().orElse("")).startsWith(why == null ? "" : why);
      assertThat(program.exchangeable()).hasSize(why == null ? 1 : 0);
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "x86_64 | thread t[2] in P symmetric { synchronize_rcu(); munmap(P.mm, A.start, A.size); } | ",
    "s390x | thread t[3] in P symmetric { A[0][0] = 1; } thread u in P { flush_tlb_mm(P.mm); } | ",
    "arm64 | thread t[2] in P symmetric { get_user_pages_fast(P.mm, A.start, true); } thread u in P { flush_tlb_mm(P.mm); } | ",
    "arm64 | thread t[2] in P symmetric { flush_tlb_mm(P.mm); } | `__tlbi` leaves behind who",
    "x86_64 | thread t[5] in P symmetric { A[0][0] = 1; } | members can change places in more than 24 ways",
    "x86_64 | thread t[2] in P symmetric { A[self][0] = 1; } | it names `self`",
  })
  void aFamilyThatRunsTheKernelAndIsNotReducedSaysWhy(String arch, String threads, String why) {
    String text = "scenario s { machine %s { levels 2; table_entries 2; } process P { map A at PMD_SIZE size PMD_SIZE "
        + "private anon prot rw; } %s }";
    Program program = KernelFamily.of(List.of(text.formatted(arch, threads)), "6.6").getFirst().program();
    assertThat(program.families()).singleElement().satisfies(family -> {
      assertThat(family.refused().orElse("")).startsWith(why == null ? "" : why);
      assertThat(program.exchangeable()).hasSize(why == null ? 1 : 0);
    });
  }

  private static SearchResult search(Machine machine, Goal goal) {
    return search(machine, goal, SMALL);
  }

  private static SearchResult search(Machine machine, Goal goal, Budget budget) {
    return new ExhaustiveSearch(machine, budget, goal, Cancellation.NEVER, Reporter.SILENT).run();
  }

  private static long states(Machine machine) {
    return states(machine, SMALL);
  }

  private static long states(Machine machine, Budget budget) {
    return search(machine, Goal.ALL, budget).states();
  }

  private static void compare(Program program, Set<Reduction> way, Answer expected, String what, Budget budget) {
    Machine machine = new Machine(program, way);
    assertThat(Answer.fast(machine, machine, budget)).as(what).isEqualTo(expected);
  }

  private static void compareCompiled(
      Program program, Set<Reduction> way, Answer expected, String what, Budget budget) {
    Machine machine = new Machine(program, way, HotSteps.When.AT_ONCE);
    assertThat(Answer.fast(machine, machine, budget)).as("compiled, %s", what).isEqualTo(expected);
  }

  private static void compareByPreemptions(Program program, Set<Reduction> way, Answer expected, String what) {
    assertThat(Answer.byPreemptions(new Machine(program, way), SMALL)).as("few preemptions first, %s", what)
        .isEqualTo(expected);
  }

  /** Two workers decide whether there is anything, and count what one does. */
  private static void compareWorkers(Program program, Set<Reduction> way, String what) {
    Machine machine = new Machine(program, way);
    SearchResult one = search(machine, Goal.ALL);
    Optional<SearchResult> two =
        new ParallelSearch(List.of(machine, machine.sibling()), SMALL, Cancellation.NEVER, Reporter.SILENT).run();
    assertThat(two.isEmpty()).as("two workers, %s", what).isEqualTo(!one.found().isEmpty());
    two.ifPresent(result -> assertThat(counts(result)).as("two workers, %s", what).isEqualTo(counts(one)));
  }

  /** States that are kept as a whole are as many as keys. */
  private static void compareExact(Program program, Set<Reduction> way, String what, Budget budget) {
    Machine machine = new Machine(program, way);
    SearchResult exact = new ExhaustiveSearch(new ExactKeys(machine, machine::image, 1L << 30), budget, Goal.ALL,
        Cancellation.NEVER, Reporter.SILENT).run();
    assertThat(counts(exact)).as("states kept as a whole, %s", what)
        .isEqualTo(counts(search(new Machine(program, way), Goal.ALL, budget)));
  }

  private static List<Object> counts(SearchResult result) {
    return List.of(result.complete(), result.states(), result.transitions(), result.finished(), result.cut(),
        result.witnessed());
  }

  /** The shortest witness of each finding is as short, and an execution of the program without reductions. */
  private static void compareShortest(Program program, Set<Reduction> way, String what, Budget budget) {
    Machine plain = new Machine(program);
    for (Found found : search(plain, Goal.ALL, budget).found()) {
      Goal same = finding -> Answer.name(finding).equals(Answer.name(found.finding()));
      Optional<Found> exact = new ShortestSearch(plain, same, budget, Cancellation.NEVER).run();
      Optional<Found> reduced = new ShortestSearch(new Machine(program, way), same, budget, Cancellation.NEVER).run();
      if (exact.isPresent()) {
        assertThat(reduced.map(ReductionsTest::length)).as("the shortest, %s", what)
            .isEqualTo(exact.map(ReductionsTest::length));
      }
      reduced.ifPresent(one -> assertThat(Replay.findings(plain, one.moves()).stream().map(Answer::name))
          .as("the shortest replayed, %s", what).contains(Answer.name(found.finding())));
    }
  }

  private static List<Integer> length(Found found) {
    int switches = 0;
    for (int i = 1; i < found.moves().size(); i++) {
      switches += found.moves().get(i).agent() == found.moves().get(i - 1).agent() ? 0 : 1;
    }
    return List.of(switches, found.moves().size());
  }

  /**
   * Searches as `expect` does: for whatever is wrong, or for one thing; what is found is an execution of the program.
   */
  private static void answersExpectations(Program program, Set<Reduction> way, Answer expected, String what) {
    Machine machine = new Machine(program, way);
    assertThat(search(machine, Goal.ANY).found().isEmpty()).as("safe, %s", what)
        .isEqualTo(expected.findings().isEmpty());
    Stream.concat(EXPECTED.stream(), expected.findings().stream()).distinct().forEach(name -> {
      SearchResult result = search(machine, finding -> Answer.name(finding).equals(name));
      Optional<Found> found =
          result.found().stream().filter(one -> Answer.name(one.finding()).equals(name)).findFirst();
      assertThat(found.isPresent()).as("expect %s, %s", name, what).isEqualTo(expected.findings().contains(name));
      found.ifPresent(one -> assertThat(Replay.findings(new Machine(program), one.moves()).stream().map(Answer::name))
          .as("replayed, %s, %s", name, what).contains(name));
    });
  }

  @TestFactory
  Stream<DynamicTest> scenariosAreAnsweredTheSame() {
    return Catalogue.files().stream().flatMap(file -> Catalogue.entries(file).stream())
        .map(entry -> DynamicTest.dynamicTest(entry.file().path() + "::" + entry.title(), () -> {
          Program program = entry.machine().program();
          Budget budget = program.exchangeable().isEmpty() ? SMALL : MIDDLING;
          Answer.slow(program, budget).ifPresent(expected -> {
            for (Set<Reduction> way : WAYS.subList(1, WAYS.size())) {
              compare(program, way, expected, way + " of " + entry.title(), budget);
              compareCompiled(program, way, expected, way + " of " + entry.title(), budget);
            }
          });
        }));
  }
}
