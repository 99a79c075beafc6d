package dev.pagewalk.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.Cancellation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {
  private static final String TEXT = """
      scenario s {
        var x: int;
        var y: int;
        lock l: spinlock;
        fn twice(by: int) {
          x += by;
          add(by);
        }
        fn add(by: int) {
          x += by;
        }
        thread a {
          x = 1;
          twice(2); y = 1;
          lock l {
            x = 7;
          }
        }
        thread b {
          lock l {
            y = 2;
          }
        }
        expect safe;
      }
      """;

  @TempDir
  private Path folder;

  private Stepping s;

  @BeforeEach
  void open() {
    s = Stepping.text(folder, TEXT);
  }

  @Test
  void anInstructionIsOneVisibleStep() {
    s.one("a");
    assertThat(s.at("a")).isEqualTo("text.pw:6 in twice < a");
    s.one("a");
    assertThat(s.at("a")).isEqualTo("text.pw:6 in twice < a");
    assertThat(s.session.interleaving().last().orElseThrow().text()).isEqualTo("x = 1");
  }

  @Test
  void aStatementIsAllItsSteps() {
    s.one("a");
    s.step("a", Running.Reach.IN, Running.Unit.STATEMENT);
    assertThat(s.at("a")).isEqualTo("text.pw:7 in twice < a");
  }

  @Test
  void toStepIntoACallIsNoStepOfTheMachine() {
    assertThat(s.session.interleaving().position()).isZero();
    s.step("a", Running.Reach.IN, Running.Unit.STATEMENT);
    assertThat(s.at("a")).isEqualTo("text.pw:14 in a");
    s.step("a", Running.Reach.IN, Running.Unit.STATEMENT);
    assertThat(s.at("a")).isEqualTo("text.pw:6 in twice < a");
    assertThat(s.session.interleaving().position()).isEqualTo(1);
    s.step("a", Running.Reach.IN, Running.Unit.STATEMENT);
    s.step("a", Running.Reach.IN, Running.Unit.STATEMENT);
    assertThat(s.at("a")).isEqualTo("text.pw:10 in add < twice < a");
    assertThat(s.session.interleaving().position()).isEqualTo(3);
  }

  @Test
  void nextStepsOverCallsAndOutLeavesTheFunction() {
    s.one("a");
    s.step("a", Running.Reach.OVER, Running.Unit.STATEMENT);
    assertThat(s.at("a")).isEqualTo("text.pw:7 in twice < a");
    s.step("a", Running.Reach.OVER, Running.Unit.STATEMENT);
    assertThat(s.at("a")).isEqualTo("text.pw:14 in a");
    assertThat(s.value("a", "x")).isEqualTo("5");
    s.running.runBack(0, Cancellation.NEVER);
    s.one("a");
    s.step("a", Running.Reach.OUT, Running.Unit.STATEMENT);
    assertThat(s.at("a")).isEqualTo("text.pw:14 in a");
    assertThat(s.value("a", "x")).isEqualTo("5");
  }

  @Test
  void nobodyElseMoves() {
    s.step("a", Running.Reach.OVER, Running.Unit.STATEMENT);
    s.step("a", Running.Reach.OUT, Running.Unit.STATEMENT);
    assertThat(s.at("b")).isEqualTo("text.pw:20 in b");
    assertThat(s.session.interleaving().moves()).allMatch(move -> move.agent() == s.agent("a"));
  }

  @Test
  void whoWaitsSaysForWhatAndWhom() {
    s.one("b");
    Stop stop = s.step("a", Running.Reach.OUT, Running.Unit.STATEMENT);
    for (int i = 0; i < 4 && stop.text().isEmpty(); i++) {
      stop = s.step("a", Running.Reach.OVER, Running.Unit.STATEMENT);
    }
    assertThat(stop.why()).isEqualTo(Stop.Why.STEP);
    assertThat(stop.text()).isEqualTo("waits for l, held by b");
    assertThat(s.view("a", "Held locks")).containsExactly("held by others 1 lock", "  l held by b");
    assertThat(s.view("b", "Held locks")).containsExactly("l held by b");
  }

  @Test
  void continueIsFairAndSaysThatNothingIsWrong() {
    Stop stop = s.run();
    assertThat(stop.why()).isEqualTo(Stop.Why.END);
    assertThat(stop.text()).isEqualTo("the execution is over, and nothing is wrong with it");
    assertThat(s.at("a")).isEqualTo("has ended");
  }

  @Test
  void backUndoesTheLastStepAndLooksAtItsThread() {
    s.one("a");
    s.one("b");
    assertThat(s.running.back(s.agent("a")).agent()).isEqualTo(s.agent("b"));
    assertThat(s.running.back(0).agent()).isEqualTo(s.agent("a"));
    assertThat(s.running.back(0).why()).isEqualTo(Stop.Why.ENTRY);
  }

  @Test
  void linesStopWhoComesToThem() {
    List<Breakpoint> set = s.session.breakpoints().setLines(path(), List.of(
        Breakpoints.Wish.of("10"), Breakpoints.Wish.of("2"), Breakpoints.Wish.of("24")));
    assertThat(set).extracting(Breakpoint::problem)
        .containsExactly("", "", "no step of this variant is on this line or below it");
    Stop stop = s.run();
    assertThat(stop.why()).isEqualTo(Stop.Why.LINE);
    assertThat(s.at("a")).isEqualTo("text.pw:6 in twice < a");
    assertThat(s.run().text()).isEqualTo("a is at a breakpoint");
    assertThat(s.at("a")).isEqualTo("text.pw:10 in add < twice < a");
    assertThat(s.running.runBack(0, Cancellation.NEVER).text()).isEqualTo("a is at a breakpoint");
    assertThat(s.at("a")).isEqualTo("text.pw:6 in twice < a");
    assertThat(s.running.runBack(0, Cancellation.NEVER).text()).isEqualTo("this is the start");
  }

  @Test
  void conditionsHitsAndLogPoints() {
    s.session.breakpoints().setLines(path(), List.of(
        new Breakpoints.Wish("10", "by == 3", "", "", false, false),
        new Breakpoints.Wish("14", "", "", "x is {x}, {nothing}", false, false),
        new Breakpoints.Wish("16", "x == 5", "1", "", false, false)));
    Stop stop = s.run();
    assertThat(s.said).contains("x is 5, nothing is called `nothing` here");
    assertThat(stop.why()).isEqualTo(Stop.Why.LINE);
    assertThat(s.at("a")).isEqualTo("text.pw:16 in a");
  }

  @Test
  void functionsStopWhoEntersThem() {
    assertThat(s.session.breakpoints().setFunctions(List.of(Breakpoints.Wish.of("add"), Breakpoints.Wish.of("sub"))))
        .extracting(Breakpoint::problem).containsExactly("", "no function `sub` runs in this variant");
    assertThat(s.run().text()).isEqualTo("a entered add");
  }

  @Test
  void wordsStopWhoReadsOrWritesThemForwardsAndBack() {
    s.session.breakpoints().setWords(List.of(new Breakpoints.Wish("y", "", "", "", false, true)));
    assertThat(s.run().text()).isEqualTo("b wrote y");
    assertThat(s.run().text()).isEqualTo("a wrote y");
    int position = s.session.interleaving().position();
    assertThat(s.running.runBack(0, Cancellation.NEVER).text()).isEqualTo("a is about to write y");
    assertThat(s.session.interleaving().position()).isEqualTo(position - 1);
    s.session.breakpoints().setWords(List.of(new Breakpoints.Wish("x", "", "", "", true, false)));
    s.session.interleaving().goTo(0);
    assertThat(s.run().text()).isEqualTo("a read x");
  }

  @Test
  void restartAndGotoTravelInTime() {
    s.one("a");
    s.one("a");
    s.one("b");
    Frame twice = s.session.frames(s.agent("a")).get(0);
    assertThat(s.running.restart(twice).text()).isEqualTo("twice begins");
    assertThat(s.at("a")).isEqualTo("text.pw:6 in twice < a");
    assertThat(s.session.interleaving().position()).isEqualTo(1);
    Frame body = s.session.frames(s.agent("a")).get(1);
    s.running.restart(body);
    assertThat(s.session.interleaving().position()).isZero();
    s.session.interleaving().goTo(4);
    assertThat(s.running.lastAt(s.agent("a"), path(), 6)).contains(1);
    assertThat(s.running.lastAt(s.agent("b"), path(), 6)).isEmpty();
  }

  @Test
  void whoGoesRoundIsStopped() {
    Stepping spinning = Stepping.text(folder, """
        scenario s {
          var go: bool;
          thread a {
            while (!go) {
            }
          }
          thread b {
            go = true;
          }
          expect safe;
        }
        """);
    assertThat(spinning.step("a", Running.Reach.OUT, Running.Unit.STATEMENT).text()).contains("goes round");
    assertThat(spinning.running.step(0, Running.Reach.OUT, Running.Unit.STATEMENT, () -> true).text())
        .isEqualTo("stopped on request");
    assertThat(spinning.run().why()).isEqualTo(Stop.Why.END);
  }

  private String path() {
    return folder.resolve("text.pw").toString();
  }
}
