package dev.pagewalk.report.picture;

import static dev.pagewalk.report.picture.Markup.escaped;

import dev.pagewalk.graph.Graph;
import dev.pagewalk.graph.Moment.Kind;
import dev.pagewalk.graph.Moment.Life;
import dev.pagewalk.graph.Moment.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

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
      .pw .name, .pw .folded, .pw .section { fill: var(--pw-dim); } .pw .section { font-weight: bold; }
      .pw .lock-row { fill: var(--pw-write); }
      .pw .life { fill: var(--pw-bad); font-weight: bold; }
      .pw .box.detached, .pw .box.freed { stroke: var(--pw-bad); stroke-dasharray: 4 3; }
      .pw .freed .title { text-decoration: line-through; fill: var(--pw-dim); }
      .pw .wash { fill: transparent; }
      .pw .new > .wash { fill: var(--pw-place-bg); stroke: var(--pw-dim); }
      .pw .new > .top { fill: var(--pw-place-bg); stroke: var(--pw-dim); opacity: 1; }
      .pw .edge { fill: none; stroke: var(--pw-dim); }
      .pw .edge.maps { stroke: var(--pw-read); } .pw .edge.cached { stroke: var(--pw-bad); stroke-dasharray: 5 3; }
      .pw .edge.refers { stroke-dasharray: 2 2; } .pw .edge.held { stroke: var(--pw-write); stroke-dasharray: 5 3; }
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

  private GraphSvg(Graph graph, Extent extent, Width width) {
    this.graph = graph;
    drawn = new Drawn(graph, extent);
    layout = new GraphLayout(drawn, width);
  }

  /** The picture: one {@code svg} element with its style, as the last state is. */
  public static String render(Graph graph, Extent extent, Width width) {
    return new GraphSvg(graph, extent, width).render();
  }

  private String render() {
    int width = Math.max(1, layout.width());
    parts.add(("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pw graph\" role=\"group\" "
        + "aria-label=\"page tables and objects\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">").formatted(
        width, layout.height(), width, layout.height()));
    parts.add("<style>" + TraceSvg.STYLE + STYLE + "</style>");
    layout.titles().forEach((section, at) -> text("section", layout.isNarrow() ? 14 : at, layout.isNarrow() ? at - 10 : 14,
        title(section)));
    drawn.edges().forEach(this::edge);
    layout.placed().forEach(this::node);
    parts.add("</svg>");
    return String.join("\n", parts) + "\n";
  }

  private String title(GraphLayout.Section section) {
    boolean hasMachine = drawn.boxes().stream().anyMatch(box -> List.of("cpu", "thread").contains(box.node().type()));
    boolean hasFolios = layout.isNarrow() && drawn.boxes().stream().anyMatch(box -> box.node().type().equals("folio"));
    return switch (section) {
      case TABLES -> hasFolios ? "page tables and folios" : section.title();
      case FOLIOS -> layout.isNarrow() ? "folios that no entry maps" : section.title();
      case OBJECTS -> hasMachine ? section.title() : "objects";
    };
  }

  /** {@code class="..." data-from="..." data-to="..."}. */
  private String when(String kind, int from, int to) {
    return "class=\"%s\" data-from=\"%d\" data-to=\"%d\"".formatted(to < graph.steps() ? kind + " off" : kind, from, to);
  }

  private String when(String kind, Graph.Phase<?> phase) {
    return when(kind, phase.from(), phase.to());
  }

  private void node(GraphLayout.Placed at) {
    Graph.Node node = at.box().node();
    parts.add("<g class=\"node\" role=\"group\" aria-label=\"%s\" data-node=\"%s\">".formatted(
        escaped(node.title()), escaped(node.id())));
    frames(at);
    for (Graph.Phase<Graph.Standing> phase : node.phases()) {
      head(at, phase);
    }
    for (Slots.Slot slot : at.slots()) {
      for (Graph.Row row : slot.rows()) {
        row.phases().forEach(phase -> row(at, row, phase, at.y() + GraphLayout.HEAD + slot.line() * GraphLayout.ROW));
      }
    }
    parts.add("</g>");
  }

  /** The box, only as high as what is in it at a moment. */
  private void frames(GraphLayout.Placed at) {
    List<Integer> changes = List.copyOf(changes(at));
    int from = changes.getFirst();
    for (int i = 1; i < changes.size(); i++) {
      int next = changes.get(i);
      boolean isLast = i == changes.size() - 1;
      if (isLast || frame(at, next) != frame(at, from) || life(at, next) != life(at, from)) {
        if (life(at, from) != null) {
          parts.add("<rect %s x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>".formatted(
              when("box " + life(at, from).name().toLowerCase(Locale.ROOT), from, next - 1),
              at.x(), at.y(), at.width(), frame(at, from)));
        }
        from = next;
      }
    }
  }

  /** The moments at which a box may look another way, the first one and the one behind the last among them. */
  private SortedSet<Integer> changes(GraphLayout.Placed at) {
    SortedSet<Integer> found = new TreeSet<>(List.of(graph.first(), graph.steps() + 1));
    List<Graph.Phase<?>> phases = new ArrayList<>(at.box().node().phases());
    at.box().rows().forEach(row -> phases.addAll(row.phases()));
    for (Graph.Phase<?> phase : phases) {
      found.add(phase.from());
      found.add(phase.to() + 1);
    }
    return found;
  }

  /** How it stands at a moment; null where it is not there. */
  private static Life life(GraphLayout.Placed at, int moment) {
    return Graph.at(at.box().node().phases(), moment).map(Graph.Standing::life).orElse(null);
  }

  private static int frame(GraphLayout.Placed at, int moment) {
    int lines = at.slots().stream().mapToInt(slot -> slot.end(moment, at.characters())).max().orElse(0);
    return GraphLayout.HEAD + lines * GraphLayout.ROW + (lines == 0 ? 0 : 4);
  }

  private void head(GraphLayout.Placed at, Graph.Phase<Graph.Standing> phase) {
    String life = phase.says().life().name().toLowerCase(Locale.ROOT);
    String head = GraphLayout.head(at.box(), phase.says());
    List<String> folded = at.box().folded().stream().map(row -> row.name() + " " + row.phases().getFirst().says()).toList();
    String more = GraphLayout.more(at.box(), phase.says());
    parts.add("<g " + when(life, phase) + "><title>"
        + escaped(more.isEmpty() ? head : head + "; " + String.join("; ", folded)) + "</title>");
    parts.add("<rect class=\"top\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
        .formatted(at.x() + 1, at.y() + 1, at.width() - 2, GraphLayout.HEAD - 2));
    int right = at.x() + at.width() - 6;
    if (!more.isEmpty()) {
      parts.add("<text class=\"folded\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>"
          .formatted(right, at.y() + 13, more));
      right -= (int) ((more.length() + 1) * GraphLayout.CHARACTER);
    }
    String word = GraphLayout.word(phase.says());
    if (!word.isEmpty()) {
      parts.add("<text class=\"life\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>"
          .formatted(right, at.y() + 13, word));
      right -= (int) ((word.length() + 1) * GraphLayout.CHARACTER);
    }
    text("title", at.x() + 6, at.y() + 13, fitting(head, right - at.x() - 6));
    parts.add("</g>");
  }

  /** A line as far as it fits. */
  private static String fitting(String text, int width) {
    int room = (int) (width / GraphLayout.CHARACTER);
    return text.length() <= room ? text : text.substring(0, Math.max(0, room - 1)) + "…";
  }

  private void row(GraphLayout.Placed at, Graph.Row row, Graph.Phase<String> phase, int y) {
    List<String> lines = Slots.lines(row, phase, at.characters());
    parts.add("<g " + when("row", phase) + "><title>" + escaped(row.name() + " " + phase.says()) + "</title>");
    parts.add("<rect class=\"wash\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
        .formatted(at.x() + 2, y + 1, at.width() - 4, lines.size() * GraphLayout.ROW - 1));
    boolean isHeld = row.kind() == Kind.LOCK && !phase.says().equals("free");
    int name = row.name().length();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int cut = Math.clamp(name, 0, line.length());
      parts.add("<text x=\"%d\" y=\"%d\"><tspan class=\"name\">%s</tspan><tspan%s>%s</tspan></text>".formatted(
          at.x() + 6, y + 12 + i * GraphLayout.ROW, escaped(line.substring(0, cut)), isHeld ? " class=\"lock-row\"" : "",
          escaped(line.substring(cut))));
      name -= line.length() + 1;
    }
    parts.add("</g>");
  }

  private void text(String kind, int x, int y, String text) {
    parts.add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(kind, x, y, escaped(text)));
  }

  private void edge(Graph.Edge edge) {
    GraphLayout.Placed from = layout.placed(edge.from());
    GraphLayout.Placed to = layout.placed(edge.to());
    String path = layout.isBranch(edge) ? beneath(from, edge.row(), to)
        : layout.isNarrow() ? around(from, edge, to) : across(from, edge, to);
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

  /** From the right end of a row, on the right of all boxes, to the right end of another box. */
  private String around(GraphLayout.Placed from, Graph.Edge edge, GraphLayout.Placed to) {
    int end = to.x() + to.width();
    return "M%d %d H%d V%d H%d %s".formatted(from.x() + from.width(), from.middle(edge.row()), layout.track(edge), to.head(), end,
        arrow(end, to.head(), -1));
  }

  /** From one column to another. */
  private static String across(GraphLayout.Placed from, Graph.Edge edge, GraphLayout.Placed to) {
    boolean isRight = from.section().compareTo(to.section()) < 0;
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
