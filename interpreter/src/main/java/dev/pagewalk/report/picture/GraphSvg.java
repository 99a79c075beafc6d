package dev.pagewalk.report.picture;

import static dev.pagewalk.report.picture.Markup.escaped;

import dev.pagewalk.graph.Graph;
import dev.pagewalk.graph.Moment.Kind;
import dev.pagewalk.graph.Moment.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The states of an execution as one picture. Everything that is not there all the time has in {@code data-from} and
 * {@code data-to} the moments at which it is; what is not there at the end is of class {@code off} and hidden. Who
 * shows the picture moves it to another moment by changing that class, and marks with {@code new} what is there since
 * then.
 */
public final class GraphSvg {
  /** Beside the colours of {@link TraceSvg#STYLE}. */
  private static final String STYLE = """
      .pw.graph { font-size: 11px; }
      .pw .off { display: none; }
      .pw .box { fill: var(--pw-bg); stroke: var(--pw-dim); }
      .pw .top { fill: var(--pw-line); opacity: 0.55; stroke: none; }
      .pw .title { font-weight: bold; }
      .pw .name, .pw .folded, .pw .column { fill: var(--pw-dim); }
      .pw .lock-row { fill: var(--pw-write); }
      .pw .life { fill: var(--pw-bad); font-weight: bold; }
      .pw .detached .box, .pw .freed .box { stroke: var(--pw-bad); stroke-dasharray: 4 3; }
      .pw .freed .title { text-decoration: line-through; fill: var(--pw-dim); }
      .pw .wash { fill: transparent; }
      .pw .new > .wash { fill: var(--pw-place-bg); stroke: var(--pw-dim); }
      .pw .new > .box { stroke-width: 2.5; }
      .pw .edge { fill: none; stroke: var(--pw-dim); }
      .pw .edge.maps { stroke: var(--pw-read); } .pw .edge.cached { stroke: var(--pw-bad); stroke-dasharray: 5 3; }
      .pw .edge.refers { stroke-dasharray: 1 2; } .pw .edge.held { stroke: var(--pw-write); stroke-dasharray: 5 3; }
      .pw .edge.new { stroke-width: 2.5; }
      """;

  private final List<String> parts = new ArrayList<>();
  private final Graph graph;
  private final Drawn drawn;
  private final GraphLayout layout;

  /** How much of a graph is drawn. */
  public enum Extent {
    /** What the execution reads or writes. */
    TOUCHED,
    /** Everything that there is: for an execution that goes on, and may touch anything yet. */
    ALL
  }

  private GraphSvg(Graph graph, Extent extent) {
    this.graph = graph;
    drawn = new Drawn(graph, extent);
    layout = new GraphLayout(drawn);
  }

  /** The picture: one {@code svg} element with its style, as the last state is. */
  public static String render(Graph graph, Extent extent) {
    return new GraphSvg(graph, extent).render();
  }

  /** How wide the picture is. */
  static int width(Graph graph, Extent extent) {
    return new GraphLayout(new Drawn(graph, extent)).width();
  }

  private String render() {
    int width = Math.max(1, layout.width());
    parts.add(("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pw graph\" role=\"img\" width=\"%d\" height=\"%d\" "
        + "viewBox=\"0 0 %d %d\">").formatted(width, layout.height(), width, layout.height()));
    parts.add("<title>page tables and objects</title>");
    parts.add("<style>" + TraceSvg.STYLE + STYLE + "</style>");
    for (GraphLayout.Column column : GraphLayout.Column.values()) {
      layout.placed().stream().filter(each -> each.column() == column).findFirst().ifPresent(first -> parts.add(
          "<text class=\"column\" x=\"%d\" y=\"14\">%s</text>".formatted(first.x(), title(column))));
    }
    drawn.edges().forEach(this::edge);
    layout.placed().forEach(this::node);
    parts.add("</svg>");
    return String.join("\n", parts) + "\n";
  }

  private String title(GraphLayout.Column column) {
    boolean hasMachine = drawn.boxes().stream().anyMatch(box -> List.of("cpu", "thread").contains(box.node().type()));
    return column == GraphLayout.Column.OBJECTS && !hasMachine ? "objects" : column.title();
  }

  /** {@code class="..." data-from="..." data-to="..."}. */
  private String when(String kind, Graph.Phase<?> phase) {
    boolean isOff = phase.to() < graph.steps();
    return "class=\"%s\" data-from=\"%d\" data-to=\"%d\"".formatted(
        isOff ? kind + " off" : kind, phase.from(), phase.to());
  }

