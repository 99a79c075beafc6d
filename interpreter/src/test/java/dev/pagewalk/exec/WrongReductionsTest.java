package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.ir.Program;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** The comparison of reductions with the slow search tells those that are wrong. */
class WrongReductionsTest {
  private static final Budget SMALL = new Budget(400, 100_000, Duration.ofMinutes(1));

  /** In how many of some random families each part of the answer is another than that of the slow search. */
  private static Map<String, Integer> caught(Function<Machine, TransitionSystem> wrong) {
    Map<String, Integer> parts = new TreeMap<>();
    for (long seed = 0; seed < 200; seed++) {
      Program program = Model.of(RandomProgram.families(seed)).program();
      Optional<Answer> slow = Answer.slow(program, SMALL);
      if (slow.isPresent()) {
        Machine machine = new Machine(program);
        Answer fast = Answer.fast(machine, wrong.apply(machine), SMALL);
        parts.merge("findings", fast.findings().equals(slow.get().findings()) ? 0 : 1, Integer::sum);
        parts.merge("ends", fast.ends().equals(slow.get().ends()) ? 0 : 1, Integer::sum);
        parts.merge("races", fast.races().equals(slow.get().races()) ? 0 : 1, Integer::sum);
      }
    }
    return parts;
  }

  /** That there is {@code finding}, that {@code wrong} gives another answer, and symmetry as it is the right one. */
  private static void misses(Program program, String finding, Function<Machine, TransitionSystem> wrong) {
    Answer slow = Answer.slow(program, SMALL).orElseThrow();
    assertThat(slow.findings()).contains(finding);
    Machine machine = new Machine(program);
    assertThat(Answer.fast(machine, wrong.apply(machine), SMALL)).isNotEqualTo(slow);
    Machine reduced = new Machine(program, Set.of(Reduction.SYMMETRY));
    assertThat(Answer.fast(reduced, reduced, SMALL)).isEqualTo(slow);
  }

  @Test
  void aThreadThatIsForgottenIsMissedInEveryPart() {
    assertThat(caught(WrongKeys::withoutLastThread)).allSatisfy((part, count) -> assertThat(count).isPositive());
  }

  @Test
  void aStepThatIsLeftOutIsMissed() {
    assertThat(caught(WrongSteps::withoutInterruption).get("ends")).isPositive();
  }

  @Test
  void whichObjectIsNamedIsMissed() {
    Program program = Model.of("""
        struct box { n: int; }
        scenario s {
          var p: box?;
          var q: box?;
          setup { p = alloc(box); q = alloc(box); }
          thread t[2] symmetric { choose { WRITE_ONCE(q, q); or WRITE_ONCE(q, p); } assert(p != q); }
        }
        """).program();
    misses(program, "assertion()", WrongKeys::withoutSlots);
  }

  @Test
  void forWhomAGracePeriodWaitsIsMissed() {
    Program program = Model.of("""
        var b: bool;
        thread u { synchronize_rcu(); b = true; }
        thread t[2] symmetric { rcu_read_lock(); await (b); rcu_read_unlock(); }
        """).program();
    misses(program, "deadlock()", WrongKeys::withoutAwaited);
  }

  @Test
  void aVariableThatIsStillReadIsMissed() {
    Map<String, Integer> parts = caught(WrongKeys::withoutLocals);
    assertThat(parts.get("findings")).as("findings: %s", parts).isPositive();
    assertThat(parts.get("ends")).as("ends: %s", parts).isPositive();
  }

  @Test
  void membersWhoseWordsAreMixedUpAreMissed() {
    String text = """
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
        """;
    Program program = Model.of(text).program();
    Machine machine = new Machine(program);
    assertThat(Answer.fast(machine, WrongKeys.plainSum(machine), SMALL))
        .isNotEqualTo(Answer.slow(program, SMALL).orElseThrow());
  }

  /** Whether some random family that runs the kernel is answered otherwise if words are forgotten. */
  private static boolean isMissed(Function<Program, IntPredicate> forgotten) {
    Budget budget = new Budget(3_000, 100_000, Duration.ofMinutes(1));
    for (int file = 0; file < 20; file++) {
      for (KernelFamily family : KernelFamily.draw(5_000 + file, 25)) {
        Program program = family.program();
        Optional<Answer> slow = program.exchangeable().isEmpty() ? Optional.empty() : Answer.slow(program, budget);
        Machine machine = new Machine(program, Set.of(Reduction.SYMMETRY));
        if (slow.isPresent() && !slow.get().equals(
            Answer.fast(machine, WrongKeys.withoutWords(machine, forgotten.apply(program)), budget))) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void whatTheCpuOfAMemberHasCachedIsMissed() {
    assertThat(isMissed(program -> program.owners().ofCpus().get(2)::contains)).isTrue();
  }

  @Test
  void whomTheCpuOfAMemberHasAskedIsMissed() {
    assertThat(isMissed(program -> program.owners().ofCpus().get(5)::contains)).isTrue();
  }

  @Test
  void theTablesThatAMemberHasMadeAreMissed() {
    assertThat(isMissed(program -> program.layout().pool("ptdesc")::contains)).isTrue();
  }
}
