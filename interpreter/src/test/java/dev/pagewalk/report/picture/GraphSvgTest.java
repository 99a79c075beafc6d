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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  @ParameterizedTest
  @EnumSource
  void boxesDoNotOverlap(Width width) {
    for (Graph graph : graphs()) {
      List<GraphLayout.Placed> all = new GraphLayout(new Drawn(graph, GraphSvg.Extent.ALL), width).placed();
      assertThat(all).hasSizeGreaterThan(5);
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
  void everythingFitsIntoTheColumnOfAnEditor() {
    for (Graph graph : graphs()) {
      for (GraphSvg.Extent extent : GraphSvg.Extent.values()) {
        assertThat(new GraphLayout(new Drawn(graph, extent), Width.NARROW).width()).isLessThanOrEqualTo(480);
      }
    }
  }

  @Test
  void whatDoesNotFitGoesOnInTheNextLine() throws Exception {
    String text = "0x200000  pfn 0x1000 write dirty young huge soft_dirty uffd_wp special and more";
    Graph.Row row = new Graph.Row("[0]", Moment.Kind.ENTRY, "[0]", true, List.of(new Graph.Phase<>(0, 1, text)));
    Document svg = draw(new Graph(1, List.of(node("table#1", "table", List.of(row))), List.of()));
    assertThat(svg.getDocumentElement().getTextContent()).contains("uffd_wp", "and more").doesNotContain("…");
  }

  @Test
  void rowsThatAreNeverTogetherShareALine() {
    Graph.Row one = new Graph.Row("a", Moment.Kind.CACHED, "tlb a", true, List.of(new Graph.Phase<>(0, 1, "x")));
    Graph.Row two = new Graph.Row("b", Moment.Kind.CACHED, "tlb b", true, List.of(new Graph.Phase<>(1, 2, "x")));
    Graph.Row three = new Graph.Row("c", Moment.Kind.CACHED, "tlb c", true, List.of(new Graph.Phase<>(2, 3, "x")));
    assertThat(Slots.of(List.of(one, two, three), 40)).extracting(Slots.Slot::rows)
        .containsExactly(List.of(one, three), List.of(two));
  }

  @Test
  void everythingHasTheRowsThatNeverChange() {
    Graph.Row row = new Graph.Row("flags", Moment.Kind.FIELD, "flags", false, List.of(new Graph.Phase<>(0, 1, "VM_READ")));
    Graph graph = new Graph(1, List.of(node("vma#1", "vma", List.of(row))), List.of());
    assertThat(new Drawn(graph, GraphSvg.Extent.ALL).box("vma#1").rows()).containsExactly(row);
    assertThat(new Drawn(graph, GraphSvg.Extent.TOUCHED).box("vma#1")).isNull();
  }

  @Test
  void onlyWhatIsTouchedIsDrawnUnlessAllIsAskedFor() {
    Graph.Row row = new Graph.Row("n", Moment.Kind.FIELD, "n", false, List.of(new Graph.Phase<>(0, 1, "5")));
    Graph.Node node = new Graph.Node("shared", "shared", "shared variables", false,
        List.of(new Graph.Phase<>(0, 1, new Graph.Standing(Moment.Life.LIVE, ""))), List.of(row));
    Graph graph = new Graph(1, List.of(node), List.of());
    assertThat(GraphSvg.render(graph, GraphSvg.Extent.TOUCHED, Width.WIDE)).doesNotContain("data-node");
    assertThat(GraphSvg.render(graph, GraphSvg.Extent.ALL, Width.WIDE)).contains("data-node=\"shared\"");
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
        .parse(new InputSource(new StringReader(GraphSvg.render(graph, GraphSvg.Extent.TOUCHED, Width.WIDE))));
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

  private static Graph.Node node(String id, String type, List<Graph.Row> rows) {
    boolean isTouched = rows.stream().anyMatch(Graph.Row::touched);
    return new Graph.Node(id, type, id, isTouched,
        List.of(new Graph.Phase<>(0, 1, new Graph.Standing(Moment.Life.LIVE, ""))), rows);
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
