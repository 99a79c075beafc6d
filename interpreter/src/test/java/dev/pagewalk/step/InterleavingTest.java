package dev.pagewalk.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterleavingTest {
  /** Any sequence of steps and back-steps ends in the state that replaying the remaining choices gives. */
  @ParameterizedTest
  @CsvSource({
    "basics/lost-update.pw, lost_update, 1", "basics/refcount.pw, '', 0", "basics/rcu.pw, '', 0",
    "basics/munmap-without-flush.pw, store_after_munmap, 0", "bugs/ptf-03-gup-fast-vs-collapse.pw, '', 0",
    "cow/fork.pw, '', 0", "arch/tlbi.pw, '', 0"
  })
  void whatRemainsOfStepsAndBackStepsIsWhatReplayGives(String file, String scenario, String variant) {
    Random random = new Random(file.hashCode());
    Stepping stepping = Stepping.through(file, name(file, scenario), variant);
    Interleaving interleaving = stepping.session.interleaving();
    for (int round = 0; round < 12; round++) {
      for (int i = 0; i < 30; i++) {
        doAnything(random, stepping.session);
      }
      Machine again = new Machine(interleaving.program());
      for (Move move : interleaving.moves()) {
        Choices choices = new Choices();
        choices.follow(move.choices());
        again.step(move.agent(), choices);
      }
      assertThat(interleaving.state().snapshot()).isEqualTo(again.state().snapshot());
      assertThat(interleaving.state().fingerprint()).isEqualTo(again.state().fingerprint());
    }
  }

  private static String name(String file, String scenario) {
    if (!scenario.isEmpty()) {
      return scenario;
    }
    Opening.Result result = Stepping.open(new Opening.Wish(
        Stepping.some("../scenarios/" + file), Stepping.some("?"), Stepping.some(""), Stepping.some(""),
        Opening.Selection.NONE));
    String names = result.problem().substring(result.problem().indexOf("it has ") + "it has ".length());
    return names.split(", ")[0];
  }

  private static void doAnything(Random random, Session session) {
    Interleaving interleaving = session.interleaving();
    int what = random.nextInt(10);
    if (what < 6) {
      List<Choice> choices = session.choices();
      if (!choices.isEmpty()) {
        Move move = choices.get(random.nextInt(choices.size())).move();
        interleaving.make(move.agent(), move.choices());
      }
    } else if (what < 9) {
      interleaving.back();
    } else {
      interleaving.goTo(random.nextInt(interleaving.length() + 1));
    }
  }

  @Test
  void aStepThatWasTakenBackLiesAheadUntilAnotherIsMade() {
    Interleaving interleaving =
        Stepping.through("basics/lost-update.pw", "lost_update", "1").session.interleaving();
    interleaving.make(0, new int[0]);
    interleaving.make(1, new int[0]);
    interleaving.goTo(0);
    assertThat(interleaving.length()).isEqualTo(2);
    assertThat(interleaving.goTo(2)).isEqualTo(2);
    interleaving.back();
    interleaving.make(0, new int[0]);
    assertThat(interleaving.length()).isEqualTo(2);
    assertThat(interleaving.ahead()).isEmpty();
  }

  @Test
  void aPlanIsAheadAgainWhereverThePositionIsOnIt() {
    Interleaving interleaving =
        Stepping.through("basics/lost-update.pw", "lost_update", "1").session.interleaving();
    interleaving.plan(List.of(Move.of(0), Move.of(1), Move.of(1), Move.of(0)));
    interleaving.goTo(2);
    interleaving.make(0, new int[0]);
    assertThat(interleaving.ahead()).isEmpty();
    interleaving.back();
    assertThat(interleaving.ahead()).contains(Move.of(1));
    assertThat(interleaving.goTo(9)).isEqualTo(4);
  }

  @Test
  void aStepThatCannotBeMadeChangesNothing() {
    Stepping stepping = Stepping.through("basics/lost-update.pw", "lost_update", "1");
    stepping.one("adder[0]");
    stepping.one("adder[0]");
    long before = stepping.session.interleaving().state().fingerprint();
    assertThat(stepping.one("adder[0]").text()).isEqualTo("has ended");
    assertThat(stepping.session.interleaving().state().fingerprint()).isEqualTo(before);
    assertThat(stepping.session.interleaving().position()).isEqualTo(2);
  }
}
