package dev.pagewalk.report;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A diagnostic with the lines that it speaks of, the way compilers show them. */
public final class DiagnosticText {
  private final Sources sources;
  private final Paint paint;
  private final int width;

  /**
   * A renderer.
   *
   * @param width of the terminal, in cells
   */
  public DiagnosticText(Sources sources, Paint paint, int width) {
    this.sources = sources;
    this.paint = paint;
    this.width = width;
  }

  /** A line in the snippet with one place marked beneath it; {@code from} and {@code to} are offsets in the line. */
  private record Mark(String path, int line, String text, int from, int to, boolean primary, String message) {}

  /** Headline, snippets and help; each line ends with a line feed. */
  public String render(Diagnostic diagnostic) {
    List<Mark> marks = new ArrayList<>();
    mark(diagnostic.span(), true, diagnostic.label()).ifPresent(marks::add);
    for (Related related : diagnostic.related()) {
      mark(related.span(), false, related.message()).ifPresent(marks::add);
    }
    marks.sort(Comparator.comparing((Mark mark) -> !mark.path().equals(diagnostic.span().path()))
        .thenComparing(Mark::path)
        .thenComparingInt(Mark::line)
        .thenComparingInt(Mark::from));
    int gutter = marks.stream().mapToInt(mark -> String.valueOf(mark.line()).length()).max().orElse(1);
    StringBuilder out = new StringBuilder(headline(diagnostic)).append('\n');
    out.append(" ".repeat(gutter)).append(paint.cyan("-->")).append(' ').append(sources.place(diagnostic.span()));
    out.append('\n');
    snippets(diagnostic, marks, gutter, out);
    for (Related related : diagnostic.related()) {
      if (sources.lines(related.span().path()).isEmpty()) {
        note(gutter, "note", sources.place(related.span()) + ": " + related.message(), out);
      }
    }
    help(diagnostic).ifPresent(help -> note(gutter, "help", help, out));
    return out.toString();
  }

  private String headline(Diagnostic diagnostic) {
    String word = diagnostic.severity().name().toLowerCase(Locale.ROOT) + "[" + diagnostic.code().id() + "]";
    String painted = switch (diagnostic.severity()) {
      case ERROR -> paint.red(word);
      case WARNING -> paint.yellow(word);
      case NOTE -> paint.cyan(word);
    };
    return painted + paint.bold(": " + Wording.printable(diagnostic.message()));
  }

  private void snippets(Diagnostic diagnostic, List<Mark> marks, int gutter, StringBuilder out) {
    String path = diagnostic.span().path();
    String bar = paint.cyan("|");
    int shown = 0;
    for (Mark mark : marks) {
      if (!mark.path().equals(path)) {
        path = mark.path();
        shown = 0;
        out.append(" ".repeat(gutter)).append(paint.cyan(":::")).append(' ').append(Wording.printable(path));
        out.append(':').append(mark.line()).append(':').append(mark.text().codePointCount(0, mark.from()) + 1);
        out.append('\n');
      }
      if (shown == 0) {
        out.append(" ".repeat(gutter)).append(' ').append(bar).append('\n');
      }
      int room = Math.max(20, width - gutter - 3);
      int cut = window(mark, room);
      String lead = cut == 0 ? "" : "...";
      if (mark.line() != shown || cut != 0) {
        shown = mark.line();
        out.append(paint.cyan(String.format(Locale.ROOT, "%" + gutter + "d", mark.line()))).append(' ').append(bar);
        out.append(' ').append(Layout.clip(lead + Wording.printable(mark.text().substring(cut)), room)).append('\n');
      }
      int blanks = lead.length() + Layout.width(Wording.printable(mark.text().substring(cut, mark.from())));
      int cells = Math.max(1, Layout.width(Wording.printable(mark.text().substring(mark.from(), mark.to()))));
      String line = (mark.primary() ? "^" : "-").repeat(Math.min(cells, Math.max(1, room - blanks)));
      String message = mark.message().isEmpty() ? "" : " " + Wording.printable(mark.message());
      out.append(" ".repeat(gutter)).append(' ').append(bar).append(' ').append(" ".repeat(blanks));
      out.append(mark.primary() ? paint.red(line + message) : paint.cyan(line + message)).append('\n');
    }
  }

  /** Where to begin showing the line of {@code mark} so that the mark is seen: 0 unless the line is too long. */
  private static int window(Mark mark, int room) {
    if (Layout.width(mark.text().substring(0, mark.to())) <= room) {
      return 0;
    }
    int cut = Math.max(0, mark.from() - room / 3);
    return 0 < cut && Character.isLowSurrogate(mark.text().charAt(cut)) ? cut - 1 : cut;
  }

  private Optional<Mark> mark(Span span, boolean primary, String message) {
    return sources.lines(span.path()).map(lines -> {
      int line = lines.position(span.start()).line();
      String text = lines.line(line);
      int from = Math.min(span.start() - lines.start(line), text.length());
      int to = Math.max(from, Math.min(span.end() - lines.start(line), text.length()));
      return new Mark(span.path(), line, text, from, to, primary, message);
    });
  }

  private static Optional<String> help(Diagnostic diagnostic) {
    return diagnostic.help().or(() -> diagnostic.fixes().stream().findFirst().map(Fix::title));
  }

  private void note(int gutter, String kind, String text, StringBuilder out) {
    out.append(" ".repeat(gutter)).append(' ').append(paint.cyan("=")).append(' ').append(paint.bold(kind + ":"));
    out.append(' ').append(Wording.printable(text)).append('\n');
  }
}
