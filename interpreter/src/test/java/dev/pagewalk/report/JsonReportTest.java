package dev.pagewalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.pagewalk.analysis.OutcomeTable;
import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.graph.Executions;
import dev.pagewalk.witness.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static final JsonReport.Tool TOOL = new JsonReport.Tool("0.1.0", Optional.of("0.1.0"));

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaText());

  @Test
  void everyKindOfResultKeepsToTheSchema() {
    String json = report().check(TOOL, List.of(
        new Judged(Samples.safe(), Optional.empty()),
        new Judged(Samples.violated("safe"), Optional.of(".pagewalk/retract_vs_truncate.witness")),
        new Judged(Samples.unknown(), Optional.empty())),
        List.of(diagnostic("retract.pw"), diagnostic("gone.pw")), 2, true);
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json)
        .startsWith("{\"schema\":1,\"tool\":{\"version\":\"0.1.0\",\"library\":\"0.1.0\"},\"results\":[{\"file\":")
        .contains("\"verdict\":\"safe\"", "\"verdict\":\"violated\"", "\"verdict\":\"unknown\"")
        .contains("\"steps\":5,\"contextSwitches\":2,\"shortest\":true")
        .contains("{\"role\":\"freed\",\"thread\":\"khugepaged\",\"file\":\"mm/memory.pw\",\"line\":3,\"column\":3}")
        .contains("\"stopped\":\"1,000,000 states were allowed\"")
        .contains("\"notChecked\":2,\"interrupted\":true")
        .contains("\"file\":\"gone.pw\",\"range\":null");
  }

  @Test
  void coverageKeepsToTheSchema() {
    String json = report().check(TOOL, List.of(new Judged(Samples.covered(), Optional.empty())), List.of(), 0, false);
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json).contains("\"exact\":true", "\"column\":3,\"states\":12", "\"elsewhere\":3");
  }

  @Test
  void emptyRunIsADocumentToo() {
    assertThat(schema.validate(report().check(TOOL, List.of(), List.of(), 0, false), InputFormat.JSON)).isEmpty();
  }

  @Test
  void replaysKeepToTheSchema() {
    JsonReport.Replay replay = new JsonReport.Replay(
        "x.witness", false, Optional.of("step 2: gone"), Optional.of(Samples.retractTrace()));
    assertThat(schema.validate(report().replay(TOOL, Optional.of(replay), List.of()), InputFormat.JSON)).isEmpty();
    String unread = report().replay(new JsonReport.Tool("0.1.0", Optional.empty()), Optional.empty(), List.of());
    assertThat(schema.validate(unread, InputFormat.JSON)).isEmpty();
  }

  @Test
  void statesOfAnExecutionKeepToTheSchema() {
    JsonReport.Replay replay = new JsonReport.Replay(
        "x.witness", true, Optional.empty(), Optional.of(Executions.collapse().trace()));
    String json = report().replay(TOOL, Optional.of(replay), List.of());
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json).contains("\"graph\":{\"steps\":", "{\"id\":\"table#5\",\"type\":\"table\"", "\"life\":\"detached\"");
    assertThat(schema.validate(json.replace("\"detached\"", "\"lost\""), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void matricesKeepToTheSchema() {
    Matrix matrix = new Matrix(List.of(
        new Matrix.Entry("retract.pw", "retract_vs_truncate", List.of("kernel 6.1"), Optional.of(Samples.safe())),
        new Matrix.Entry("retract.pw", "retract_vs_truncate", List.of(), Optional.of(Samples.violated("safe"))),
        new Matrix.Entry("retract.pw", "other", List.of("kernel 6.1"), Optional.empty())), false);
    String json = report().matrix(TOOL, matrix, List.of(diagnostic("retract.pw")), true);
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json)
        .contains("\"variants\":[\"kernel 6.1\",\"\"]")
        .contains("\"verdict\":\"violated\",\"oracle\":\"use_after_free(page_table)\",\"met\":false")
        .contains("\"verdict\":null,\"oracle\":null,\"met\":null")
        .contains("\"notChecked\":1,\"interrupted\":true");
    assertThat(schema.validate(json.replace("\"cells\"", "\"sells\""), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void outcomesKeepToTheSchema() {
    Witness witness = new Witness("retract.pw", "race", List.of(), "safe", "00", List.of());
    OutcomeTable table = new OutcomeTable("/home/me/retract.pw", "race", "N = 2", List.of("a.r", "b.r"),
        List.of(new OutcomeTable.Row(List.of("0", "1"), 2, witness), new OutcomeTable.Row(List.of("1", "1"), 1, witness)),
        false, Optional.of("1,000 states were allowed"), 1_000, 3, 4, List.of("assertion"), Duration.ZERO);
    String json = report().outcomes(
        TOOL, List.of(new JsonReport.Outcomes(table, List.of(Optional.of("x.witness"), Optional.empty()))), List.of());
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json)
        .contains("\"file\":\"retract.pw\",\"scenario\":\"race\",\"variant\":\"N = 2\",\"complete\":false")
        .contains("{\"values\":{\"a.r\":\"0\",\"b.r\":\"1\"},\"endStates\":2,\"witness\":\"x.witness\"}");
    assertThat(schema.validate(json.replace("\"rows\"", "\"lines\""), InputFormat.JSON)).isNotEmpty();
    assertThat(schema.validate(report().outcomes(TOOL, List.of(), List.of()), InputFormat.JSON)).isEmpty();
  }

  @Test
  void schemaIsStrictEnoughToCatchAMistake() {
    String wrong = report().check(TOOL, List.of(new Judged(Samples.safe(), Optional.empty())), List.of(), 0, false);
    assertThat(schema.validate(wrong.replace("\"verdict\":\"safe\"", "\"verdict\":\"fine\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema.validate(wrong.replace("\"states\"", "\"statuses\""), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void pathsInsideTheWorkingDirectoryAreRelative() {
    JsonPaths paths = new JsonPaths(Path.of("/home/me/work"));
    assertThat(paths.of("/home/me/work/a/b.pw")).isEqualTo("a/b.pw");
    assertThat(paths.of("./a/../b.pw")).isEqualTo("b.pw");
    assertThat(paths.of("/usr/share/x.pw")).isEqualTo("/usr/share/x.pw");
    assertThat(paths.of("<stdin>")).isEqualTo("<stdin>");
  }

  private static JsonReport report() {
    return new JsonReport(Samples.sources(), Path.of("/home/me"));
  }

  private static Diagnostic diagnostic(String file) {
    Span span = new Span(file, 0, 8);
    return new Diagnostic(Code.UNREADABLE, Severity.ERROR, "a \"quoted\" \u2028 word", span, "here",
        List.of(new Related(span, "there")), Optional.empty(), List.of(new Fix("take it out", span, "")));
  }

  private static String schemaText() {
    try {
      return Files.readString(Path.of("../docs/check-result.schema.json"));
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
