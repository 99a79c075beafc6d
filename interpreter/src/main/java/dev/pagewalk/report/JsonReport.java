package dev.pagewalk.report;

import com.google.gson.stream.JsonWriter;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Harm;
import dev.pagewalk.analysis.OutcomeTable;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Results as one JSON document, as {@code docs/check-result.schema.json} describes it. The form is an API: fields are
 * added, never changed or taken away.
 */
public final class JsonReport {
  private final Sources sources;
  private final JsonPaths paths;
  private final StringWriter text = new StringWriter();
  private final JsonWriter json = new JsonWriter(text);

  /**
   * A renderer of one document.
   *
   * @param directory the working directory, absolute
   */
  public JsonReport(Sources sources, Path directory) {
    this.sources = sources;
    this.paths = new JsonPaths(directory);
    json.setSerializeNulls(true);
    json.setHtmlSafe(false);
  }

  /**
   * What was asked of the tool, and with which tool.
   *
   * @param version of the tool
   * @param library version of the kernel library; empty if none was loaded
   */
  public record Tool(String version, Optional<String> library) {}

  /** How a replay went: {@code stopped} says where and why it did not get to the end of its witness. */
  public record Replay(String witness, boolean matched, Optional<String> stopped, Optional<Trace> trace) {}

  /** The document of {@code check} and {@code show}, without a line feed behind it. */
  public String check(
      Tool tool, List<Judged> results, List<Diagnostic> diagnostics, int unchecked, boolean interrupted) {
    return document(tool, diagnostics, () -> {
      json.name("results").beginArray();
      for (Judged each : results) {
        result(each);
      }
      json.endArray();
      json.name("notChecked").value(unchecked);
      json.name("interrupted").value(interrupted);
    });
  }

  /** The document of {@code replay}, without a line feed behind it. */
  public String replay(Tool tool, Optional<Replay> replay, List<Diagnostic> diagnostics) {
    return document(tool, diagnostics, () -> {
      json.name("replay");
      if (replay.isEmpty()) {
        json.nullValue();
        return;
      }
      json.beginObject();
      json.name("witness").value(paths.of(replay.get().witness()));
      json.name("matched").value(replay.get().matched());
      optional("stopped", replay.get().stopped());
      json.name("violation");
      violation(replay.get().trace().flatMap(Trace::violation));
      trace(replay.get().trace(), true);
      json.endObject();
    });
  }

  /** A table of outcomes, and the file of each row's witness. */
  public record Outcomes(OutcomeTable table, List<Optional<String>> witnesses) {
    public Outcomes {
      witnesses = List.copyOf(witnesses);
    }
  }

  /** The document of {@code outcomes}, without a line feed behind it. */
  public String outcomes(Tool tool, List<Outcomes> tables, List<Diagnostic> diagnostics) {
    return document(tool, diagnostics, () -> {
      json.name("outcomes").beginArray();
      for (Outcomes each : tables) {
        outcomes(each);
      }
      json.endArray();
    });
  }

