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
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Data races: which pairs of accesses are reported, and that no pair is missed or made up. */
class DataRacesTest {
  private static final int LIMIT = 400;

  /** In the kernel a step is long, and is made once for each state and again for each race that it may have. */
  private static final int KERNEL_LIMIT = Integer.getInteger("pagewalk.races.limit", 120);

  /** A machine that notes every race that it reports. */
  private static final class Noting extends DelegatingSystem {
    private final Machine machine;
    private final Set<String> pairs;

    Noting(Machine machine, Set<String> pairs) {
      super(machine);
      this.machine = machine;
      this.pairs = pairs;
    }

    @Override
    public Outcome step(int agent, Choices choices) {
      Outcome outcome = super.step(agent, choices);
      for (Race race : machine.races()) {
        pairs.add(NaiveRaces.pair(race.instruction(), race.otherInstruction(), race.word()));
      }
      return outcome;
    }
  }

  private static SearchResult search(TransitionSystem system) {
    return search(system, LIMIT);
  }

  private static SearchResult search(TransitionSystem system, int limit) {
    return new ExhaustiveSearch(system, new Budget(limit, 100_000, Duration.ofMinutes(1)), Goal.ALL, Cancellation.NEVER,
        Reporter.SILENT).run();
  }

  private static Set<String> reported(Machine machine) {
    Set<String> pairs = new TreeSet<>();
    search(new Noting(machine, pairs));
    return pairs;
  }

  private static boolean isSmall(Program program) {
    return search(new Machine(program)).complete();
  }

  private static Set<String> naive(Program program) {
    Set<String> pairs = new TreeSet<>();
    search(new NaiveRaces(new Machine(program), pairs));
    return pairs;
  }

  @Test
  void randomProgramsRaceWhereTheyDo() {
    int racing = 0;
    int compared = 0;
    for (long seed = 0; compared < 150; seed++) {
      Program program = Model.of(RandomProgram.text(seed)).program();
      if (!isSmall(program)) {
        continue;
      }
      compared++;
      Set<String> expected = naive(program);
      assertThat(reported(new Machine(program))).as("races of program %d:%n%s", seed, RandomProgram.text(seed))
          .isEqualTo(expected);
      assertThat(reported(new Machine(program, Reduction.NONE, HotSteps.When.AT_ONCE)))
          .as("compiled, races of program %d:%n%s", seed, RandomProgram.text(seed)).isEqualTo(expected);
      assertThat(reported(new Machine(program, Set.of(Reduction.DEAD_LOCALS))))
          .as("without dead locals, races of program %d:%n%s", seed, RandomProgram.text(seed)).isEqualTo(expected);
      racing += expected.isEmpty() ? 0 : 1;
    }
    assertThat(racing).as("programs with races").isGreaterThan(60);
  }

  /** Atomic blocks are left out: in the kernel's functions they hold look-ups that stand for no access to a word. */
  @TestFactory
  Stream<DynamicTest> scenariosRaceWhereTheyDo() {
    return Catalogue.files().stream().flatMap(file -> Catalogue.entries(file).stream())
        .map(entry -> DynamicTest.dynamicTest(entry.file().path() + "::" + entry.title(), () -> {
          Program program = entry.machine().program();
          if (search(new Machine(program), KERNEL_LIMIT).complete()) {
            assertThat(withoutBlocks(program, reported(new Machine(program))))
                .isEqualTo(program.judgesRaces() ? withoutBlocks(program, naive(program)) : Set.of());
          }
        }));
  }

  private static Set<String> withoutBlocks(Program program, Set<String> pairs) {
    Set<String> kept = new TreeSet<>();
    for (String pair : pairs) {
      String[] parts = pair.split(" ");
      boolean isBlock = Stream.of(parts[0], parts[1]).mapToInt(Integer::parseInt)
          .anyMatch(pc -> 0 <= pc && program.instructions().get(pc).op() == Op.ATOMIC_BEGIN);
      if (!isBlock) {
        kept.add(pair);
      }
    }
    return kept;
  }

  private static List<String> messages(String text) {
    Machine machine = Model.of(text).machine();
    Set<String> messages = new TreeSet<>();
    search(new DelegatingSystem(machine) {
      @Override
      public Outcome step(int agent, Choices choices) {
        Outcome outcome = super.step(agent, choices);
        machine.races().forEach(race -> messages.add(race.finding().message().replaceAll("\\{\\d+}", "x")));
        return outcome;
      }
    });
    return List.copyOf(messages);
  }

