package dev.pagewalk.report.picture;

import static dev.pagewalk.report.picture.Markup.escaped;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Sources;
import dev.pagewalk.report.Wording;
import dev.pagewalk.witness.Excerpt;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An execution as a picture: lanes of agents, their locks as bars, the step that is wrong and the places that belong to
 * it.
 *
 * <p>Every step is a group of class {@code step} with its number in {@code data-step} and its place in
 * {@code data-file} and {@code data-line}, so that who shows the picture can go to the text, and dim what is yet to
 * come.
 */
public final class TraceSvg {
  /** Colours by the names of classes; a page may set other ones for its own light and dark. */
  static final String STYLE = """
      .pw { --pw-fg: #1f2328; --pw-dim: #656d76; --pw-line: #d0d7de; --pw-bad: #cf222e; --pw-bad-bg: #ffebe9;
        --pw-place-bg: #fff8c5; --pw-write: #8250df; --pw-read: #0969da; --pw-bg: #ffffff;
        font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
      @media (prefers-color-scheme: dark) { .pw { --pw-fg: #e6edf3; --pw-dim: #8d96a0; --pw-line: #30363d; --pw-bad: #ff7b72;
        --pw-bad-bg: #3d1214; --pw-place-bg: #3a2d05; --pw-write: #d2a8ff; --pw-read: #79c0ff; --pw-bg: #0d1117; } }
      .pw text { fill: var(--pw-fg); white-space: pre; }
      .pw .call text, .pw .change, .pw .number { fill: var(--pw-dim); }
      .pw .head { font-weight: bold; }
      .pw .lane { stroke: var(--pw-line); }
      .pw .switch { stroke: var(--pw-dim); stroke-dasharray: 3 3; fill: none; }
      .pw .mark { fill: transparent; }
      .pw .step:hover .mark, .pw .step:focus .mark { fill: var(--pw-line); }
      .pw .place .mark { fill: var(--pw-place-bg); stroke: var(--pw-line); }
      .pw .wrong .mark { fill: var(--pw-bad-bg); stroke: var(--pw-bad); }
      .pw .role { fill: var(--pw-bad); font-weight: bold; text-anchor: end; }
      .pw .alone { fill: var(--pw-write); } .pw .shared { fill: var(--pw-read); }
      .pw .lock { fill: var(--pw-bg); font-size: 10px; }
      .pw .now .mark { stroke: var(--pw-fg); stroke-width: 1.5; }
      .pw .wrong.now .mark { stroke: var(--pw-bad); stroke-width: 2.5; }
      .pw .future { opacity: 0.4; }
      .pw .step:focus { outline: none; } .pw .step:focus-visible .mark { stroke: var(--pw-fg); stroke-width: 3; }
      .pw .heads > rect { fill: var(--pw-bg); }
      .pw .dot { fill: var(--pw-bg); stroke: var(--pw-dim); stroke-width: 1.5; }
      .pw .wrong .dot { fill: var(--pw-bad); stroke: var(--pw-bad); } .pw .now .dot { fill: var(--pw-fg); stroke: var(--pw-fg); }
      .pw .note { fill: var(--pw-dim); font-style: italic; } .pw.narrow .lock { font-size: 8px; }
      @media (forced-colors: active) { .pw { --pw-fg: CanvasText; --pw-dim: CanvasText; --pw-line: GrayText; --pw-bad: LinkText;
        --pw-bad-bg: Canvas; --pw-place-bg: Canvas; --pw-write: Highlight; --pw-read: CanvasText; --pw-bg: Canvas;
        forced-color-adjust: none; } }
      """;

  /** The length of a letter of a lock's name, and how far apart it is said again along a long bar. */
  private static final int LETTER = 6;
  private static final int AGAIN = 240;

  private final Sources sources;

  /** A renderer that takes line numbers from {@code sources}. */
  public TraceSvg(Sources sources) {
    this.sources = sources;
  }

  /** The picture of a whole execution: one {@code svg} element with its style. */
  public String render(Trace trace, Width width) {
    return render(Excerpt.whole(trace), width);
  }

