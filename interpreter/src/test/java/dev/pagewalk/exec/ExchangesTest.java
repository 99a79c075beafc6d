package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The claim on which symmetry rests in programs with the kernel: from two states that come of each other by an exchange
 * of members, the members that were exchanged for each other can make the same steps, to states that again count as
 * one.
 */
class ExchangesTest {
  private static final int FILES = Integer.getInteger("pagewalk.random.families", 6);
  private static final int PROGRAMS = 25;
  private static final int STEPS = 60;

  @Test
  void exchangedMembersMakeTheSameSteps() {
    int exchanged = 0;
    for (int file = 0; file < FILES; file++) {
      for (KernelFamily family : KernelFamily.draw(file, PROGRAMS)) {
        if (!family.program().exchangeable().isEmpty()) {
          exchanged++;
          compare(family, file);
        }
      }
    }
    assertThat(exchanged).as("programs that have a family").isGreaterThan(FILES * PROGRAMS / 2);
  }

  private static void compare(KernelFamily family, long seed) {
    Program program = family.program();
    Machine machine = new Machine(program, Set.of(Reduction.SYMMETRY));
    Machine other = new Machine(program, Set.of(Reduction.SYMMETRY));
    Exchange[] ways = new Exchanges(program).others();
    RandomWalk walk = new RandomWalk(machine, seed);
    for (int step = 0; step < STEPS; step++) {
      Exchange way = ways[step % ways.length];
      show(machine, other, way);
      String what = "step " + step + " of " + family.text();
      assertThat(other.key()).as(what).isEqualTo(machine.key());
      assertThat(other.image(-1)).as(what).isEqualTo(machine.image(-1));
      for (int agent = 0; agent < machine.agents(); agent++) {
        if (agent != program.setup()) {
          assertThat(ways(other, way.agent(agent))).as("agent %d at %s", agent, what).isEqualTo(ways(machine, agent));
        }
      }
      if (!walk.step()) {
        return;
      }
    }
  }

  /** Lets {@code other} stand in the state of {@code machine} with exchanged members. */
  private static void show(Machine machine, Machine other, Exchange way) {
    for (int i = 0; i < machine.state().size(); i++) {
      long word = machine.state().peek(i);
      other.state().set(way.place(i), word == 0 ? 0 : way.value(i, word));
    }
    other.state().commit();
  }

  /** What comes of the steps that an agent can make, in no order. */
  private static List<String> ways(Machine machine, int agent) {
    List<String> all = new ArrayList<>();
    Choices choices = new Choices();
    int mark = machine.mark();
    do {
      choices.rewind();
      Outcome outcome = machine.step(agent, choices);
      List<String> findings = machine.findings().stream().map(each -> named(Answer.name(each))).sorted().toList();
      all.add(outcome + " " + findings + " " + (outcome == Outcome.MOVED ? machine.key() : 0));
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
