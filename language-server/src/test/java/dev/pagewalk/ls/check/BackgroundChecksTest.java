package dev.pagewalk.ls.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.analysis.Library;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundChecksTest {
  private static final String PATH = "/a.pw";
  private static final String RACE = """
      scenario race {
        var count: int;
        thread a { WRITE_ONCE(count, READ_ONCE(count) + 1); }
        thread b { WRITE_ONCE(count, READ_ONCE(count) + 1); }
        final count == 2;
      }
      """;
  private static final String SAFE = "scenario fine { var x: int; thread a { x = 1; } final x == 1; }\n";

  /** So many orders that no machine sees them all. */
  private static final String ENDLESS = """
      scenario huge {
        var y: int;
        thread a[8] { for i in 0..400 { WRITE_ONCE(y, READ_ONCE(y) + i); } }
      }
      """;

  private final AnalysisHost host = new AnalysisHost(Library.NONE, Path.of("/"));
  private final BackgroundChecks checks = new BackgroundChecks(new Silent());
  private String text = "";

  private static final class Silent implements BackgroundChecks.Listener {
    @Override
    public void changed(String path) {}

    @Override
    public void started(String path) {}

    @Override
    public void at(String path, String text) {}

    @Override
    public void ended(String path) {}

    @Override
    public void failed(String path, Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  @AfterEach
  void close() {
    checks.close();
  }

  private void edit(String next) {
    checks.edited(PATH, Edit.between(text, next));
    text = next;
    host.setText(PATH, text);
    checks.update(host.snapshot(), PATH, Optional.of(Settings.When.ON_TYPE));
  }

  private List<ScenarioVerdict> until(Predicate<List<ScenarioVerdict>> condition) throws InterruptedException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      List<ScenarioVerdict> now = checks.verdicts(PATH);
      if (condition.test(now)) {
        return now;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("still " + checks.verdicts(PATH));
  }

  private static boolean isDone(List<ScenarioVerdict> verdicts) {
    return verdicts.stream().allMatch(each -> !each.checking() && !each.stale() && !each.results().isEmpty());
  }

  @Test
  void findsARaceAndMarksBothLines() throws InterruptedException {
    edit(RACE);
    ScenarioVerdict race = until(BackgroundChecksTest::isDone).get(0);
    assertThat(race.isMet()).isFalse();
    assertThat(race.marks().stream()
        .map(mark -> text.substring(0, mark.span().start()).lines().count())
        .toList()).contains(3L, 4L);
    assertThat(race.marks()).allSatisfy(mark -> assertThat(mark.related()).isNotEmpty());
  }

  @Test
  void aDataRaceMarksBothAccesses() throws InterruptedException {
    String text = """
        scenario handed_over {
          var ready: bool;
          thread writer { ready = true; }
          thread reader { let seen = READ_ONCE(ready); }
        }
        """;
    edit(text);
    ScenarioVerdict race = until(BackgroundChecksTest::isDone).get(0);
    assertThat(race.line()).startsWith("data_race, expected safe");
    for (String access : List.of("ready = true;", "ready)")) {
      assertThat(race.marks()).anySatisfy(mark -> {
        assertThat(mark.span().start()).isEqualTo(text.indexOf(access));
        assertThat(mark.code()).isEqualTo("data_race");
        assertThat(mark.related()).hasSize(1);
      });
    }
  }

  @Test
  void saysWhatIsSafe() throws InterruptedException {
    edit(SAFE);
    ScenarioVerdict safe = until(BackgroundChecksTest::isDone).get(0);
    assertThat(safe.isMet()).isTrue();
    assertThat(safe.line()).startsWith("safe · ");
    assertThat(safe.marks()).isEmpty();
  }

  @Test
  void anEditElsewhereLeavesAVerdictAlone() throws InterruptedException {
    edit(RACE + SAFE);
    ScenarioVerdict before = until(BackgroundChecksTest::isDone).get(0);
    edit(RACE + SAFE.replace("x = 1;", "x = 2;"));
    assertThat(checks.verdicts(PATH).get(0)).isEqualTo(before);
    assertThat(checks.verdicts(PATH).get(1).stale()).isTrue();
    until(verdicts -> isDone(verdicts) && !verdicts.get(1).isMet());
  }

  @Test
  void aVerdictMovesWithItsText() throws InterruptedException {
    edit(RACE);
    ScenarioVerdict before = until(BackgroundChecksTest::isDone).get(0);
    edit("// a line more\n" + RACE);
    ScenarioVerdict after = until(BackgroundChecksTest::isDone).get(0);
    assertThat(after.marks().get(0).span().start()).isEqualTo(before.marks().get(0).span().start() + 15);
  }

  @Test
  void aVerdictStaysWhileItsScenarioDoesNotParse() throws InterruptedException {
    edit(RACE);
    until(BackgroundChecksTest::isDone);
    edit(RACE.replace("thread b {", "thread b "));
    ScenarioVerdict broken = until(verdicts -> verdicts.stream().anyMatch(ScenarioVerdict::broken)).get(0);
    assertThat(broken.stale()).isTrue();
    assertThat(broken.line()).startsWith("stale: final, expected safe");
    edit(RACE);
    until(BackgroundChecksTest::isDone);
  }

  @Test
  void aScenarioThatComesBackIsCheckedAgain() throws InterruptedException {
    edit(RACE);
    until(BackgroundChecksTest::isDone);
    edit(SAFE);
    until(BackgroundChecksTest::isDone);
    edit(RACE);
    assertThat(until(BackgroundChecksTest::isDone).get(0).name()).isEqualTo("race");
  }

  @Test
  void marksGoWithTheirLines() throws InterruptedException {
    edit(RACE);
    int all = until(BackgroundChecksTest::isDone).get(0).marks().size();
    edit(RACE.replace("thread a {", "thread a  {"));
    assertThat(checks.verdicts(PATH).get(0).marks()).hasSizeLessThan(all);
  }

  @Test
  void anEditEndsACheckWithinAMoment() throws InterruptedException {
    edit(ENDLESS);
    until(verdicts -> verdicts.get(0).checking());
    Thread.sleep(600);
    long start = System.nanoTime();
    edit(RACE);
    until(BackgroundChecksTest::isDone);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
  }

  @Test
  void aLongSearchOfOneFileDoesNotHoldUpAnother() throws InterruptedException {
    host.setText("/long.pw", ENDLESS);
    checks.update(host.snapshot(), "/long.pw", Optional.of(Settings.When.ON_SAVE));
    Thread.sleep(1_500);
    long start = System.nanoTime();
    edit(RACE);
    until(BackgroundChecksTest::isDone);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
  }

  @Test
  void aRaceBehindALargeVariantShowsBeforeThatIsDecided() throws InterruptedException {
    edit("""
        scenario huge {
          var y: int;
          thread a[8] { for i in 0..3 { WRITE_ONCE(y, READ_ONCE(y) + i); } }
          final y == 0;
          expect deadlock;
          expect final;
        }
        """);
    ScenarioVerdict race = until(verdicts -> verdicts.stream().anyMatch(each -> !each.found().isEmpty())).get(0);
    assertThat(race.found().keySet()).containsExactly(1);
    assertThat(race.mostInteresting()).contains(1);
    assertThat(race.checking()).isTrue();
    assertThat(race.line()).startsWith("1 of 2 expectations met");
  }

  @Test
  void nothingIsCheckedWhereNobodyWants() throws InterruptedException {
    checks.configure(checks.settings().on(Settings.When.ON_SAVE));
    edit(RACE);
    Thread.sleep(500);
    assertThat(checks.verdicts(PATH).get(0).results()).isEmpty();
    checks.update(host.snapshot(), PATH, Optional.of(Settings.When.ON_SAVE));
    until(BackgroundChecksTest::isDone);
  }

  @Test
  void aClosedFileIsForgotten() throws InterruptedException {
    edit(RACE);
    until(BackgroundChecksTest::isDone);
    checks.forget(PATH);
    assertThat(checks.verdicts(PATH)).isEmpty();
  }
}