  private void outcomes(Outcomes outcomes) throws IOException {
    OutcomeTable table = outcomes.table();
    json.beginObject();
    json.name("file").value(paths.of(table.file()));
    json.name("scenario").value(table.scenario());
    json.name("variant").value(table.variant());
    json.name("complete").value(table.complete());
    optional("stopped", table.stopped());
    json.name("states").value(table.states());
    json.name("endStates").value(table.ends());
    json.name("cut").value(table.cut());
    json.name("violations").beginArray();
    for (String violation : table.violations()) {
      json.value(violation);
    }
    json.endArray();
    json.name("rows").beginArray();
    for (int i = 0; i < table.rows().size(); i++) {
      OutcomeTable.Row row = table.rows().get(i);
      json.beginObject();
      json.name("values").beginObject();
      for (int column = 0; column < table.columns().size(); column++) {
        json.name(table.columns().get(column)).value(row.values().get(column));
      }
      json.endObject();
      json.name("endStates").value(row.ends());
      optional("witness", outcomes.witnesses().get(i).map(paths::of));
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  /** The document of {@code matrix}, without a line feed behind it. */
  public String matrix(Tool tool, Matrix matrix, List<Diagnostic> diagnostics, boolean interrupted) {
    return document(tool, diagnostics, () -> {
      json.name("matrix").beginObject();
      strings("variants", matrix.variants());
      json.name("scenarios").beginArray();
      for (Matrix.Scenario scenario : matrix.scenarios()) {
        json.beginObject();
        json.name("file").value(paths.of(scenario.file()));
        json.name("scenario").value(scenario.name());
        strings("common", matrix.common(scenario));
        json.endObject();
      }
      json.endArray();
      json.name("cells").beginArray();
      for (Matrix.Entry entry : matrix.entries()) {
        cell(entry, matrix.row(entry));
      }
      json.endArray();
      json.endObject();
      json.name("notChecked").value(matrix.tally().unchecked());
      json.name("interrupted").value(interrupted);
    });
  }

  private void cell(Matrix.Entry entry, String row) throws IOException {
    Optional<CheckResult> result = entry.result();
    json.beginObject();
    json.name("file").value(paths.of(entry.file()));
    json.name("scenario").value(entry.scenario());
    json.name("variant").value(entry.variantText());
    json.name("row").value(row);
    optional("expected", result.map(CheckResult::expected));
    json.name("expectation");
    if (result.isPresent()) {
      place(result.get().expectation());
    } else {
      json.nullValue();
    }
    optional("verdict", result.map(each -> each.verdict().text()));
    optional("oracle", result.map(CheckResult::oracle).filter(oracle -> !oracle.isEmpty()));
    json.name("met").value(result.map(CheckResult::met).orElse(null));
    optional("stopped", result.flatMap(CheckResult::stopped));
    json.name("states").value(result.map(CheckResult::states).orElse(null));
    json.name("steps").value(result.flatMap(CheckResult::trace).map(Trace::steps).orElse(null));
    json.name("seconds").value(result.map(each -> each.elapsed().toMillis() / 1000.0).orElse(null));
    json.endObject();
  }

  private interface Body {
    void write() throws IOException;
  }

  private String document(Tool tool, List<Diagnostic> diagnostics, Body body) {
    try {
      json.beginObject();
      json.name("schema").value(1);
      json.name("tool").beginObject();
      json.name("version").value(tool.version());
      optional("library", tool.library());
      json.endObject();
      body.write();
      json.name("diagnostics").beginArray();
      for (Diagnostic each : diagnostics) {
        diagnostic(each);
      }
      json.endArray();
      json.endObject();
      json.flush();
      return text.toString();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void result(Judged judged) throws IOException {
    CheckResult result = judged.result();
    json.beginObject();
    json.name("file").value(paths.of(result.file()));
    json.name("scenario").value(result.scenario());
    json.name("variant").value(result.variant());
    optional("kernel", Optional.of(result.kernel()).filter(kernel -> !kernel.isEmpty()));
    json.name("arch").value(result.arch());
    json.name("memory").value(result.memory());
    json.name("expected").value(result.expected());
    json.name("expectation");
    place(result.expectation());
    json.name("verdict").value(result.verdict().text());
    optional("oracle", Optional.of(result.oracle()).filter(oracle -> !oracle.isEmpty()));
    json.name("met").value(result.met());
    json.name("complete").value(result.complete());
    json.name("states").value(result.states());
    json.name("transitions").value(result.transitions());
    json.name("depth").value(result.depth());
    json.name("finished").value(result.finished());
    json.name("cut").value(result.cut());
    number("steps", result.trace().map(Trace::steps));
    number("contextSwitches", result.trace().map(Trace::contextSwitches));
    json.name("shortest").value(result.witnessIsShortest());
    json.name("unreached").beginArray();
    for (Span span : result.unreached()) {
      place(span);
    }
    json.endArray();
    json.name("assumptions").value(result.assumptions());
    strings("constantErrors", result.constantErrors());
    strings("others", result.others());
    strings("relaxed", result.relaxed());
    optional("harm", result.harm().map(Harm::oracle));
    json.name("exact").value(result.search().isExact());
    JsonCoverage.write(json, this::placeFields, result.coverage());
    JsonStatistics.write(json, result.statistics());
    optional("stopped", result.stopped());
    json.name("seconds").value(result.elapsed().toMillis() / 1000.0);
    optional("witness", judged.witnessFile().map(paths::of));
    json.name("violation");
    violation(result.violation());
    trace(result.trace(), judged.isShown());
    json.endObject();
  }

  private void violation(Optional<Violation> found) throws IOException {
    if (found.isEmpty()) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("oracle").value(found.get().name());
    json.name("message").value(found.get().message());
    json.name("places").beginArray();
    for (Violation.Place place : found.get().places()) {
      json.beginObject();
      json.name("role").value(place.role());
      json.name("thread").value(place.thread());
      placeFields(place.span());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void trace(Optional<Trace> trace, boolean isPictured) throws IOException {
    json.name("trace");
    if (trace.isEmpty()) {
      json.nullValue();
    } else {
      JsonTrace.write(json, this::place, trace.get(), isPictured);
    }
  }

  private void diagnostic(Diagnostic diagnostic) throws IOException {
    json.beginObject();
    json.name("code").value(diagnostic.code().id());
    json.name("severity").value(diagnostic.severity().name().toLowerCase(Locale.ROOT));
    json.name("message").value(diagnostic.message());
    json.name("file").value(paths.of(diagnostic.span().path()));
    json.name("range");
    range(diagnostic.span());
    json.name("label").value(diagnostic.label());
    json.name("related").beginArray();
    for (Related related : diagnostic.related()) {
      json.beginObject();
      json.name("file").value(paths.of(related.span().path()));
      json.name("range");
      range(related.span());
      json.name("message").value(related.message());
      json.endObject();
    }
    json.endArray();
    optional("help", diagnostic.help());
    json.name("fixes").beginArray();
    for (Fix fix : diagnostic.fixes()) {
      json.beginObject();
      json.name("title").value(fix.title());
      json.name("file").value(paths.of(fix.span().path()));
      json.name("range");
      range(fix.span());
      json.name("replacement").value(fix.replacement());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void place(Span span) throws IOException {
    json.beginObject();
    placeFields(span);
    json.endObject();
  }

  private void placeFields(Span span) throws IOException {
    json.name("file").value(paths.of(span.path()));
    number("line", sources.start(span).map(Position::line));
    number("column", sources.start(span).map(Position::column));
  }

  /** Null where the text is not known, as for a file that could not be read. */
  private void range(Span span) throws IOException {
    Optional<Position> start = sources.start(span);
    Optional<Position> end = sources.end(span);
    if (start.isEmpty() || end.isEmpty()) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("start");
    position(start.get());
    json.name("end");
    position(end.get());
    json.endObject();
  }

  private void position(Position position) throws IOException {
    json.beginObject();
    json.name("line").value(position.line());
    json.name("column").value(position.column());
    json.endObject();
  }

  private void optional(String name, Optional<String> value) throws IOException {
    json.name(name).value(value.orElse(null));
  }

  private void number(String name, Optional<Integer> value) throws IOException {
    json.name(name).value(value.orElse(null));
  }

  private void strings(String name, List<String> values) throws IOException {
    json.name(name).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }
}
