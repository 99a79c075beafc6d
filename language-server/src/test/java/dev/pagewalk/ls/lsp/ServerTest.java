package dev.pagewalk.ls.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.pagewalk.analysis.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensWorkspaceCapabilities;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCapabilities;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticWorkspaceCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.GeneralClientCapabilities;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as clients see it. */
@Timeout(120)
class ServerTest {
  private static final String URI = "file:///race.pw";
  private static final String RACE = """
      scenario race {
        var count: int; machine { data_races 0; }
        thread a { count = count + 1; }
        thread b { count = count + 1; }
        final count == 2;
        expect safe;
      }
      """;
  private static final String FIXED = RACE.replace("count = count + 1;", "atomic_inc(count);");

  private static ClientCapabilities pushing() {
    TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
    text.setPublishDiagnostics(new PublishDiagnosticsCapabilities(true));
    ClientCapabilities capabilities = new ClientCapabilities();
    capabilities.setTextDocument(text);
    return capabilities;
  }

  private static Map<String, Object> options(String check) {
    return Map.of("check", check);
  }

  private static String message(Diagnostic diagnostic) {
    return diagnostic.getMessage().getLeft();
  }

  @Test
  void saysWhatIsWrongWithAText() {
    try (Session session = Session.of(pushing(), options("never"))) {
      session.open(URI, 1, "scenario s { thread a { nothing(); } }");
      Diagnostic mistake = session.diagnostics(URI, found -> !found.isEmpty()).get(0);
      assertThat(mistake.getCode().getLeft()).isEqualTo("PW0202");
      assertThat(mistake.getRange()).isEqualTo(new Range(new Position(0, 24), new Position(0, 31)));
      assertThat(mistake.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
      session.change(URI, 2, new TextDocumentContentChangeEvent(
          new Range(new Position(0, 24), new Position(0, 34)), ""));
      session.diagnostics(URI, List::isEmpty);
      assertThat(session.published().get(session.published().size() - 1).getVersion()).isEqualTo(2);
    }
  }

  @Test
  void marksARaceOnBothLines() {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(URI, 1, RACE);
      List<Diagnostic> found = session.diagnostics(URI, all -> 3 <= all.size());
      assertThat(found.stream().map(each -> each.getRange().getStart().getLine())).contains(2, 3, 5);
      assertThat(found).allSatisfy(each -> {
        assertThat(each.getCode().getLeft()).isEqualTo("final");
        assertThat(each.getRelatedInformation()).isNotEmpty();
      });
      session.change(URI, 2, new TextDocumentContentChangeEvent(FIXED));
      session.diagnostics(URI, List::isEmpty);
    }
  }

  @Test
  void tellsOtherPlacesInTheMessageWhereTheClientShowsNone() {
    try (Session session = Session.of(new ClientCapabilities(), options("onType"))) {
      session.open(URI, 1, RACE);
      List<Diagnostic> found = session.diagnostics(URI, all -> 3 <= all.size());
      assertThat(found.stream().map(ServerTest::message)).anyMatch(text -> text.contains("\nline 3: "));
    }
  }

