package dev.pagewalk.ls.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
      scenario count(fixed: bool = false) {
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

  private static TestRequests.TestFile tests(Session session, String uri) {
    return session.get(session.server().list(new TestRequests.ListParams(uri)));
  }

  private static CompletableFuture<TestRequests.TestResult> run(
      Session session, String uri, String scenario, int variant) {
    return session.server().run(new TestRequests.RunParams(uri, scenario, variant, true));
  }

  @Test
  void listsExpectationsInTheirVariants() {
    try (Session session = session()) {
      session.open(URI, 1, TEXT);
      TestRequests.TestFile file = tests(session, URI);
      assertThat(file.scenarios()).extracting(TestRequests.TestScenario::name).containsExactly("count", "other");
      assertThat(file.scenarios().get(0).tests()).hasSize(2);
      TestRequests.Test first = file.scenarios().get(0).tests().get(0);
      assertThat(first.expected()).isEqualTo("safe");
      assertThat(first.description()).isEqualTo("fixed = true");
      assertThat(first.range().getStart().getLine()).isEqualTo(5);
      assertThat(file.scenarios().get(1).tests()).hasSize(1);
    }
  }

  @Test
  void aKeyChangesOnlyWithWhatItsScenarioDependsOn() {
    try (Session session = session()) {
      session.open(URI, 1, TEXT);
      TestRequests.TestFile before = tests(session, URI);
      session.change(URI, 2, new TextDocumentContentChangeEvent(TEXT.replace("thread t { }", "thread u { }")));
      TestRequests.TestFile after = tests(session, URI);
      assertThat(after.scenarios().get(0).key()).isEqualTo(before.scenarios().get(0).key());
      assertThat(after.scenarios().get(1).key()).isNotEqualTo(before.scenarios().get(1).key());
    }
  }

  @Test
  void aFileThatIsNotOpenHasTestsToo(@TempDir Path folder) throws IOException {
    Path ops = Files.writeString(folder.resolve("ops.pw"), "fn bump(x: int*) { atomic_inc(*x); }\n");
    Path count = Files.writeString(folder.resolve("count.pw"), "use \"ops.pw\";\n" + TEXT);
    try (Session session = session()) {
      String uri = count.toUri().toString();
      assertThat(tests(session, uri).reads()).contains(uri, ops.toUri().toString());
      assertThat(session.get(run(session, uri, "count", 0)).met()).isTrue();
      assertThat(tests(session, ops.toUri().toString()).scenarios()).isEmpty();
    }
  }

  @Test
  void aFailureTellsBothPlacesAndBringsAWitness() {
    try (Session session = session()) {
      session.open(URI, 1, TEXT);
      TestRequests.TestResult result = session.get(run(session, URI, "count", 1));
      assertThat(result.met()).isFalse();
      assertThat(result.verdict()).isEqualTo("violated");
      assertThat(result.found()).isEqualTo("final");
      assertThat(result.message()).startsWith("expected safe, but found final: ");
      assertThat(result.expectation().getRange().getStart().getLine()).isEqualTo(6);
      assertThat(result.places()).extracting(place -> place.location().getRange().getStart().getLine()).contains(2, 3);
      assertThat(result.text()).contains("CPU 0 (a)");
      assertThat(Path.of(result.witness())).exists();
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    try (Session session = session()) {
      session.open(URI, 1, TEXT.replace("thread t { }", "thread t { nothing(); }"));
      assertThat(tests(session, URI).scenarios().get(1).broken()).contains("nothing");
      assertThat(tests(session, URI).scenarios().get(0).broken()).isNull();
      assertThatThrownBy(() -> session.get(run(session, URI, "other", 0))).hasMessageContaining("other");
      assertThatThrownBy(() -> session.get(run(session, URI, "count", 2))).hasMessageContaining("no expectation 2");
      assertThatThrownBy(() -> tests(session, null)).hasMessageContaining("URI of the document");
      assertThat(tests(session, "file:///nowhere/at-all.pw").scenarios()).isEmpty();
    }
  }

  @Test
  void aBrokenScenarioTellsItsOwnMistake() {
    try (Session session = session()) {
      session.open(URI, 1, "scenario one { thread t { first(); } }\nscenario two { thread t { second(); } }\n");
      TestRequests.TestFile file = tests(session, URI);
      assertThat(file.scenarios().get(0).broken()).contains("first");
      assertThat(file.scenarios().get(1).broken()).contains("second");
    }
  }

  @Test
  void aFileWithoutScenariosTellsWhatIsWrongWithIt(@TempDir Path folder) throws IOException {
    Path large = Files.writeString(folder.resolve("large.pw"), "// " + "x".repeat(4 << 20));
    try (Session session = session()) {
      session.open("file:///ops.pw", 1, "fn bump(x: int*) { atomic_inc(*x); }\n");
      session.open("file:///slip.pw", 1, "scenaro count { }\n");
      session.open(URI, 1, TEXT.replace("thread t { }", "thread t { nothing(); }"));
      assertThat(tests(session, large.toUri().toString()).broken()).contains("larger than 4 MB");
      assertThat(tests(session, "file:///slip.pw").broken()).contains("scenaro");
      assertThat(tests(session, "file:///ops.pw").broken()).isNull();
      assertThat(tests(session, URI).broken()).isNull();
    }
  }

  @Test
  void aCancelledRunEnds() {
    try (Session session = session()) {
      session.open(URI, 1, "scenario huge { machine { data_races 0; } var y: int; "
          + "thread a[8] { for i in 0..400 { y = y + i; } } expect safe; }");
      CompletableFuture<TestRequests.TestResult> first = run(session, URI, "huge", 0);
      CompletableFuture<TestRequests.TestResult> second = run(session, URI, "huge", 0);
      first.cancel(true);
      second.cancel(true);
      session.open("file:///small.pw", 1, TEXT);
      assertThat(session.get(run(session, "file:///small.pw", "other", 0)).met()).isTrue();
    }
  }
}
