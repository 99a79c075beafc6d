package dev.pagewalk.ls.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.pagewalk.ls.check.Settings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DiagnosticCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps PROTOCOL.md what the code is. */
class ProtocolDocumentTest {
  private static String document;

  @BeforeAll
  static void read() throws IOException {
    document = Files.readString(Path.of("PROTOCOL.md"));
  }

  private static List<String> documented(String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE).matcher(document).results()
        .map(MatchResult::group)
        .map(text -> text.replaceAll(".*`(.*)`.*", "$1"))
        .sorted()
        .toList();
  }

  @Test
  void notificationsAndRequests() {
    Stream<String> notifications = Stream.of(Client.class.getDeclaredMethods())
        .map(method -> method.getAnnotation(JsonNotification.class).value());
    Stream<String> requests = Stream.of(TestRequests.class.getDeclaredMethods())
        .map(method -> method.getAnnotation(JsonRequest.class).value());
    assertThat(documented("^### `[^`]+`$")).isEqualTo(Stream.concat(notifications, requests).sorted().toList());
  }

  @Test
  void capabilities() {
    TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
    text.setDiagnostic(new DiagnosticCapabilities());
    ClientCapabilities client = new ClientCapabilities();
    client.setTextDocument(text);
    InitializeParams params = new InitializeParams();
    params.setCapabilities(client);
    String answer = new MessageJsonHandler(Map.of()).getGson().toJson(Capabilities.of(Wishes.of(params)));
    assertThat(documented("^\\| `(positionEncoding|textDocumentSync|workspace|[A-Za-z]+Provider)` \\|"))
        .containsExactlyInAnyOrderElementsOf(JsonParser.parseString(answer).getAsJsonObject().keySet());
  }

  @Test
  void commands() {
    assertThat(documented("^\\| `pagewalk\\.[a-z]+`")).isEqualTo(Commands.NAMES.stream().sorted().toList());
  }

  @Test
  void fields() {
    for (Class<?> type : List.of(Client.Status.class, Client.Scenario.class, Client.Line.class,
        TestRequests.TestFile.class, TestRequests.TestScenario.class, TestRequests.Test.class,
        TestRequests.RunParams.class, TestRequests.TestResult.class, TestRequests.Place.class)) {
      for (RecordComponent component : type.getRecordComponents()) {
        assertThat(document).contains("`" + component.getName() + "`");
      }
    }
  }

  @Test
  void settings() {
    for (Settings.When when : Settings.When.values()) {
      String[] words = when.name().toLowerCase(Locale.ROOT).split("_");
      String name = words.length == 1
          ? words[0] : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
      assertThat(document).contains("`" + name + "`");
      com.google.gson.JsonObject options = new com.google.gson.JsonObject();
      options.addProperty("check", name);
      assertThat(Wishes.settings(Settings.DEFAULT, options).when()).isEqualTo(when);
    }
  }
}
