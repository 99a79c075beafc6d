package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Renaming;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Program;
import dev.pagewalk.mm.rcu.Rcu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The claim on which symmetry rests in programs with the kernel: from two states that come of each other by an exchange
 * of members, the members that were exchanged for each other can make the same steps, to states that again count as
 * one.
 */
class ExchangesTest {
  private static final int FILES = Integer.getInteger("pagewalk.random.families", 3);
  private static final int PROGRAMS = 25;
  private static final int STEPS = 60;

  /** The other names, and what tells states that count as one. */
  private record Claim(Renaming[] ways, IntUnaryOperator[] agents) {
    static Claim of(Program program, IntPredicate unmoved) {
      Exchange[] ways = KernelFamily.exchanges(new Machine(program, Set.of(Reduction.SYMMETRY)));
      return new Claim(
          Stream.of(ways).map(way -> unmoved == null ? way : leaving(way, unmoved)).toArray(Renaming[]::new),
          Stream.of(ways).<IntUnaryOperator>map(way -> way::agent).toArray(IntUnaryOperator[]::new));
    }

    private static Renaming leaving(Renaming way, IntPredicate unmoved) {
      return new Renaming() {
        @Override
        public int place(int index) {
          return unmoved.test(index) ? index : way.place(index);
        }

        @Override
        public long value(int index, long value) {
          return unmoved.test(index) ? value : way.value(index, value);
        }
      };
    }

    long key(State state) {
      long key = State.mix(1, state.fingerprint());
      for (Renaming way : ways) {
        long sum = 0;
        for (int i = state.nextOccupied(0); i < state.size(); i = state.nextOccupied(i + 1)) {
          sum += State.mix(way.place(i), way.value(i, state.peek(i)));
        }
        key += State.mix(1, sum);
      }
      return key;
    }
  }

  @Test
  void exchangedMembersMakeTheSameSteps() {
    int exchanged = 0;
    for (int file = 0; file < FILES; file++) {
      for (KernelFamily family : KernelFamily.draw(file, PROGRAMS)) {
        if (!family.program().exchangeable().isEmpty()) {
          exchanged++;
          assertThat(difference(family, Claim.of(family.program(), null), file)).as(family.text()).isEmpty();
        }
      }
    }
    assertThat(exchanged).as("programs that have a family").isGreaterThan(FILES * PROGRAMS / 2);
  }

  /** What would be wrong if some words stayed where they are, or went on to name the same as before. */
  @ParameterizedTest
  @MethodSource("unmoved")
  void wordsThatAreNotMovedAreMissed(String what, Function<Program, IntPredicate> unmoved) {
    boolean isMissed = false;
    for (int file = 0; !isMissed && file < 20; file++) {
      for (KernelFamily family : KernelFamily.draw(file, PROGRAMS)) {
        Program program = family.program();
        // With three members the wrong renamings would have to be told from their inverses.
        isMissed |= !program.exchangeable().isEmpty() && program.exchangeable().getFirst().size() == 2
            && difference(family, Claim.of(program, unmoved.apply(program)), file).isPresent();
      }
    }
    assertThat(isMissed).isTrue();
  }

  static Stream<Arguments> unmoved() {
    return Stream.of(
        words("registers", program -> program.owners().ofCpus().get(0)::contains),
        words("contexts", program -> program.owners().ofCpus().get(1)::contains),
        words("translations", program -> program.owners().ofCpus().get(2)::contains),
        words("paging-structure entries", program -> program.owners().ofCpus().get(3)::contains),
        words("requests between CPUs", program -> program.owners().ofCpus().get(5)::contains),
        words("depth in sections of RCU", program -> program.owners().ofAgents().get(0)::contains),
        words("signals", program -> program.owners().ofAgents().get(2)::contains),
        words("calls that are not atomic", program -> program.owners().ofAgents().get(3)::contains),
        words("locks", program -> index -> IntStream.of(program.lockWords()).anyMatch(lock -> lock == index)),
        words("tables", program -> program.layout().pool("ptdesc")::contains),
        words("folios", program -> program.layout().pool("folio")::contains),
        words("frames", program -> program.owners().ofFolios()::contains),
        words("who awaits whose section", program -> region(program, Rcu.WAITS)),
        words("deferred frees", program -> region(program, Rcu.RECORDED)));
  }

  private static Arguments words(String what, Function<Program, IntPredicate> words) {
    return Arguments.of(what, words);
  }

  private static IntPredicate region(Program program, String name) {
    Layout.Region region =
        program.layout().regions().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return index -> region.base() <= index && index < region.base() + region.length();
  }

  /** The first state in which exchanged members can make other steps, on an execution drawn at random. */
  private static Optional<String> difference(KernelFamily family, Claim claim, long seed) {
    Machine machine = new Machine(family.program(), Set.of(Reduction.SYMMETRY));
    Machine other = new Machine(family.program(), Set.of(Reduction.SYMMETRY));
    RandomWalk walk = new RandomWalk(machine, seed);
    for (int step = 0; step < STEPS; step++) {
      int way = step % claim.ways().length;
      show(machine, other, claim.ways()[way]);
      for (int agent = 0; agent < machine.agents(); agent++) {
        int exchanged = claim.agents()[way].applyAsInt(agent);
        if (agent != family.program().setup() && !steps(other, exchanged, claim).equals(steps(machine, agent, claim))) {
          return Optional.of("agent " + agent + " at step " + step);
        }
      }
      if (!walk.step()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Lets {@code other} stand in the state of {@code machine} with exchanged members. */
  private static void show(Machine machine, Machine other, Renaming way) {
    for (int i = 0; i < machine.state().size(); i++) {
      long word = machine.state().peek(i);
      other.state().set(way.place(i), word == 0 ? 0 : way.value(i, word));
    }
    other.state().commit();
  }

  /** What comes of the steps that an agent can make, in no order. */
  private static List<String> steps(Machine machine, int agent, Claim claim) {
    List<String> all = new ArrayList<>();
    Choices choices = new Choices();
    int mark = machine.mark();
    do {
      choices.rewind();
      Outcome outcome = machine.step(agent, choices);
      List<String> findings = machine.findings().stream().map(each -> named(Answer.name(each))).sorted().toList();
      all.add(outcome + " " + findings + " " + (outcome == Outcome.MOVED ? claim.key(machine.state()) : 0));
      machine.undo(mark);
    } while (choices.next());
    all.sort(null);
    return all;
  }

  /** Which of these it is depends on how the state came about. */
  private static String named(String finding) {
    return finding.matches("(lost_write|stale_read|leak).*") ? "value" : finding;
  }
}
