package dev.pagewalk.report;

import com.google.gson.stream.JsonWriter;
import dev.pagewalk.graph.Graph;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All states of an execution as a graph, in JSON. */
final class JsonGraph {
  private final JsonWriter json;

  private JsonGraph(JsonWriter json) {
    this.json = json;
  }

  /** The member {@code graph}: null where the execution cannot be made again. */
  static void write(JsonWriter json, Optional<Graph> graph) throws IOException {
    json.name("graph");
    if (graph.isEmpty()) {
      json.nullValue();
    } else {
      new JsonGraph(json).write(graph.get());
    }
  }

  private void write(Graph graph) throws IOException {
    json.beginObject();
    json.name("steps").value(graph.steps());
    json.name("nodes").beginArray();
    for (Graph.Node node : graph.nodes()) {
      node(node);
    }
    json.endArray();
    json.name("edges").beginArray();
    for (Graph.Edge edge : graph.edges()) {
      json.beginObject();
      json.name("from").value(edge.from());
      json.name("row").value(edge.row());
      json.name("to").value(edge.to());
      json.name("link").value(word(edge.link()));
      texts(edge.phases(), false);
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void node(Graph.Node node) throws IOException {
    json.beginObject();
    json.name("id").value(node.id());
    json.name("type").value(node.type());
    json.name("title").value(node.title());
    json.name("touched").value(node.touched());
    json.name("phases").beginArray();
    for (Graph.Phase<Graph.Standing> phase : node.phases()) {
      json.beginObject();
      json.name("from").value(phase.from());
      json.name("to").value(phase.to());
      json.name("life").value(word(phase.says().life()));
      json.name("note").value(phase.says().note());
      json.endObject();
    }
    json.endArray();
    json.name("rows").beginArray();
    for (Graph.Row row : node.rows()) {
      json.beginObject();
      json.name("id").value(row.id());
      json.name("kind").value(word(row.kind()));
      json.name("name").value(row.name());
      json.name("touched").value(row.touched());
      texts(row.phases(), true);
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void texts(List<Graph.Phase<String>> phases, boolean areTold) throws IOException {
    json.name("phases").beginArray();
    for (Graph.Phase<String> phase : phases) {
      json.beginObject();
      json.name("from").value(phase.from());
      json.name("to").value(phase.to());
      if (areTold) {
        json.name("text").value(phase.says());
      }
      json.endObject();
    }
    json.endArray();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
