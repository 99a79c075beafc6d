package dev.pagewalk.report.picture;

import dev.pagewalk.graph.Graph;
import dev.pagewalk.report.Sources;
import dev.pagewalk.witness.Excerpt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All pictures of an execution: who shows them takes those for which there is room, and that are asked for. */
public final class TracePictures {
  private TracePictures() {}

  /**
   * The pictures by name. {@code svg} are the lanes, {@code graph} the states as far as the execution touches them,
   * {@code all} the whole states; each with a second one for narrow columns, {@code svgNarrow} and so on. States are
   * left out where the execution cannot be made again, {@code all} where it would say no more than {@code graph}.
   */
  public static Map<String, String> of(Excerpt excerpt, Sources sources) {
    Map<String, String> named = new LinkedHashMap<>();
    TraceSvg lanes = new TraceSvg(sources);
    named.put("svg", lanes.render(excerpt, Width.WIDE).strip());
    named.put("svgNarrow", lanes.render(excerpt, Width.NARROW).strip());
    Optional<Graph> graph = excerpt.graph();
    graph.ifPresent(found -> {
      named.put("graph", GraphSvg.render(found, GraphSvg.Extent.TOUCHED, Width.WIDE).strip());
      named.put("graphNarrow", GraphSvg.render(found, GraphSvg.Extent.TOUCHED, Width.NARROW).strip());
      String all = GraphSvg.render(found, GraphSvg.Extent.ALL, Width.WIDE).strip();
      if (!all.equals(named.get("graph"))) {
        named.put("all", all);
        named.put("allNarrow", GraphSvg.render(found, GraphSvg.Extent.ALL, Width.NARROW).strip());
      }
    });
    return named;
  }
}
