package dev.pagewalk.report.picture;

import static dev.pagewalk.report.picture.Markup.escaped;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Sources;
import dev.pagewalk.report.Wording;
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
      .pw .future { opacity: 0.25; }
      .pw .step:focus { outline: none; }
      """;

  /** The length of a letter of a lock's name. */
  private static final int LETTER = 6;

  private final Sources sources;

  /** A renderer that takes line numbers from {@code sources}. */
  public TraceSvg(Sources sources) {
    this.sources = sources;
  }

  /** The picture: one {@code svg} element with its style. */
  public String render(Trace trace) {
    Lanes lanes = new Lanes(trace);
    List<String> parts = new ArrayList<>();
    parts.add("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pw\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
        .formatted(lanes.width(), lanes.height(), lanes.width(), lanes.height()));
    parts.add("<title>" + escaped(title(trace)) + "</title>");
    parts.add("<style>" + STYLE + "</style>");
    for (int column = 0; column < trace.columns().size(); column++) {
      head(trace.columns().get(column), lanes, column, parts);
    }
    switches(lanes, parts);
    lanes.bars().forEach(bar -> bar(bar, lanes, parts));
    Lanes.Row wrong = wrong(trace, lanes);
    lanes.rows().forEach(row -> row(row, trace, lanes, wrong, parts));
    parts.add("</svg>");
    return String.join("\n", parts) + "\n";
  }

  /** How wide the picture is. */
  static int width(Trace trace) {
    return new Lanes(trace).width();
  }

  private static String title(Trace trace) {
    return trace.violation().map(violation -> Wording.oracle(violation.name()) + " in ").orElse("")
        + Wording.count(trace.steps(), "step", "steps");
  }

  private static void head(Trace.Column head, Lanes lanes, int column, List<String> parts) {
    int left = lanes.left(column);
    String name = head.cpu() < 0 ? head.name() : "CPU " + head.cpu() + " (" + head.name() + ")";
    parts.add("<text class=\"head\" x=\"%d\" y=\"20\">%s</text>".formatted(left, escaped(name)));
    parts.add("<line class=\"lane\" x1=\"%d\" y1=\"28\" x2=\"%d\" y2=\"28\"/>".formatted(left, left + lanes.width(column)));
    if (0 < column) {
      parts.add("<line class=\"lane\" x1=\"%d\" y1=\"8\" x2=\"%d\" y2=\"%d\"/>"
          .formatted(left - 7, left - 7, lanes.height() - 8));
    }
  }

  /** A line from lane to lane wherever another agent goes on. */
  private static void switches(Lanes lanes, List<String> parts) {
    Lanes.Row last = null;
    for (Lanes.Row row : lanes.rows()) {
      if (last != null && last.line().column() != row.line().column()) {
        parts.add("<path class=\"switch\" d=\"M%d %d H%d\"/>".formatted(
            lanes.left(last.line().column()), row.top(), lanes.left(row.line().column())));
      }
      last = row;
    }
  }

  private static void bar(Lanes.Bar bar, Lanes lanes, List<String> parts) {
    int x = lanes.left(bar.lock().column()) + bar.slot() * Lanes.BAR;
    int height = bar.bottom() - bar.top() - 2;
    String name = escaped(bar.lock().name());
    String kind = bar.lock().alone() ? "alone" : "shared";
    String how = bar.lock().alone() ? "held" : "held for reading";
    parts.add("<g data-lock=\"%s\"><title>%s, %s</title><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>"
        .formatted(name, name, how, kind, x, bar.top() + 1, Lanes.BAR - 2, height));
    if (bar.lock().name().length() * LETTER <= height) {
      int y = bar.top() + 4;
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
    String kind = line.kind().name().toLowerCase(Locale.ROOT) + (row == wrong ? " wrong" : role.isEmpty() ? "" : " place");
    parts.add("<g class=\"%s\"%s%s>".formatted(kind, step(line), place(line.span())));
    parts.add("<title>" + escaped(sources.line(line.span())) + "</title>");
    int left = lanes.left(line.column());
    parts.add("<rect class=\"mark\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
        .formatted(lanes.text(line) - 3, row.top() + 1, left + lanes.width(line.column()) - lanes.text(line) + 3,
            row.height() - 1));
    if (0 < line.step()) {
      parts.add("<text class=\"number\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>"
          .formatted(Lanes.GUTTER - 10, row.top() + 13, line.step()));
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
          .formatted(left + lanes.width(line.column()) - 4, row.top() + row.height() - 5, escaped(role)));
    }
    parts.add("</g>");
  }

  private static String step(Trace.Line line) {
    return line.step() == 0 ? "" : " data-step=\"%d\" tabindex=\"0\"".formatted(line.step());
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
