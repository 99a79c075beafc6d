package dev.pagewalk.report;

import com.google.gson.stream.JsonWriter;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.witness.Trace;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** An execution in JSON: its agents, locks and lines, and the states on the way. */
final class JsonTrace {
  private JsonTrace() {}

  /** Writes a span as an object. */
  interface Places {
    void place(Span span) throws IOException;
  }

  /** The value; {@code isPictured} says whether the states are told too. */
  static void write(JsonWriter json, Places places, Trace trace, boolean isPictured) throws IOException {
    json.beginObject();
    json.name("columns").beginArray();
    for (Trace.Column column : trace.columns()) {
      json.beginObject();
      json.name("agent").value(column.agent());
      json.name("name").value(column.name());
      json.name("cpu").value(column.cpu());
      json.endObject();
    }
    json.endArray();
    json.name("locks").beginArray();
    for (Trace.HeldLock lock : trace.locks()) {
      json.beginObject();
      json.name("column").value(lock.column());
      json.name("name").value(lock.name());
      json.name("alone").value(lock.alone());
      json.name("from").value(lock.from());
      json.name("to").value(lock.to());
      json.endObject();
    }
    json.endArray();
    json.name("lines").beginArray();
    for (Trace.Line line : trace.lines()) {
      line(json, places, line);
    }
    json.endArray();
    JsonGraph.write(json, isPictured ? trace.graph() : Optional.empty());
    json.endObject();
  }

  private static void line(JsonWriter json, Places places, Trace.Line line) throws IOException {
    json.beginObject();
    json.name("kind").value(line.kind().name().toLowerCase(Locale.ROOT));
    json.name("column").value(line.column());
    json.name("depth").value(line.depth());
    json.name("text").value(line.text());
    json.name("place");
    places.place(line.span());
    json.name("changes").beginArray();
    for (String change : line.changes()) {
      json.value(change);
    }
    json.endArray();
    json.name("step").value(line.step());
    json.endObject();
  }
}
