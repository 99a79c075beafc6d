package dev.pagewalk.report;

import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An execution as kernel people write races down: a column for each CPU, time goes downwards, calls are indented, what
 * a step changed stands beneath it, and a caret says where it went wrong.
 */
public final class ColumnsText {
  private static final int GAP = 2;
  private static final int WIDEST = 60;

  /** Narrower columns than this are no use: then every line names its thread instead. */
  private static final int NARROWEST = 24;

  private final Paint paint;
  private final int width;

  /**
   * A renderer.
   *
   * @param width of the terminal, in cells
   */
  public ColumnsText(Paint paint, int width) {
    this.paint = paint;
    this.width = width;
  }

  /** The whole execution; each line ends with a line feed. */
  public String render(Trace trace) {
    int columns = Math.max(1, trace.columns().size());
    int each = Math.min(WIDEST, (width - GAP * (columns - 1)) / columns);
    return each < NARROWEST ? list(trace) : grid(trace, Math.min(each, Math.max(NARROWEST, needed(trace))));
  }

  /** Cells that the longest line of any column takes. */
  private static int needed(Trace trace) {
    int heads = trace.columns().stream().mapToInt(column -> Layout.width(head(column))).max().orElse(0);
    return trace.lines().stream()
        .flatMapToInt(line -> IntStream.concat(
            IntStream.of(2 * line.depth() + Layout.width(line.text())),
            line.changes().stream().mapToInt(change -> 2 * line.depth() + 4 + Layout.width(change))))
        .reduce(heads, Math::max);
  }

  private String grid(Trace trace, int each) {
    StringBuilder out = new StringBuilder();
    List<String> heads = trace.columns().stream().map(column -> Layout.clip(head(column), each)).toList();
    StringBuilder titles = new StringBuilder();
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < heads.size(); i++) {
      boolean last = i == heads.size() - 1;
      titles.append(last ? heads.get(i) : Layout.pad(heads.get(i), each + GAP));
      rule.append("-".repeat(each)).append(last ? "" : " ".repeat(GAP));
    }
    out.append(paint.bold(titles.toString())).append('\n').append(paint.dim(rule.toString())).append('\n');
    Optional<Caret> caret = caret(trace);
    for (int i = 0; i < trace.lines().size(); i++) {
      Trace.Line line = trace.lines().get(i);
      String left = " ".repeat(line.column() * (each + GAP));
      line(line, left, each, out);
      if (caret.isPresent() && caret.get().line() == i) {
        caret(caret.get(), left + indent(line, each), width, out);
      }
    }
    end(trace, caret, out);
    return out.toString();
  }

  /** For more columns than the terminal has room for. */
  private String list(Trace trace) {
    StringBuilder out = new StringBuilder();
    int name = trace.columns().stream().mapToInt(column -> Layout.width(head(column))).max().orElse(0);
    int left = Math.min(name, NARROWEST) + GAP;
    int room = Math.max(NARROWEST, width - left);
    Optional<Caret> caret = caret(trace);
    int shown = -1;
    for (int i = 0; i < trace.lines().size(); i++) {
      Trace.Line line = trace.lines().get(i);
      StringBuilder part = new StringBuilder();
      line(line, " ".repeat(left), room, part);
      if (line.column() != shown) {
        shown = line.column();
        out.append(paint.bold(Layout.pad(Layout.clip(head(trace.columns().get(shown)), left - GAP), left)));
        part.delete(0, left);
      }
      out.append(part);
      if (caret.isPresent() && caret.get().line() == i) {
        caret(caret.get(), " ".repeat(left) + indent(line, room), width, out);
      }
    }
    end(trace, caret, out);
    return out.toString();
  }

  private static String head(Trace.Column column) {
    String name = Wording.printable(column.name());
    return column.cpu() < 0 ? name : "CPU " + column.cpu() + " (" + name + ")";
  }

  private void line(Trace.Line line, String left, int room, StringBuilder out) {
    String indent = indent(line, room);
    for (String part : Layout.wrap(Wording.printable(line.text()), room - indent.length(), 4)) {
      out.append(left).append(indent).append(part).append('\n');
    }
    String deeper = indent(line.depth() + 1, room);
    for (String change : line.changes()) {
      for (String part : Layout.wrap("~ " + Wording.printable(change), room - deeper.length(), 4)) {
        out.append(left).append(deeper).append(paint.dim(part)).append('\n');
      }
    }
  }

  private static String indent(Trace.Line line, int room) {
    return indent(line.depth(), room);
  }

  /** Two blanks a level, but never so many that nothing fits beside them. */
  private static String indent(int depth, int room) {
    return " ".repeat(Math.min(2 * depth, Math.max(0, room - NARROWEST / 2)));
  }

  /** What stands beneath line {@code line}. */
  private record Caret(int line, String message) {}

  /** The caret stands beneath the last step if that is the step which is wrong. */
  private static Optional<Caret> caret(Trace trace) {
    int last = trace.lines().size() - 1;
    while (0 <= last && trace.lines().get(last).kind() != Trace.Kind.STEP) {
      last--;
    }
    if (trace.violation().isEmpty() || last < 0) {
      return Optional.empty();
    }
    Violation violation = trace.violation().get();
    String thread = trace.columns().get(trace.lines().get(last).column()).name();
    boolean own = !violation.places().isEmpty() && violation.places().get(0).thread().equals(thread)
        && !violation.oracle().equals("deadlock");
    return own ? Optional.of(new Caret(last, message(violation))) : Optional.empty();
  }

  private void caret(Caret caret, String left, int width, StringBuilder out) {
    String sign = "^ ";
    for (String part : Layout.wrap(caret.message(), Math.max(NARROWEST, width - left.length() - sign.length()), 0)) {
      out.append(left).append(paint.red(sign + part)).append('\n');
      sign = "  ";
    }
  }

  /** What is wrong with the end as such, not with the last step. */
  private void end(Trace trace, Optional<Caret> caret, StringBuilder out) {
    if (trace.violation().isEmpty() || caret.isPresent()) {
      return;
    }
    String sign = "=> ";
    for (String part : Layout.wrap(message(trace.violation().get()), width - sign.length(), 0)) {
      out.append(paint.red(sign + part)).append('\n');
      sign = "   ";
    }
  }

  private static String message(Violation violation) {
    String name = Wording.oracle(violation.oracle());
    String message = Wording.printable(violation.message());
    return message.startsWith(name) ? message : name + ": " + message;
  }
}