  /** The picture of some steps, which says what it leaves out. */
  public String render(Excerpt excerpt, Width width) {
    Trace trace = excerpt.trace();
    List<String> above = above(excerpt);
    List<Trace.Line> all = new ArrayList<>(trace.lines());
    if (excerpt.last() == excerpt.steps()) {
      all.addAll(waiting(trace));
    }
    Lanes lanes = new Lanes(trace, all, above.size(), width);
    List<String> below = below(excerpt);
    int height = lanes.height() + below.size() * Lanes.ROW;
    List<String> parts = new ArrayList<>();
    parts.add(("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pw %s\" role=\"group\" aria-label=\"%s\" width=\"%d\" "
        + "height=\"%d\" viewBox=\"0 0 %d %d\">").formatted(width.name().toLowerCase(Locale.ROOT), escaped(title(excerpt)),
        lanes.width(), height, lanes.width(), height));
    parts.add("<style>" + STYLE + "</style>");
    notes(above, lanes, Lanes.HEAD + 18, parts);
    notes(below, lanes, lanes.height() + 8, parts);
    tracks(trace, lanes, height, parts);
    switches(lanes, parts);
    lanes.bars().forEach(bar -> bar(bar, lanes, parts));
    Lanes.Row wrong = wrong(trace, lanes);
    lanes.rows().forEach(row -> row(row, trace, lanes, wrong, parts));
    heads(trace, lanes, parts);
    parts.add("</svg>");
    return String.join("\n", parts) + "\n";
  }

  private static String title(Excerpt excerpt) {
    return excerpt.trace().violation().map(violation -> Wording.oracle(violation.name()) + " in ").orElse("")
        + Wording.count(excerpt.steps(), "step", "steps");
  }

  private static List<String> above(Excerpt excerpt) {
    return missing(1, excerpt.first());
  }

  private static List<String> below(Excerpt excerpt) {
    return missing(excerpt.last() + 1, excerpt.steps());
  }

  private static List<String> missing(int from, int to) {
    return to < from ? List.of()
        : List.of(from == to ? "step " + from + " is not drawn" : "steps " + from + " to " + to + " are not drawn");
  }

  private static void notes(List<String> notes, Lanes lanes, int y, List<String> parts) {
    notes.forEach(note -> parts.add("<text class=\"note\" x=\"%d\" y=\"%d\">%s</text>".formatted(lanes.texts(0), y, note)));
  }

  /** What threads would do next that wait for each other: no step, since it is never made. */
  private List<Trace.Line> waiting(Trace trace) {
    List<Trace.Line> found = new ArrayList<>();
    for (Violation.Place place : trace.violation().map(Violation::places).orElse(List.of())) {
      for (int column = 0; column < trace.columns().size(); column++) {
        String text = place.role().equals("waits") ? sources.quote(place.span()) : "";
        if (!text.isEmpty() && trace.columns().get(column).name().equals(place.thread())) {
          found.add(new Trace.Line(Trace.Kind.STEP, column, 0, text, place.span(), List.of(), 0));
        }
      }
    }
    return found;
  }

  /**
   * The names of the lanes, last and with a ground of their own, so that who shows the picture can keep them in sight.
   */
  private static void heads(Trace trace, Lanes lanes, List<String> parts) {
    parts.add("<g class=\"heads\"><rect width=\"%d\" height=\"%d\"/>".formatted(lanes.width(), Lanes.HEAD - 4));
    for (int column = 0; column < trace.columns().size(); column++) {
      Trace.Column head = trace.columns().get(column);
      int left = lanes.left(column);
      if (lanes.isNarrow()) {
        parts.add("<text class=\"head\" text-anchor=\"middle\" x=\"%d\" y=\"20\">%s<title>%s</title></text>".formatted(
            lanes.track(column), head.cpu() < 0 ? "*" : Integer.toString(head.cpu()), escaped(Lanes.name(head))));
      } else {
        parts.add("<text class=\"head\" x=\"%d\" y=\"20\">%s</text>".formatted(left, escaped(Lanes.name(head))));
        parts.add("<line class=\"lane\" x1=\"%d\" y1=\"28\" x2=\"%d\" y2=\"28\"/>"
            .formatted(left, left + lanes.width(column)));
      }
    }
    if (lanes.isNarrow()) {
      parts.add("<text class=\"head\" text-anchor=\"end\" x=\"%d\" y=\"20\">CPU</text>".formatted(lanes.numbers()));
    }
    parts.add("</g>");
  }

  /** The lines of the lanes, or between them. */
  private static void tracks(Trace trace, Lanes lanes, int height, List<String> parts) {
    for (int column = lanes.isNarrow() ? 0 : 1; column < trace.columns().size(); column++) {
      int x = lanes.isNarrow() ? lanes.track(column) : lanes.left(column) - 7;
      parts.add("<line class=\"lane\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
          .formatted(x, lanes.isNarrow() ? 28 : 8, x, height - 8));
    }
  }

  /** A line from lane to lane wherever another agent goes on. */
  private static void switches(Lanes lanes, List<String> parts) {
    Lanes.Row last = null;
    for (Lanes.Row row : lanes.rows()) {
      if (last != null && last.line().column() != row.line().column()) {
        int from = lanes.isNarrow() ? lanes.track(last.line().column()) : lanes.left(last.line().column());
        int to = lanes.isNarrow() ? lanes.texts(0) : lanes.left(row.line().column());
        int y = lanes.isNarrow() ? row.begin() + 9 : row.begin();
        parts.add("<path class=\"switch\" d=\"M%d %d H%d\"/>".formatted(from, y, to));
      }
      last = row;
    }
  }

