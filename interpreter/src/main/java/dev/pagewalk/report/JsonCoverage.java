package dev.pagewalk.report;

import com.google.gson.stream.JsonWriter;
import dev.pagewalk.analysis.CoverageReport;
import dev.pagewalk.dsl.syntax.Span;
import java.io.IOException;
import java.util.Optional;

/** The part of a result that tells where its states came about. */
final class JsonCoverage {
  private JsonCoverage() {}

  /** Writes a span's file, line and column into the object that is open. */
  interface Places {
    void fields(Span span) throws IOException;
  }

  static void write(JsonWriter json, Places places, Optional<CoverageReport> coverage) throws IOException {
    json.name("coverage");
    if (coverage.isEmpty()) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("bodies").beginArray();
    for (CoverageReport.Place place : coverage.get().bodies()) {
      json.beginObject();
      places.fields(place.span());
      json.name("states").value(place.states());
      json.endObject();
    }
    json.endArray();
    json.name("functions").beginArray();
    for (CoverageReport.FunctionCoverage function : coverage.get().functions()) {
      json.beginObject();
      json.name("name").value(function.name());
      places.fields(function.declared());
      json.name("states").value(function.states());
      json.name("unreached").beginArray();
      for (Span span : function.unreached()) {
        json.beginObject();
        places.fields(span);
        json.endObject();
      }
      json.endArray();
      json.endObject();
    }
    json.endArray();
    json.name("elsewhere").value(coverage.get().elsewhere());
    json.endObject();
  }
}
