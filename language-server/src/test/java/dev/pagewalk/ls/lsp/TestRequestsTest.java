package dev.pagewalk.ls.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a test explorer asks for. */
@Timeout(120)
class TestRequestsTest {
  private static final String URI = "file:///count.pw";
  private static final String TEXT = """
      scenario count {
        param fixed = false;
        var count: int; machine { data_races 0; }
        thread a { if (fixed) { atomic_inc(count); } else { count = count + 1; } }
        thread b { if (fixed) { atomic_inc(count); } else { count = count + 1; } }
        final count == 2;
        expect safe with fixed = true;
        expect safe;
      }

      scenario other { thread t { } }
      """;

  private static Session session() {
    return Session.of(new ClientCapabilities(), Map.of("check", "never"));
  }

  private static JsonObject tests(Session session, String uri) {
    return object(session.get(session.endpoint().request("pagewalk/tests", Map.of("uri", uri))));
  }

  private static JsonObject object(Object answer) {
    return ((JsonElement) answer).getAsJsonObject();
  }

  private static JsonObject scenario(JsonObject file, int index) {
    return file.getAsJsonArray("scenarios").get(index).getAsJsonObject();
  }

  private static CompletableFuture<Object> run(Session session, String uri, String scenario, int variant) {
    return session.endpoint().request("pagewalk/runTest",
        Map.of("uri", uri, "scenario", scenario, "variant", variant, "witness", true));
  }

  @Test
  void listsExpectationsInTheirVariants() {
    try (Session session = session()) {
      session.open(URI, 1, TEXT);
      JsonObject file = tests(session, URI);
      assertThat(scenario(file, 0).get("name").getAsString()).isEqualTo("count");
      JsonArray tests = scenario(file, 0).getAsJsonArray("tests");
      assertThat(tests).hasSize(2);
      JsonObject first = tests.get(0).getAsJsonObject();
      assertThat(first.get("expected").getAsString()).isEqualTo("safe");
      assertThat(first.get("description").getAsString()).isEqualTo("fixed = true");
      assertThat(first.getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt()).isEqualTo(6);
      assertThat(scenario(file, 1).getAsJsonArray("tests")).hasSize(1);
    }
  }

  @Test
  void aKeyChangesOnlyWithWhatItsScenarioDependsOn() {
    try (Session session = session()) {
      session.open(URI, 1, TEXT);
      JsonObject before = tests(session, URI);
      session.change(URI, 2, new TextDocumentContentChangeEvent(TEXT.replace("thread t { }", "thread u { }")));
      JsonObject after = tests(session, URI);
      assertThat(scenario(after, 0).get("key")).isEqualTo(scenario(before, 0).get("key"));
      assertThat(scenario(after, 1).get("key")).isNotEqualTo(scenario(before, 1).get("key"));
    }
  }

  @Test
  void aFileThatIsNotOpenHasTestsToo(@TempDir Path folder) throws IOException {
    Path ops = Files.writeString(folder.resolve("ops.pw"), "fn bump(x: int*) { atomic_inc(*x); }\n");
    Path count = Files.writeString(folder.resolve("count.pw"), "use \"ops.pw\";\n" + TEXT);
    try (Session session = session()) {
      String uri = count.toUri().toString();
      JsonObject file = tests(session, uri);
      assertThat(file.getAsJsonArray("reads").toString()).contains(uri, ops.toUri().toString());
      assertThat(object(session.get(run(session, uri, "count", 0))).get("met").getAsBoolean()).isTrue();
      assertThat(tests(session, ops.toUri().toString()).getAsJsonArray("scenarios")).isEmpty();
    }
  }

  @Test
  void aFailureTellsBothPlacesAndBringsAWitness() {
    try (Session session = session()) {
      session.open(URI, 1, TEXT);
      JsonObject result = object(session.get(run(session, URI, "count", 1)));
      assertThat(result.get("met").getAsBoolean()).isFalse();
      assertThat(result.get("verdict").getAsString()).isEqualTo("violated");
      assertThat(result.get("found").getAsString()).isEqualTo("final");
      assertThat(result.get("message").getAsString()).startsWith("expected safe, but found final: ");
      assertThat(result.getAsJsonArray("places")).extracting(place -> place.getAsJsonObject()
          .getAsJsonObject("location").getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt())
          .contains(3, 4);
      assertThat(result.get("text").getAsString()).contains("CPU 0 (a)");
      assertThat(Path.of(result.get("witness").getAsString())).exists();
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    try (Session session = session()) {
      session.open(URI, 1, TEXT.replace("thread t { }", "thread t { nothing(); }"));
      assertThat(scenario(tests(session, URI), 1).get("broken").getAsString()).contains("nothing");
      assertThat(scenario(tests(session, URI), 0).get("broken")).isNull();
      assertThatThrownBy(() -> session.get(run(session, URI, "other", 0))).hasMessageContaining("other");
      assertThatThrownBy(() -> session.get(run(session, URI, "count", 2))).hasMessageContaining("no expectation 2");
      assertThatThrownBy(() -> session.get(session.endpoint().request("pagewalk/tests", Map.of())))
          .hasMessageContaining("named");
      assertThat(tests(session, "file:///nowhere/at-all.pw").getAsJsonArray("scenarios")).isEmpty();
    }
  }

  @Test
  void aCancelledRunEnds() {
    try (Session session = session()) {
      session.open(URI, 1, "scenario huge { machine { data_races 0; } var y: int; "
          + "thread a[8] { for i in 0..400 { y = y + i; } } expect safe; }");
      CompletableFuture<Object> first = run(session, URI, "huge", 0);
      CompletableFuture<Object> second = run(session, URI, "huge", 0);
      first.cancel(true);
      second.cancel(true);
      session.open("file:///small.pw", 1, TEXT);
      assertThat(object(session.get(run(session, "file:///small.pw", "other", 0))).get("met").getAsBoolean()).isTrue();
    }
  }
}