  @Test
  void aPlainWriteRacesWithEveryAccess() {
    assertThat(messages("var x: int; thread a { x = 1; } thread b { let r = x; }"))
        .containsExactly("`a` writes x while `b` reads it; both are plain accesses",
            "`b` reads x while `a` writes it; both are plain accesses");
    assertThat(messages("var x: int; thread a { x = 1; } thread b { let r = READ_ONCE(x); }"))
        .containsExactly("`a` writes x while `b` reads it; the write is a plain access",
            "`b` reads x while `a` writes it; the write is a plain access");
    assertThat(messages("var x: int; thread a { x = 1; } thread b { WRITE_ONCE(x, 2); }"))
        .containsExactly("`a` and `b` write x at the same time, `a` by a plain access",
            "`b` and `a` write x at the same time, `a` by a plain access");
    assertThat(messages("var x: int; thread a { WRITE_ONCE(x, 1); } thread b { let r = x; }"))
        .containsExactly("`a` writes x while `b` reads it; the read is a plain access",
            "`b` reads x while `a` writes it; the read is a plain access");
  }

  @Test
  void markedAccessesReadsLocksAndIntentionDoNotRace() {
    assertThat(messages("var x: int; thread a { WRITE_ONCE(x, 1); atomic_inc(x); } thread b { let r = READ_ONCE(x); }"))
        .isEmpty();
    assertThat(messages("var x: int; thread a { let q = x; } thread b { let r = x; }")).isEmpty();
    assertThat(messages("var x: int; lock l: spinlock; thread a { lock l { x = 1; } } thread b { lock l { x = 2; } }"))
        .isEmpty();
    assertThat(messages("var x: int; thread a { WRITE_ONCE(x, 1); } thread b { let r = data_race(x); }")).isEmpty();
    assertThat(messages("var x: int; thread a { relax \"a statistic\" { x = 1; } } thread b { let r = x; }")).isEmpty();
    assertThat(messages("var x: int; thread a { x = 1; } thread b { await (x == 1); let r = x; }")).isEmpty();
  }

  @Test
  void atomicBlocksAreMarkedAccesses() {
    assertThat(messages("var x: int; thread a { atomic { x = 1; } } thread b { atomic { let r = x; } }")).isEmpty();
    assertThat(messages("var x: int; thread a { atomic { x = 0; } } thread b { let r = x; }"))
        .containsExactly("`a` writes x while `b` reads it; the read is a plain access");
    assertThat(messages("var x: int; thread a { x = 1; } thread b { atomic { let r = x; } }"))
        .containsExactly("`b` reads x while `a` writes it; the write is a plain access");
  }

  @Test
  void aSectionOfASeqcountLooksAgain() {
    assertThat(messages("""
        lock s: seqcount;
        var x: int;
        thread a { write_seqcount_begin(s); x = 1; write_seqcount_end(s); }
        thread b { let c = read_seqcount_begin(s); let r = x; if (!read_seqcount_retry(s, c)) assert(true); }
        """)).isEmpty();
    assertThat(messages("""
        lock s: seqcount;
        var x: int;
        thread a { write_seqcount_begin(s); x = 1; write_seqcount_end(s); }
        thread b { let r = x; }
        """)).hasSize(2);
  }

  @Test
  void oneCpuIsNoProtectionButDisabledPreemptionIs() {
    assertThat(messages("var x: int; thread a on cpu0 { x = 1; } thread b on cpu0 { x = 2; }")).isNotEmpty();
    assertThat(messages("""
        var x: int;
        thread a on cpu0 { preempt_disable(); x = 1; preempt_enable(); }
        thread b on cpu0 { preempt_disable(); x = 2; preempt_enable(); }
        """)).isEmpty();
  }

  @Test
  void theOracleCostsNoStates() {
    for (long seed = 0; seed < 100; seed++) {
      String text = RandomProgram.text(seed);
      SearchResult with = search(Model.of(text).machine());
      SearchResult without = search(Model.withoutRaces(text, Map.of()).machine());
      assertThat(Model.found(without)).noneMatch(name -> name.startsWith("data_race"));
      assertThat(List.of(with.states(), with.transitions(), with.finished()))
          .isEqualTo(List.of(without.states(), without.transitions(), without.finished()));
    }
  }
}