  @Test
  void showsVerdictsAboveScenarios() {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(URI, 1, RACE);
      session.diagnostics(URI, all -> 3 <= all.size());
      List<CodeLens> lenses = session.lenses(URI);
      assertThat(lenses.get(0).getCommand().getTitle()).startsWith("final, expected safe · ");
      assertThat(lenses).extracting(lens -> lens.getCommand().getTitle())
          .contains("check", "step", "interleaving", "outcomes");
      session.change(URI, 2, new TextDocumentContentChangeEvent(RACE.replace("thread b {", "thread b ")));
      session.diagnostics(URI, all -> all.stream().anyMatch(each -> each.getCode().getLeft().startsWith("PW")));
      session.until(each -> each.lenses(URI).get(0).getCommand().getTitle().startsWith("stale: "));
    }
  }

  @Test
  void stepsAreShownWhereTheClientHasNoDebugger() {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(URI, 1, RACE);
      session.diagnostics(URI, all -> 3 <= all.size());
      CodeLens step = session.lenses(URI).stream()
          .filter(lens -> lens.getCommand().getTitle().equals("step")).findFirst().orElseThrow();
      assertThat(step.getCommand().getArguments()).hasSize(3);
      Object shown = session.get(session.server().getWorkspaceService().executeCommand(
          new ExecuteCommandParams(step.getCommand().getCommand(), step.getCommand().getArguments())));
      assertThat(shown.toString()).contains("CPU 0 (a)").contains("=> final");
    }
  }

  @Test
  void aTraceIsAPictureAndAWitnessFile() throws IOException {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(URI, 1, RACE);
      session.diagnostics(URI, all -> 3 <= all.size());
      JsonObject trace = (JsonObject) new Gson().toJsonTree(session.get(
          session.server().getWorkspaceService().executeCommand(
              new ExecuteCommandParams(Commands.TRACE, List.of(URI, "race", 0)))));
      assertThat(trace.get("svg").getAsString()).startsWith("<svg").contains("data-step=\"1\"", "data-file=\"/race.pw\"");
      assertThat(Files.readString(Path.of(trace.get("witness").getAsString()))).contains("scenario race");
      session.change(URI, 2, new TextDocumentContentChangeEvent(FIXED));
      session.diagnostics(URI, List::isEmpty);
      assertThat(session.get(session.server().getWorkspaceService().executeCommand(
          new ExecuteCommandParams(Commands.TRACE, List.of(URI, "race", 0))))).isNull();
    }
  }

  @Test
  void commandsGiveTheInterleavingAndTheOutcomes() {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(URI, 1, RACE);
      session.diagnostics(URI, all -> 3 <= all.size());
      Object shown = session.get(session.server().getWorkspaceService().executeCommand(
          new ExecuteCommandParams(Commands.SHOW, List.of(URI, "race"))));
      assertThat(shown.toString()).contains("CPU 0 (a)").contains("=> final");
      Object outcomes = session.get(session.server().getWorkspaceService().executeCommand(
          new ExecuteCommandParams(Commands.OUTCOMES, List.of(URI, "race"))));
      assertThat(outcomes.toString()).contains("outcome");
    }
  }

  @Test
  void aClientThatPullsGetsNoPush() {
    ClientCapabilities pulling = pushing();
    pulling.getTextDocument().setDiagnostic(new DiagnosticCapabilities());
    pulling.setWorkspace(new WorkspaceClientCapabilities());
    pulling.getWorkspace().setDiagnostics(new DiagnosticWorkspaceCapabilities(true));
    try (Session session = Session.of(pulling, options("onType"))) {
      session.open(URI, 1, RACE);
      session.until(each -> 1 < each.refreshes() && 3 <= each.pull(URI).size());
      assertThat(session.published()).isEmpty();
    }
  }

  @Test
  void lensesOfManyScenariosAreNewAgainOnlyOnceTheyWereGiven() {
    ClientCapabilities refreshing = pushing();
    refreshing.setWorkspace(new WorkspaceClientCapabilities());
    refreshing.getWorkspace().setCodeLens(new CodeLensWorkspaceCapabilities(true));
    try (Session session = Session.of(refreshing, options("onType"))) {
      String many = IntStream.range(0, 60).mapToObj(i -> RACE.replace("scenario race", "scenario race" + i))
          .collect(Collectors.joining("\n"));
      session.open(URI, 1, many);
      session.until(each -> each.published().stream().anyMatch(told -> told.getDiagnostics().size() == 60 * 4));
      session.change(URI, 2, new TextDocumentContentChangeEvent(many + "\n" + RACE));
      session.until(each -> each.published().stream().anyMatch(told -> told.getDiagnostics().size() == 61 * 4));
      assertThat(session.lensRefreshes()).isEqualTo(1);
      assertThat(session.lenses(URI)).isNotEmpty();
      session.change(URI, 3, new TextDocumentContentChangeEvent(many));
      session.until(each -> each.lensRefreshes() == 2);
    }
  }

  @Test
  void nothingStaysBehindWhenADocumentIsClosed() {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(URI, 1, RACE);
      session.diagnostics(URI, all -> 3 <= all.size());
      session.server().getTextDocumentService().didClose(
          new DidCloseTextDocumentParams(new TextDocumentIdentifier(URI)));
      session.diagnostics(URI, List::isEmpty);
      assertThat(session.lenses(URI)).isEmpty();
    }
  }

  @Test
  void countsCharactersAsTheClientAsks() {
    ClientCapabilities utf8 = pushing();
    utf8.setGeneral(new GeneralClientCapabilities());
    utf8.getGeneral().setPositionEncodings(List.of("klingon", "utf-8", "utf-16"));
    try (Session session = Session.silent(Optional.empty())) {
      assertThat(session.initialize(utf8, options("never")).getCapabilities().getPositionEncoding())
          .isEqualTo("utf-8");
      session.open(URI, 1, "scenario s { /* ää */ thread a { nothing(); } }");
      assertThat(session.diagnostics(URI, all -> !all.isEmpty()).get(0).getRange().getStart().getCharacter())
          .isEqualTo(35);
    }
  }

  @Test
  void aVerdictIsOnTheLineForTheGutter() {
    try (Session session = Session.of(pushing(), Map.of("check", "onType", "status", true))) {
      session.open(URI, 1, FIXED);
      session.until(each -> each.statuses().stream().anyMatch(
          status -> status.scenarios().stream().anyMatch(Client.Scenario::met)
              && status.lines().stream().allMatch(line -> line.status().equals("safe"))));
    }
  }

  @Test
  void editsOfAUsedFileJudgeAnew() {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open("file:///ops.pw", 1, "fn bump(x: int*) { *x = *x + 1; }\n");
      session.open(URI, 1, "use \"ops.pw\";\n" + RACE.replace("count = count + 1;", "bump(&count);"));
      session.diagnostics(URI, all -> !all.isEmpty());
      session.change("file:///ops.pw", 2,
          new TextDocumentContentChangeEvent("fn bump(x: int*) { atomic_inc(*x); }\n"));
      session.diagnostics(URI, List::isEmpty);
    }
  }

  @Test
  void editsOfTheLibraryJudgeAnewWhatDependsOnIt(@TempDir Path folder) throws IOException {
    StringBuilder index = new StringBuilder("ops.pw\n");
    for (Map.Entry<String, String> each : Library.shipped().texts().entrySet()) {
      String name = each.getKey().substring(each.getKey().indexOf('/') + 1);
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), each.getValue());
      index.append(name).append('\n');
    }
    Files.writeString(folder.resolve("index.txt"), index);
    Path file = Files.writeString(folder.resolve("ops.pw"), "fn bump(x: int*) { *x = *x + 1; }\n");
    String library = file.toUri().toString();
    try (Session session = Session.of(Library.in(folder), pushing(), options("onType"))) {
      session.open(URI, 1, RACE.replace("count = count + 1;", "bump(&count);"));
      session.diagnostics(URI, all -> 3 <= all.size());
      session.open(library, 1, Files.readString(file));
      session.change(library, 2, new TextDocumentContentChangeEvent("fn bump(x: int*) { atomic_inc(*x); }\n"));
      session.diagnostics(URI, List::isEmpty);
      session.change(library, 3, new TextDocumentContentChangeEvent("fn bump(x: int*) { atomic_inc(*y); }\n"));
      session.diagnostics(library, all -> all.size() == 1);
      session.server().getTextDocumentService().didClose(
          new DidCloseTextDocumentParams(new TextDocumentIdentifier(library)));
      session.diagnostics(library, List::isEmpty);
      session.diagnostics(URI, all -> 3 <= all.size());
      var renamed = session.get(session.server().getTextDocumentService().rename(new RenameParams(
          new TextDocumentIdentifier(URI), new Position(2, 14), "add_one")));
      assertThat(renamed.getChanges().keySet()).containsExactlyInAnyOrder(URI, library);
    }
  }

  @Test
  void changesOnDiskAreSeen(@TempDir Path folder) throws IOException {
    Path ops = Files.writeString(folder.resolve("ops.pw"), "fn bump(x: int*) { *x = *x + 1; }\n");
    Path race = folder.resolve("race.pw");
    String uri = race.toUri().toString();
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(uri, 1, "use \"ops.pw\";\n" + RACE.replace("count = count + 1;", "bump(&count);"));
      session.diagnostics(uri, all -> !all.isEmpty());
      Files.writeString(ops, "fn bump(x: int*) { atomic_inc(*x); }\n");
      session.server().getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(
          List.of(new FileEvent(ops.toUri().toString(), FileChangeType.Changed))));
      session.diagnostics(uri, List::isEmpty);
      Files.delete(ops);
      session.server().getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(
          List.of(new FileEvent(ops.toUri().toString(), FileChangeType.Deleted))));
      session.diagnostics(uri, all -> all.stream().anyMatch(each -> each.getCode().getLeft().equals("PW0214")));
    }
  }

  @Test
  void brokenFilesWhileTyping() {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(URI, 0, "");
      for (int i = 1; i <= RACE.length(); i++) {
        session.change(URI, i, new TextDocumentContentChangeEvent(RACE.substring(0, i)));
        session.server().getTextDocumentService().completion(new CompletionParams(
            new TextDocumentIdentifier(URI), new Position(100, 100)));
      }
      session.diagnostics(URI, all -> 3 <= all.size()
          && all.stream().allMatch(each -> each.getCode().getLeft().equals("final")));
      assertThat(session.logs()).isEmpty();
    }
  }

  @Test
  void messagesThatMakeNoSense() {
    try (Session session = Session.of(pushing(), options("never"))) {
      session.change("file:///never-opened.pw", 1, new TextDocumentContentChangeEvent("x"));
      session.server().getTextDocumentService().didClose(
          new DidCloseTextDocumentParams(new TextDocumentIdentifier("file:///never-opened.pw")));
      session.open(URI, 5, "scenario s { thread a { nothing(); } }");
      session.open(URI, 5, "scenario s { thread a { nothing(); } }");
      session.change(URI, 4, new TextDocumentContentChangeEvent("older"));
      session.change(URI, 6, new TextDocumentContentChangeEvent(
          new Range(new Position(70, 0), new Position(3, 2)), ""));
      session.diagnostics(URI, all -> all.size() == 1);
      assertThat(session.get(session.server().getTextDocumentService().hover(
          new HoverParams(new TextDocumentIdentifier("nonsense:%%%"), new Position(-1, -5))))).isNull();
      session.endpoint().notify("$/nonsense", Map.of());
      session.endpoint().notify("nonsense", Map.of());
      assertThatThrownBy(() -> session.get(session.endpoint().request("nonsense", Map.of())))
          .hasMessageContaining("nonsense");
      assertThatThrownBy(() -> session.get(session.server().getWorkspaceService().executeCommand(
          new ExecuteCommandParams("nonsense", List.of())))).hasMessageContaining("nonsense");
      session.open(URI, 7, "scenario s { }");
      session.diagnostics(URI, all -> all.size() == 1);
    }
  }

  @Test
  void requestsThatLackSomethingAreRefusedInOneLine() {
    try (Session session = Session.of(pushing(), options("never"))) {
      for (Object params : List.of(Map.of(), Map.of("textDocument", Map.of()), Map.of("position", "here"), 7)) {
        assertThatThrownBy(() -> session.get(session.endpoint().request("textDocument/hover", params)))
            .rootCause()
            .isInstanceOfSatisfying(ResponseErrorException.class, refused ->
                assertThat(refused.getResponseError().toString()).doesNotContain("\\tat ", "\tat "));
      }
      assertThat(session.logs()).isEmpty();
    }
  }

  @Test
  void nothingIsAnsweredAfterShutdown() {
    try (Session session = Session.of(pushing(), options("never"))) {
      session.open(URI, 1, RACE);
      session.get(session.server().shutdown());
      assertThatThrownBy(() -> session.get(session.server().getTextDocumentService().hover(
          new HoverParams(new TextDocumentIdentifier(URI), new Position(2, 14))))).hasMessageContaining("shutdown");
    }
  }

  @Test
  void aClientThatCancelsEverything() {
    try (Session session = Session.of(pushing(), options("never"))) {
      session.open(URI, 1, RACE);
      for (int i = 0; i < 200; i++) {
        CompletableFuture<?> asked = session.server().getTextDocumentService().definition(
            new DefinitionParams(new TextDocumentIdentifier(URI), new Position(2, 14)));
        asked.cancel(true);
      }
      assertThat(session.get(session.server().getTextDocumentService().hover(
          new HoverParams(new TextDocumentIdentifier(URI), new Position(2, 14))))).isNotNull();
      assertThat(session.logs()).isEmpty();
    }
  }

  @Test
  void aScenarioThatExplodesHindersNobody() {
    try (Session session = Session.of(pushing(), options("onType"))) {
      session.open(URI, 1,
          "scenario huge { machine { data_races 0; } var y: int; thread a[8] { for i in 0..400 { y = y + i; } } }");
      session.until(each -> each.lenses(URI).stream()
          .anyMatch(lens -> lens.getCommand().getTitle().contains("checking")));
      assertThat(session.get(session.server().getTextDocumentService().hover(
          new HoverParams(new TextDocumentIdentifier(URI), new Position(0, 86))))).isNotNull();
      session.open("file:///other.pw", 1, RACE);
      session.change(URI, 2, new TextDocumentContentChangeEvent("scenario s { thread a { } }"));
      session.diagnostics("file:///other.pw", all -> 3 <= all.size());
    }
  }

  @Test
  void endsWhenTheClientIsGone() {
    Session session = Session.of(pushing(), options("onType"));
    session.open(URI, 1, RACE);
    session.kill();
    assertThat(session.ended()).isEqualTo(1);
  }

  @Test
  void endsWhenTheClientSaysGoodbye() {
    Session session = Session.of(pushing(), options("never"));
    session.get(session.server().shutdown());
    session.server().exit();
    assertThat(session.ended()).isZero();
  }

  @Test
  void aClientWithoutTheTokenIsRefused() {
    try (Session session = Session.silent(Optional.of("secret"))) {
      assertThatThrownBy(() -> session.initialize(pushing(), Map.of("token", "guess"))).hasMessageContaining("token");
      session.open(URI, 1, RACE);
      assertThatThrownBy(() -> session.get(session.server().getTextDocumentService().hover(
          new HoverParams(new TextDocumentIdentifier(URI), new Position(0, 10))))).hasMessageContaining("initialize");
      assertThatThrownBy(() -> session.get(session.server().shutdown())).hasMessageContaining("initialize");
      assertThat(session.initialize(pushing(), Map.of("token", "secret")).getServerInfo().getName())
          .isEqualTo("pagewalk");
    }
  }
}