  private static void bar(Lanes.Bar bar, Lanes lanes, List<String> parts) {
    int x = lanes.left(bar);
    int height = bar.bottom() - bar.top() - 2;
    String name = escaped(bar.lock().name());
    String kind = bar.lock().alone() ? "alone" : "shared";
    String how = bar.lock().alone() ? "held" : "held for reading";
    parts.add("<g data-lock=\"%s\"><title>%s, %s</title><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>"
        .formatted(name, name, how, kind, x, bar.top() + 1, lanes.bar() - 2, height));
    int length = bar.lock().name().length() * LETTER;
    for (int y = bar.top() + 4; y + length <= bar.top() + height + 4; y += Math.max(AGAIN, 2 * length)) {
      parts.add("<text class=\"lock\" x=\"%d\" y=\"%d\" transform=\"rotate(90 %d %d)\">%s</text>"
          .formatted(x + 2, y, x + 2, y, name));
    }
    parts.add("</g>");
  }

  /** The row of the step that is wrong: the last one, if the violation is its doing; null for a wrong end. */
  private static Lanes.Row wrong(Trace trace, Lanes lanes) {
    return trace.violation().flatMap(violation -> violation.places().stream().findFirst()).map(lanes::row).orElse(null);
  }

  private void row(Lanes.Row row, Trace trace, Lanes lanes, Lanes.Row wrong, List<String> parts) {
    Trace.Line line = row.line();
    String role = role(row, trace, lanes);
    boolean isWaiting = line.kind() == Trace.Kind.STEP && line.step() == 0;
    String kind = (isWaiting ? "waiting" : line.kind().name().toLowerCase(Locale.ROOT))
        + (row == wrong ? " wrong" : role.isEmpty() ? "" : " place");
    if (row.heading()) {
      parts.add("<text class=\"head call\" x=\"%d\" y=\"%d\">%s</text>".formatted(
          lanes.texts(line.column()), row.begin() + 13, escaped(Lanes.name(trace.columns().get(line.column())))));
    }
    parts.add("<g class=\"%s\"%s%s>".formatted(kind, step(row, trace, role), place(line.span())));
    parts.add("<title>" + escaped(sources.line(line.span())) + "</title>");
    int right = lanes.right(line.column());
    parts.add("<rect class=\"mark\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
        .formatted(lanes.text(line) - 3, row.top() + 1, right - lanes.text(line) + 3, row.height() - 1));
    if (0 < line.step()) {
      parts.add("<text class=\"number\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>"
          .formatted(lanes.numbers(), row.top() + 13, line.step()));
    }
    if (lanes.isNarrow() && line.kind() == Trace.Kind.STEP) {
      parts.add("<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"4\"/>"
          .formatted(lanes.track(line.column()), row.top() + 9));
    }
    int y = row.top() + 13;
    for (String text : row.text()) {
      parts.add("<text x=\"%d\" y=\"%d\">%s</text>".formatted(lanes.text(line), y, escaped(text)));
      y += Lanes.ROW;
    }
    for (String change : row.changes()) {
      parts.add("<text class=\"change\" x=\"%d\" y=\"%d\">%s</text>"
          .formatted(lanes.text(line) + lanes.indent(), y, escaped(change)));
      y += Lanes.ROW;
    }
    if (!role.isEmpty()) {
      parts.add("<text class=\"role\" x=\"%d\" y=\"%d\">%s</text>"
          .formatted(right - 4, row.top() + row.height() - 5, escaped(role)));
    }
    parts.add("</g>");
  }

  /** What makes a step one that can be gone to, and read aloud. */
  private static String step(Lanes.Row row, Trace trace, String role) {
    Trace.Line line = row.line();
    if (line.step() == 0) {
      return "";
    }
    List<String> said = new ArrayList<>();
    said.add("step " + line.step() + ", " + Lanes.name(trace.columns().get(line.column())) + ": " + line.text());
    said.addAll(Lanes.told(line));
    if (!role.isEmpty()) {
      said.add(role);
    }
    return " data-step=\"%d\" role=\"button\" tabindex=\"-1\" aria-label=\"%s\"".formatted(
        line.step(), escaped(String.join("; ", said)));
  }

  private String place(Span span) {
    return sources.start(span)
        .map(at -> " data-file=\"%s\" data-line=\"%d\"".formatted(escaped(span.path()), at.line()))
        .orElse("");
  }

  private static String role(Lanes.Row row, Trace trace, Lanes lanes) {
    return trace.violation().stream()
        .flatMap(violation -> violation.places().stream())
        .filter(place -> lanes.row(place) == row)
        .map(Violation.Place::role)
        .distinct()
        .reduce((one, two) -> one + ", " + two)
        .orElse("");
  }
}
