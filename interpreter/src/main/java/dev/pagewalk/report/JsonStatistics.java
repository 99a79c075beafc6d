package dev.pagewalk.report;

import com.google.gson.stream.JsonWriter;
import dev.pagewalk.analysis.Statistics;
import java.io.IOException;
import java.util.OptionalLong;

/** The part of a result that tells what its search rests on, and what it saved. */
final class JsonStatistics {
  private JsonStatistics() {}

  static void write(JsonWriter json, Statistics statistics) throws IOException {
    json.name("missed").value(statistics.missed().isPresent() ? statistics.missed().getAsDouble() : null);
    json.name("statesWithoutSymmetry").value(boxed(statistics.withoutSymmetry()));
    json.name("expectedStates").value(boxed(statistics.expected()));
    json.name("unreduced").beginArray();
    for (String each : statistics.unreduced()) {
      json.value(each);
    }
    json.endArray();
  }

  private static Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
