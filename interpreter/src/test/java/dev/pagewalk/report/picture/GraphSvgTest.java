package dev.pagewalk.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.graph.Executions;
import dev.pagewalk.graph.Graph;
import dev.pagewalk.graph.Moment;
import dev.pagewalk.step.Session;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GraphSvgTest {
  @Test
  void everythingIsThereAtItsMomentsAndTheEndIsShown() throws Exception {
    for (Graph graph : graphs()) {
      List<Element> phases = phases(draw(graph));
      assertThat(phases).hasSizeGreaterThan(10);
      for (Element phase : phases) {
        int from = Integer.parseInt(phase.getAttribute("data-from"));
        int to = Integer.parseInt(phase.getAttribute("data-to"));
        assertThat(from).isBetween(0, to);
        assertThat(to).isBetween(0, graph.steps());
        assertThat(List.of(phase.getAttribute("class").split(" ")).contains("off")).isEqualTo(to < graph.steps());
      }
    }
  }

  @Test
  void whatWasFreedIsStruckOut() throws Exception {
    Document svg = draw(graph(Executions.collapse()));
    Element table = node(svg, "table#5");
    assertThat(phases(table).stream().map(each -> each.getAttribute("class").split(" ")[0]))
        .contains("live", "detached", "freed");
    assertThat(table.getTextContent()).contains("PTE table #5", "0x2000  pfn 0x1000 write young", "freed");
  }

  @Test
  void boxesDoNotOverlap() {
    for (Graph graph : graphs()) {
      List<GraphLayout.Placed> all = new GraphLayout(new Drawn(graph, GraphSvg.Extent.ALL)).placed();
      for (int i = 0; i < all.size(); i++) {
        for (GraphLayout.Placed other : all.subList(i + 1, all.size())) {
          GraphLayout.Placed one = all.get(i);
          assertThat(one.x() + one.width() < other.x() || other.x() + other.width() < one.x()
              || one.y() + one.height() < other.y() || other.y() + other.height() < one.y())
              .as("%s and %s", one.box().node().id(), other.box().node().id()).isTrue();
        }
      }
    }
  }

  @Test
  void onlyWhatIsTouchedIsDrawnUnlessAllIsAskedFor() {
    Graph.Row row = new Graph.Row("n", Moment.Kind.FIELD, "n", false, List.of(new Graph.Phase<>(0, 1, "5")));
    Graph.Node node = new Graph.Node("shared", "shared", "shared variables", false,
        List.of(new Graph.Phase<>(0, 1, new Graph.Standing(Moment.Life.LIVE, ""))), List.of(row));
    Graph graph = new Graph(1, List.of(node), List.of());
    assertThat(GraphSvg.render(graph, GraphSvg.Extent.TOUCHED)).doesNotContain("data-node");
    assertThat(GraphSvg.render(graph, GraphSvg.Extent.ALL)).contains("data-node=\"shared\"");
  }

  @Test
  void textIsNoMarkup() throws Exception {
    Graph.Phase<String> whole = new Graph.Phase<>(0, 1, "<b> & \"c\"");
    Graph.Row row = new Graph.Row("<r>", Moment.Kind.LOCK, "<r>", true, List.of(whole));
    Graph.Node node = new Graph.Node("<n>", "thing", "<n>", true, List.of(new Graph.Phase<>(0, 1,
        new Graph.Standing(Moment.Life.LIVE, "&"))), List.of(row));
    assertThat(draw(new Graph(1, List.of(node), List.of())).getDocumentElement().getTextContent()).contains("<b> & \"c\"");
    assertThat(draw(new Graph(0, List.of(), List.of())).getDocumentElement().getTagName()).isEqualTo("svg");
  }

  private static List<Graph> graphs() {
    return List.of(graph(Executions.collapse()), graph(Executions.copyOnWrite()));
  }

  private static Graph graph(Session session) {
    return session.trace().graph().orElseThrow();
  }

  private static Document draw(Graph graph) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(GraphSvg.render(graph, GraphSvg.Extent.TOUCHED))));
  }

  private static List<Element> phases(org.w3c.dom.Node within) {
    NodeList all = within instanceof Document whole
        ? whole.getElementsByTagName("*") : ((Element) within).getElementsByTagName("*");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      if (((Element) all.item(i)).hasAttribute("data-from")) {
        found.add((Element) all.item(i));
      }
    }
    return found;
  }

  private static Element node(Document svg, String id) {
    NodeList all = svg.getElementsByTagName("g");
    for (int i = 0; i < all.getLength(); i++) {
      if (((Element) all.item(i)).getAttribute("data-node").equals(id)) {
        return (Element) all.item(i);
      }
    }
    throw new AssertionError("no node " + id);
  }
}