  private void node(GraphLayout.Placed at) {
    Graph.Node node = at.box().node();
    parts.add("<g class=\"node\" data-node=\"" + escaped(node.id()) + "\">");
    for (Graph.Phase<Graph.Standing> phase : node.phases()) {
      String life = phase.says().life().name().toLowerCase(Locale.ROOT);
      String head = GraphLayout.head(at.box(), phase.says());
      parts.add("<g " + when(life, phase) + "><title>" + escaped(head) + "</title>");
      parts.add("<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
          .formatted(at.x(), at.y(), at.width(), at.height()));
      parts.add("<rect class=\"top\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
          .formatted(at.x() + 1, at.y() + 1, at.width() - 2, GraphLayout.HEAD - 2));
      text("title", at.x() + 6, at.y() + 13, GraphLayout.fitting(head, at.width()));
      String word = GraphLayout.word(phase.says());
      if (!word.isEmpty()) {
        parts.add("<text class=\"life\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(at.x() + at.width() - 6, at.y() + 13, word));
      }
      parts.add("</g>");
    }
    if (!at.box().quiet()) {
      rows(at);
    }
    parts.add("</g>");
  }

  private void rows(GraphLayout.Placed at) {
    int y = at.y() + GraphLayout.HEAD;
    for (Graph.Row row : at.box().rows()) {
      for (Graph.Phase<String> phase : row.phases()) {
        row(at, row, phase, y);
      }
      y += GraphLayout.ROW;
    }
    List<Graph.Row> folded = at.box().folded();
    if (!folded.isEmpty()) {
      List<String> lines = folded.stream().map(row -> row.name() + " " + row.phases().getFirst().says()).toList();
      Graph.Row longest = folded.getFirst();
      Graph.Phase<String> whole = new Graph.Phase<>(
          longest.phases().getFirst().from(), longest.phases().getLast().to(), "");
      parts.add("<g " + when("folded", whole) + "><title>" + escaped(String.join("; ", lines)) + "</title>");
      text("folded", at.x() + 6, y + 12, "+ " + folded.size() + " more");
      parts.add("</g>");
    }
  }

  private void row(GraphLayout.Placed at, Graph.Row row, Graph.Phase<String> phase, int y) {
    String line = row.name() + " " + phase.says();
    parts.add("<g " + when("row", phase) + "><title>" + escaped(line) + "</title>");
    parts.add("<rect class=\"wash\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
        .formatted(at.x() + 2, y + 1, at.width() - 4, GraphLayout.ROW - 1));
    String shown = GraphLayout.fitting(line, at.width());
    int name = Math.min(row.name().length(), shown.length());
    boolean isHeld = row.kind() == Kind.LOCK && !phase.says().equals("free");
    parts.add("<text x=\"%d\" y=\"%d\"><tspan class=\"name\">%s</tspan><tspan%s>%s</tspan></text>".formatted(
        at.x() + 6, y + 12, escaped(shown.substring(0, name)), isHeld ? " class=\"lock-row\"" : "",
        escaped(shown.substring(name))));
    parts.add("</g>");
  }

  private void text(String kind, int x, int y, String text) {
    parts.add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(kind, x, y, escaped(text)));
  }

  private void edge(Graph.Edge edge) {
    GraphLayout.Placed from = layout.placed(edge.from());
    GraphLayout.Placed to = layout.placed(edge.to());
    String path = from.column() == to.column() ? beneath(from, edge.row(), to) : across(from, edge, to);
    for (Graph.Phase<String> phase : edge.phases()) {
      parts.add("<path " + when("edge " + edge.link().name().toLowerCase(Locale.ROOT), phase) + " d=\"" + path + "\"/>");
    }
  }

  /** From the left end of a row, down or up beside the boxes, to the left end of another box. */
  private static String beneath(GraphLayout.Placed from, String row, GraphLayout.Placed to) {
    int y = from.middle(row);
    int track = Math.min(from.x(), to.x()) - 5 - Math.floorMod(y / GraphLayout.ROW, 3) * 2;
    return "M%d %d H%d V%d H%d %s".formatted(from.x(), y, track, to.head(), to.x(), arrow(to.x(), to.head(), 1));
  }

  /** From one column to another. */
  private static String across(GraphLayout.Placed from, Graph.Edge edge, GraphLayout.Placed to) {
    boolean isRight = from.column().compareTo(to.column()) < 0;
    int x = isRight ? from.x() + from.width() : from.x();
    int y = from.middle(edge.row());
    int end = isRight ? to.x() : to.x() + to.width();
    int bend = Math.max(24, Math.abs(end - x) / 2) * (isRight ? 1 : -1);
    int landing = edge.link() == Link.MAPS ? to.head() : to.head() + 3;
    return "M%d %d C%d %d %d %d %d %d %s".formatted(
        x, y, x + bend, y, end - bend, landing, end, landing, arrow(end, landing, isRight ? 1 : -1));
  }

  /** The head of an arrow that goes right, or left for -1. */
  private static String arrow(int x, int y, int direction) {
    return "M%d %d L%d %d L%d %d".formatted(x - 5 * direction, y - 3, x, y, x - 5 * direction, y + 3);
  }
}
