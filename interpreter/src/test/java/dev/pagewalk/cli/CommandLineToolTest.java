package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineToolTest {
  @TempDir
  private Path directory;

  @Test
  void versionNamesTheToolItsJdkAndTheLibrary() {
    ToolRun run = ToolRun.of(directory, "--version");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .matches("(?s)pagewalk \\d+\\.\\d+\\.\\d+\n.*")
        .contains("JDK " + Runtime.version())
        .contains("kernel library 0.1.0 (00c0ffee) in /usr/share/pagewalk/mm");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void helpGoesToStdout() {
    for (String command : new String[] {"check", "show", "matrix", "replay", "list", "new", "fmt"}) {
      ToolRun run = ToolRun.of(directory, command, "--help");
      assertThat(run.status()).isZero();
      assertThat(run.out()).startsWith("Usage: pagewalk " + command);
      assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void completionKnowsCommandsOptionsAndWords() {
    ToolRun run = ToolRun.of(directory, "generate-completion");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("complete -F", "--witness-dir", "exhaustive", "shortest");
  }

  @Test
  void colourIsForTerminalsUnlessSaidOtherwise() throws IOException {
    write("a.pw", "scenario kept { }\n");
    assertThat(ToolRun.of(directory, "check", "a.pw").out()).doesNotContain("\u001b");
    assertThat(ToolRun.of(directory, "check", "--color=always", "a.pw").out()).contains("\u001b[32mmet");
    assertThat(onTerminal(Map.of(), "check", "a.pw").out()).contains("\u001b[32mmet");
    assertThat(onTerminal(Map.of("NO_COLOR", "1"), "check", "a.pw").out()).doesNotContain("\u001b");
    assertThat(onTerminal(Map.of("TERM", "dumb"), "check", "a.pw").out()).doesNotContain("\u001b");
    assertThat(onTerminal(Map.of(), "check", "--color", "never", "a.pw").out()).doesNotContain("\u001b");
  }

  @Test
  void whoWatchesIsToldWhereThingsAreExplained() throws IOException {
    write("bad.pw", "scenario b {\n  x = 1 ERROR\n}\n");
    assertThat(onTerminal(Map.of(), "check", "bad.pw").err()).endsWith("what it means: pagewalk explain PW0101\n");
    write("a.pw", "scenario lost { }\nscenario lost2 { }\n");
    assertThat(onTerminal(Map.of(), "check", "a.pw").err()).endsWith("what it means: pagewalk explain assertion\n");
    assertThat(onTerminal(Map.of(), "check", "--quiet", "a.pw").err()).doesNotContain("explain");
    assertThat(ToolRun.of(directory, "check", "a.pw").err()).doesNotContain("explain");
    write("b.pw", "scenario kept { }\n");
    assertThat(onTerminal(Map.of(), "check", "b.pw").err()).doesNotContain("explain");
  }

  @Test
  void longSearchShowsItsProgressOnATerminalOnly() throws IOException {
    write("a.pw", "scenario slow { }\n");
    assertThat(onTerminal(Map.of(), "check", "a.pw").err())
        .contains("\r\u001b[Kslow: 65,536 states, depth 40, 1 s")
        .endsWith("\r\u001b[K");
    assertThat(ToolRun.of(directory, "check", "a.pw").err()).isEmpty();
    assertThat(onTerminal(Map.of(), "check", "--quiet", "a.pw").err()).isEmpty();
  }

  @Test
  void resultsKeepTheirOrderHoweverManyRunAtOnce() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("scenario ").append(i % 3 == 0 ? "lost" : "kept").append(i).append(" { }\n");
    }
    write("a.pw", text.toString());
    String one = ToolRun.of(directory, "check", "a.pw").out();
    assertThat(withoutTimes(ToolRun.of(directory, "check", "--jobs", "7", "a.pw").out())).isEqualTo(withoutTimes(one));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void interruptionPrintsWhatIsKnown() throws IOException {
    write("a.pw", "scenario kept { }\nscenario hang { }\nscenario later { }\n");
    ToolRun text = interrupted("check", "a.pw");
    assertThat(text.status()).isEqualTo(130);
    assertThat(text.out())
        .contains("met  kept: safe", "hang: unknown: interrupted", "1 met, 0 unmet, 1 unknown, 1 not checked");
    ToolRun json = interrupted("check", "--format", "json", "a.pw");
    assertThat(json.status()).isEqualTo(130);
    assertThat(json.out()).startsWith("{\"schema\":1").endsWith("}\n")
        .contains("\"scenario\":\"hang\"", "\"notChecked\":1,\"interrupted\":true").doesNotContain("later");
  }

  @Test
  void nothingOfAFailureIsShownButOneParagraph() throws IOException {
    write("a.pw", "scenario crash { }\n");
    ToolRun run = ToolRun.of(directory, "check", "a.pw");
    assertThat(run.status()).isEqualTo(70);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("this is our fault", "the journal is torn", "pagewalk-failure-");
    Path details = Path.of(run.err().replaceFirst("(?s).*details are in (\\S+):.*", "$1"));
    assertThat(Files.readString(details)).contains("arguments: check a.pw", "  at dev.pagewalk.cli.FakeEngine");
    Files.delete(details);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check a.pw", "matrix a.pw", "outcomes a.pw", "explain", "list", "fmt -", "--version"})
  void resultsThatCannotBeWrittenAreNotLostSilently(String arguments) throws IOException {
    write("a.pw", "scenario kept { }\nscenario kept2 { }\n");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream full = new PrintStream(new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    }, false, StandardCharsets.UTF_8);
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console = new Console(
        new ByteArrayInputStream("scenario s { }".getBytes(StandardCharsets.UTF_8)),
        full, messages, Map.of(), directory, false, false, Optional.empty());
    int status = CommandLineTool.run(
        List.of(arguments.split(" ")), console, (where, library) -> new FakeEngine(), ToolRun.NO_EDITORS, ToolRun.NO_DEBUGGER,
        new Interruption());
    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("stdout is closed or full");
  }

  private ToolRun onTerminal(Map<String, String> environment, String... args) {
    return ToolRun.of(new FakeEngine(), directory, environment, true, new Interruption(), args);
  }

  /** Runs, and presses Ctrl-C once the scenario that hangs is being checked. */
  private ToolRun interrupted(String... args) {
    Interruption interruption = new Interruption();
    CountDownLatch hanging = new CountDownLatch(1);
    FakeEngine engine = new FakeEngine() {
      @Override
      public CheckResult check(Unit unit, Cancellation cancellation, Reporter reporter) {
        if (unit.scenario().equals("hang")) {
          hanging.countDown();
        }
        return super.check(unit, cancellation, reporter);
      }
    };
    Thread user = new Thread(() -> {
      try {
        hanging.await();
        interruption.request();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    });
    user.start();
    return ToolRun.of(engine, directory, Map.of(), false, interruption, args);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("[0-9.]+ s\\b", "? s");
  }
}
