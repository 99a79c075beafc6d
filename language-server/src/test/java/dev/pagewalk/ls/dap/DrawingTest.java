package dev.pagewalk.ls.dap;

import static dev.pagewalk.ls.dap.DebugSession.get;
import static dev.pagewalk.ls.dap.DebugSession.map;
import static dev.pagewalk.ls.dap.DebugSession.refused;
import static dev.pagewalk.ls.dap.DebugSession.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingTest {
  private final DebugSession client = new DebugSession();

  @AfterEach
  void close() {
    client.close();
  }

  private Map<String, Object> execution(Object known) {
    return get(client.server().execution(map("known", known)));
  }

  private void step(int thread) {
    NextArguments args = new NextArguments();
    args.setThreadId(thread);
    args.setGranularity(SteppingGranularity.INSTRUCTION);
    client.after(client.server().next(args));
  }

  @Test
  void pathGrowsWithTheSteps() {
    client.launch("file", scenario("basics/lost-update.pw"), "variant", "1");
    Map<String, Object> start = execution("");
    assertThat(start).containsEntry("position", 0.0).containsEntry("steps", 0.0);
    assertThat(start).containsEntry("goesOn", true);
    assertThat((String) start.get("graph")).doesNotContain("counter");
    assertThat((String) start.get("all")).contains("counter");
    step(1);
    Map<String, Object> one = execution(start.get("revision"));
    assertThat(one).containsEntry("position", 1.0).containsEntry("steps", 1.0);
    assertThat((String) one.get("svg")).contains("data-step=\"1\"");
  }

  @Test
  void whatWasTakenBackLiesAheadAndIsNotSentAgain() {
    client.launch("file", scenario("basics/lost-update.pw"), "variant", "1");
    step(1);
    step(1);
    Object revision = execution("").get("revision");
    StepBackArguments back = new StepBackArguments();
    back.setThreadId(1);
    client.after(client.server().stepBack(back));
    Map<String, Object> there = execution(revision);
    assertThat(there).containsEntry("position", 1.0).containsEntry("steps", 2.0).containsEntry("revision", revision)
        .doesNotContainKeys("svg", "graph", "all", "message");
    get(client.type("at 2"));
    client.stop();
    assertThat(execution(revision)).containsEntry("position", 2.0);
  }

  @Test
  void ofALongPathTheStepsAroundThePositionAreDrawn(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("long.pw"), """
        scenario long_way {
          var x: 0..700;
          thread t { let i = 0; while (i < 600) { x = i; i = i + 1; } }
          expect safe;
        }
        """);
    client.launch("file", file.toString());
    ContinueArguments on = new ContinueArguments();
    on.setThreadId(1);
    client.after(client.server().continue_(on));
    Map<String, Object> end = execution("");
    assertThat(end).containsEntry("steps", 600.0).containsEntry("first", 200.0).containsEntry("last", 600.0);
    assertThat((String) end.get("svg")).contains("steps 1 to 200 are not drawn", "data-step=\"600\"");
    get(client.type("at 10"));
    client.stop();
    Map<String, Object> start = execution(end.get("revision"));
    assertThat(start).containsEntry("position", 10.0).containsEntry("first", 0.0).containsEntry("last", 400.0);
    assertThat((String) start.get("svgNarrow")).contains("steps 401 to 600 are not drawn");
    get(client.type("at 20"));
    client.stop();
    assertThat(execution(start.get("revision"))).containsEntry("position", 20.0).doesNotContainKey("svg");
  }

  @Test
  void nothingIsDrawnBeforeTheLaunch() {
    client.initialize();
    assertThat(refused(client.server().execution(map()))).contains("nothing has been launched");
  }

  @Test
  void documentNamesEveryField() throws IOException {
    client.launch("file", scenario("basics/lost-update.pw"), "variant", "1");
    String document = Files.readString(Path.of("../docs/debugger.md"));
    assertThat(document).contains("`pagewalk/execution`");
    assertThat(execution("").keySet()).allSatisfy(
        field -> assertThat(Pattern.compile("^\\| .*`" + field + "`", Pattern.MULTILINE).matcher(document).find()).isTrue());
  }
}
