package dev.pagewalk.ls.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The status of each line, drawn as a column to the left of the text; a dot where there is none. */
class LineStatusTest {
  /** Checks the text without the column and compares with it. */
  private static void assertStatuses(String drawn) {
    List<String> lines = drawn.lines().toList();
    String text = String.join("\n", lines.stream().map(line -> line.substring(2)).toList());
    List<String> found = new ArrayList<>(lines.stream().map(line -> ". " + line.substring(2)).toList());
    for (LineStatus status : LineStatus.of(List.of(verdict(text)), text)) {
      char letter = switch (status.status()) {
        case "safe" -> 's';
        case "violated" -> 'V';
        case "unreached" -> 'u';
        case "checking" -> 'c';
        default -> 'n';
      };
      int last = (int) text.substring(0, status.end()).chars().filter(each -> each == '\n').count();
      for (int i = (int) text.substring(0, status.start()).chars().filter(each -> each == '\n').count(); i <= last; i++) {
        found.set(i, letter + found.get(i).substring(1));
      }
    }
    assertThat(String.join("\n", found)).isEqualTo(drawn.stripTrailing());
  }

  private static ScenarioVerdict verdict(String text) {
    AnalysisHost host = new AnalysisHost(Library.NONE, Path.of("/"));
    host.setText("/a.pw", text);
    FileAnalysis file = host.snapshot().file("/a.pw");
    Decl.Scenario scenario = file.scenarios().get(0);
    TreeMap<Integer, CheckResult> found = new TreeMap<>();
    for (CheckPlan plan : host.snapshot().plans(file, scenario, CheckOptions.DEFAULT).plans()) {
      found.put(found.size(), host.snapshot().check(
          file, plan, CheckOptions.DEFAULT, Cancellation.NEVER, Reporter.SILENT));
    }
    return ScenarioVerdict.unchecked("s", scenario.name().span(), scenario.span())
        .with(found.size(), found, Marks.of(List.copyOf(found.values())), false);
  }

  @Test
  void raceThatIsNotExpectedIsOnItsLinesAlone() {
    assertStatuses("""
        V scenario s {
        .   var n: int;
        V   thread a { n++; }
        V   thread b { n++; }
        .   thread c { }
        . }
        """);
  }

  @Test
  void safeScenarioIsSafeThroughout() {
    assertStatuses("""
        s scenario s {
        s   var n: int;
        s   thread a {
        s     if (n == 1) {
        u       n = 2;
        s     }
        s   }
        s }
        """);
  }

  @Test
  void expectedRaceOfAVariantStandsOutInASafeScenario() {
    assertStatuses("""
        s scenario s(locked: bool = true) {
        s   var n: int;
        s   lock m: mutex;
        V   thread a { if (locked) { lock m { n = 1; } } else { n = 1; } }
        V   thread b { if (locked) { lock m { n = 2; } } else { n = 2; } }
        s   expect safe;
        s   expect data_race with locked = false;
        s }
        """);
  }

  @Test
  void scenarioThatIsOnlyExpectedToBeViolatedIsNowhereSafe() {
    assertStatuses("""
        . scenario s {
        .   var n: int;
        V   thread a { n = 1; }
        V   thread b { n = 2; }
        .   expect data_race;
        . }
        """);
  }
}
