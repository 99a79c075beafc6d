package dev.pagewalk.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Samples;
import dev.pagewalk.witness.Excerpt;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TraceSvgTest {
  private static Trace locked() {
    Trace trace = Samples.retractTrace();
    return new Trace(trace.columns(), trace.lines(), trace.violation(), List.of(
        new Trace.HeldLock(0, "i_mmap_rwsem", false, 1, 0),
        new Trace.HeldLock(1, "pml", true, 3, 4),
        new Trace.HeldLock(1, "ptl", true, 3, 4)), Optional.empty());
  }

  private static Document draw(Trace trace) throws Exception {
    return draw(trace, Width.WIDE);
  }

  private static Document draw(Trace trace, Width width) throws Exception {
    return parse(new TraceSvg(Samples.sources()).render(trace, width));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> ofClass(Document svg, String wanted) {
    List<Element> found = new ArrayList<>();
    NodeList all = svg.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (List.of(element.getAttribute("class").split(" ")).contains(wanted)) {
        found.add(element);
      }
    }
    return found;
  }

  @Test
  void everyStepHasItsNumberAndPlace() throws Exception {
    List<Element> steps = ofClass(draw(locked()), "step");
    assertThat(steps).extracting(step -> step.getAttribute("data-step")).containsExactly("1", "2", "3", "4", "5");
    assertThat(steps).extracting(step -> step.getAttribute("data-file")).containsOnly("mm/memory.pw");
    assertThat(steps).extracting(step -> step.getAttribute("data-line")).containsExactly("2", "2", "3", "3", "2");
    assertThat(ofClass(draw(locked()), "call")).hasSize(2);
  }

  @Test
  void theWrongStepAndTheOtherPlaceAreMarked() throws Exception {
    Document svg = draw(locked());
    assertThat(ofClass(svg, "wrong")).singleElement().extracting(step -> step.getAttribute("data-step")).isEqualTo("5");
    assertThat(ofClass(svg, "place")).singleElement().extracting(step -> step.getAttribute("data-step")).isEqualTo("4");
    assertThat(ofClass(svg, "role")).extracting(Element::getTextContent).containsExactlyInAnyOrder("used", "freed");
  }

  @Test
  void locksAreBarsFromWhereTheyAreTakenToWhereTheyAreGivenBack() throws Exception {
    Document svg = draw(locked());
    assertThat(ofClass(svg, "shared")).hasSize(1);
    List<Element> alone = ofClass(svg, "alone");
    assertThat(alone).hasSize(2);
    assertThat(alone.get(0).getAttribute("y")).isEqualTo(alone.get(1).getAttribute("y"));
    assertThat(alone.get(0).getAttribute("x")).as("beside each other").isNotEqualTo(alone.get(1).getAttribute("x"));
    int bottom = Integer.parseInt(ofClass(svg, "shared").getFirst().getAttribute("height"));
    assertThat(bottom).as("held to the end").isGreaterThan(Integer.parseInt(alone.get(0).getAttribute("height")));
  }

  @Test
  void textStaysText() throws Exception {
    Trace.Line line = new Trace.Line(Trace.Kind.STEP, 0, 0, "x < \"y\" && <script>\u0007", Samples.span("retract.pw", "trunc"),
        List.of("</svg>"), 1);
    Document svg = draw(new Trace(List.of(new Trace.Column(0, "<a>", -1)), List.of(line), Optional.empty()));
    assertThat(ofClass(svg, "step").getFirst().getTextContent()).contains("x < \"y\" && <script>?", "~ </svg>");
    assertThat(ofClass(svg, "head").getFirst().getTextContent()).isEqualTo("<a>");
  }

  @Test
  void anEndThatIsWrongMarksNoStep() throws Exception {
    Violation end = new Violation("final", "", "`x == 2` does not hold at the end", List.of());
    Trace trace = Samples.retractTrace();
    Document svg = draw(new Trace(trace.columns(), trace.lines(), Optional.of(end)));
    assertThat(ofClass(svg, "wrong")).isEmpty();
    assertThat(draw(new Trace(List.of(), List.of(), Optional.empty())).getDocumentElement().getTagName()).isEqualTo("svg");
  }

  @Test
  void narrowLanesAreLinesWithDotsAndNameWhoGoesOn() throws Exception {
    Document svg = draw(locked(), Width.NARROW);
    assertThat(Integer.parseInt(svg.getDocumentElement().getAttribute("width"))).isLessThanOrEqualTo(480);
    assertThat(ofClass(svg, "dot")).hasSize(5);
    assertThat(ofClass(svg, "dot").stream().map(dot -> dot.getAttribute("cx")).distinct()).hasSize(2);
    assertThat(ofClass(svg, "head")).extracting(Element::getTextContent).contains("CPU 0 (trunc)", "CPU 1 (khugepaged)");
  }

  @Test
  void stepsAreReadAloudWithWhoMakesThem() throws Exception {
    Element last = ofClass(draw(locked()), "step").getLast();
    assertThat(last.getAttribute("role")).isEqualTo("button");
    assertThat(last.getAttribute("aria-label")).startsWith("step 5, CPU 0 (trunc): ").endsWith("; used");
  }

  @Test
  void whatWasInAnObjectGoesWithIt() throws Exception {
    Trace.Line line = new Trace.Line(Trace.Kind.STEP, 0, 0, "free(f)", Samples.span("retract.pw", "trunc"),
        List.of("foo #1.a: 1 -> 0", "foo #1[2]: 5 -> 0", "foo #12.a: 1 -> 0", "foo #1: allocated -> free"), 1);
    Document svg = draw(new Trace(List.of(new Trace.Column(0, "a", 0)), List.of(line), Optional.empty()));
    assertThat(ofClass(svg, "change")).extracting(Element::getTextContent)
        .containsExactly("~ foo #12.a: 1 -> 0", "~ foo #1: allocated -> free");
  }

  @Test
  void theStepThatAnAssertionReadsIsWrong() throws Exception {
    Span read = Samples.span("retract.pw", "trunc");
    Span whole = new Span(read.path(), read.start() - 2, read.end() + 2);
    Trace.Line line = new Trace.Line(Trace.Kind.STEP, 0, 0, "x = 3", read, List.of(), 1);
    Violation failed = new Violation("assertion", "", "does not hold", List.of(new Violation.Place("here", "a", whole)));
    Document svg = draw(new Trace(List.of(new Trace.Column(0, "a", 0)), List.of(line), Optional.of(failed)));
    assertThat(ofClass(svg, "wrong")).hasSize(1);
  }

  @Test
  void whatThreadsWaitForStandsAtTheEnd() throws Exception {
    Trace trace = Samples.retractTrace();
    Violation deadlock = new Violation("deadlock", "", "threads wait",
        List.of(new Violation.Place("waits", trace.columns().getFirst().name(), Samples.span("retract.pw", "trunc"))));
    Document svg = draw(new Trace(trace.columns(), trace.lines(), Optional.of(deadlock)));
    Element waiting = ofClass(svg, "waiting").getFirst();
    assertThat(waiting.hasAttribute("data-step")).isFalse();
    assertThat(waiting.getTextContent()).contains("trunc", "waits");
  }

  @Test
  void anExcerptSaysWhatItLeavesOut() throws Exception {
    Document svg = parse(new TraceSvg(Samples.sources()).render(Excerpt.around(locked(), 2, 2), Width.WIDE));
    assertThat(ofClass(svg, "note")).extracting(Element::getTextContent)
        .containsExactly("steps 1 to 2 are not drawn", "step 5 is not drawn");
    assertThat(ofClass(svg, "step")).extracting(step -> step.getAttribute("data-step")).containsExactly("3", "4");
  }
}
