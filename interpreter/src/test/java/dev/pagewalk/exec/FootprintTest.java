package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Steps whose footprints do not meet can be exchanged. */
class FootprintTest {
  /** What two agents could do next, and in which order, comes to the same, or one depends on what the other touches. */
  static int assertIndependence(Machine machine, String what) {
    int independent = 0;
    for (int one = 0; one < machine.agents(); one++) {
      for (int two = one + 1; two < machine.agents(); two++) {
        if (!conflict(machine, one, two)) {
          independent++;
          assertCommute(machine, one, two, what);
        }
      }
    }
    return independent;
  }

  private static boolean conflict(Machine machine, int one, int two) {
    for (Footprint first : footprints(machine, one)) {
      for (Footprint second : footprints(machine, two)) {
        if (first.conflictsWith(second)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Footprint> footprints(Machine machine, int agent) {
    List<Footprint> footprints = new ArrayList<>();
    Choices choices = new Choices();
    do {
      choices.rewind();
      footprints.add(machine.footprint(agent, choices));
    } while (choices.next());
    return footprints;
  }

  private static void assertCommute(Machine machine, int one, int two, String what) {
    assertThat(outcomes(machine, one, two)).as("agents %d and %d of %s", one, two, what)
        .isEqualTo(outcomes(machine, two, one));
  }

  /** Every way to let {@code first} and then {@code second} move, without telling the order. */
  private static Set<String> outcomes(Machine machine, int first, int second) {
    Set<String> results = new TreeSet<>();
    int bottom = machine.mark();
    for (RandomWalk.Attempt attempt : RandomWalk.attempts(machine, first)) {
      if (attempt.outcome() == Outcome.MOVED) {
        RandomWalk.make(machine, attempt.move());
      }
      int middle = machine.mark();
      for (RandomWalk.Attempt next : RandomWalk.attempts(machine, second)) {
        if (next.outcome() == Outcome.MOVED) {
          RandomWalk.make(machine, next.move());
        }
        boolean isFirst = first < second;
        results.add(text(isFirst ? attempt : next) + " / " + text(isFirst ? next : attempt) + " / " + machine.key());
        machine.undo(middle);
      }
      machine.undo(bottom);
    }
    return results;
  }

  /** What an attempt does; a data race is no part of it: it is between the step and where others stand meanwhile. */
  private static String text(RandomWalk.Attempt attempt) {
    Move move = attempt.move();
    return move.agent() + " " + List.of(java.util.Arrays.stream(move.choices()).boxed().toArray()) + " "
        + attempt.outcome() + " "
        + attempt.findings().stream().filter(finding -> !finding.startsWith("data_race")).toList();
  }

  @Test
  void stepsOfRandomProgramsThatDoNotMeetCanBeExchanged() {
    int independent = 0;
    for (long seed = 0; seed < 600; seed++) {
      String text = RandomProgram.text(seed);
      Machine machine = Model.of(text).machine();
      RandomWalk walk = new RandomWalk(machine, seed);
      for (int i = 0; i < 20; i++) {
        independent += assertIndependence(machine, "program " + seed + "\n" + text);
        if (!walk.step()) {
          break;
        }
      }
    }
    assertThat(independent).as("there is something to exchange").isGreaterThan(2_000);
  }

  private static Footprint footprint(String text) {
    return Model.of(text).machine().footprint(0, new Choices());
  }

  private static boolean conflict(String first, String second) {
    Machine machine = Model.of("var x: int; var y: int; lock l: mutex; lock w: rwlock;\n"
        + "thread a { " + first + " }\nthread b { " + second + " }").machine();
    return conflict(machine, 0, 1);
  }

  @Test
  void readsDoNotConflictAndWritesDo() {
    assertThat(conflict("let r = x;", "let r = x;")).isFalse();
    assertThat(conflict("x = 1;", "let r = x;")).isTrue();
    assertThat(conflict("x = 1;", "x = 2;")).isTrue();
    assertThat(conflict("x = 1;", "y = 2;")).isFalse();
    assertThat(conflict("lock l { }", "x = 1;")).isFalse();
    assertThat(conflict("lock l { }", "lock l { }")).isTrue();
  }

  @Test
  void aFootprintListsWhatIsReadAndWritten() {
    Footprint footprint = footprint("var x: int; var y: int; thread a { atomic { y = x; } y = 3; }");
    assertThat(footprint.reads()).hasSize(1);
    assertThat(footprint.writes()).contains(footprint.reads()[0] + 1);
  }

  @Test
  void askingForAFootprintChangesNothing() {
    Machine machine = Model.of("var x: int; thread a { x = 1; }").machine();
    long key = machine.key();
    machine.footprint(0, new Choices());
    assertThat(machine.key()).isEqualTo(key);
    assertThat(machine.mark()).isZero();
  }
}
