package dev.pagewalk.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A matrix for a terminal: cells wrap, and where that is not enough, further columns follow in tables of their own. */
public final class MatrixText {
  private static final String GAP = "  ";

  /** No column is made narrower than this: where more do not fit, they go below. */
  private static final int NARROW = 16;

  /** The same for the names of the variants, which are longer. */
  private static final int NARROW_NAMES = 20;

  private final Sources sources;
  private final Paint paint;
  private final int width;

  /**
   * A renderer.
   *
   * @param width of the terminal, in cells
   */
  public MatrixText(Sources sources, Paint paint, int width) {
    this.sources = sources;
    this.paint = paint;
    this.width = width;
  }

  /** A column of the grid as it was before it was wrapped: its heading, then a cell for each row. */
  private record Column(int narrow, List<Cell> cells) {
    int natural() {
      return cells.stream().mapToInt(cell -> Layout.width(cell.text())).max().orElse(0);
    }

    int least() {
      return Math.min(natural(), narrow);
    }
  }

  /** A text, and how good what it says is. */
  private record Cell(String text, Tone tone) {
    String painted(String line, Paint paint) {
      return switch (tone) {
        case NEUTRAL -> line;
        case GOOD -> paint.green(line);
        case BAD -> paint.red(line);
        case OPEN -> paint.yellow(line);
      };
    }
  }

  private enum Tone { NEUTRAL, GOOD, BAD, OPEN }

  /**
   * Renders the table, a line for each expectation that is not met, and the counts; each line ends with a line feed.
   *
   * @param elapsed wall time of the whole run
   */
  public String render(Matrix matrix, Duration elapsed) {
    StringBuilder out = new StringBuilder();
    Column variants = variants(matrix);
    List<Column> columns = columns(matrix);
    for (int from = 0; from < columns.size();) {
      int to = fitting(variants, columns, from);
      out.append(from == 0 ? "" : "\n");
      List<Column> group = new ArrayList<>(List.of(variants));
      group.addAll(columns.subList(from, to));
      table(used(group), out);
      from = to;
    }
    out.append("\n");
    new MatrixNotes(sources).of(matrix)
        .forEach(note -> Layout.wrap(note, width, 2).forEach(line -> out.append(line).append("\n")));
    return out.append(matrix.tally().line(paint, elapsed)).append("\n").toString();
  }

  private static Column variants(Matrix matrix) {
    List<Cell> cells = new ArrayList<>(List.of(new Cell("variant", Tone.NEUTRAL)));
    for (String variant : matrix.variants()) {
      cells.add(new Cell(variant.isEmpty() ? Matrix.PLAIN : Wording.printable(variant), Tone.NEUTRAL));
    }
    return new Column(NARROW_NAMES, cells);
  }

  private static List<Column> columns(Matrix matrix) {
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<Matrix.Scenario, String> scenario : matrix.headings().entrySet()) {
      List<Cell> cells = new ArrayList<>(List.of(new Cell(scenario.getValue(), Tone.NEUTRAL)));
      for (String variant : matrix.variants()) {
        cells.add(cell(matrix, matrix.cell(variant, scenario.getKey())));
      }
      columns.add(new Column(NARROW, cells));
    }
    return columns;
  }

  private static Cell cell(Matrix matrix, List<Matrix.Entry> entries) {
    String text = String.join(", ", entries.stream().map(matrix::told).distinct().toList());
    if (entries.stream().allMatch(Matrix.Entry::isMet)) {
      return new Cell(text, Tone.GOOD);
    }
    return new Cell(text, entries.stream().anyMatch(Matrix.Entry::isUnmet) ? Tone.BAD : Tone.OPEN);
  }

  /** Behind the last column that fits beside column {@code from}, which is there even if it does not fit. */
  private int fitting(Column variants, List<Column> columns, int from) {
    int to = from + 1;
    int used = variants.least() + GAP.length() + columns.get(from).least();
    while (to < columns.size() && used + GAP.length() + columns.get(to).least() <= width) {
      used += GAP.length() + columns.get(to).least();
      to++;
    }
    return to;
  }

  /** The columns without the variants of which the scenarios in them have none. */
  private static List<Column> used(List<Column> columns) {
    List<Integer> rows = IntStream.range(0, columns.getFirst().cells().size())
        .filter(row -> columns.stream().skip(1).anyMatch(column -> !column.cells().get(row).text().isEmpty()))
        .boxed()
        .toList();
    return columns.stream()
        .map(column -> new Column(column.narrow(), rows.stream().map(column.cells()::get).toList()))
        .toList();
  }

  private void table(List<Column> columns, StringBuilder out) {
    int[] widths = widths(columns);
    row(columns, 0, widths, out);
    List<String> rules = new ArrayList<>();
    for (int each : widths) {
      rules.add("-".repeat(each));
    }
    out.append(String.join(GAP, rules)).append("\n");
    for (int row = 1; row < columns.getFirst().cells().size(); row++) {
      row(columns, row, widths, out);
    }
  }

  /** Takes from the widest column that can give, cell by cell, until all fit. */
  private int[] widths(List<Column> columns) {
    int[] widths = columns.stream().mapToInt(Column::natural).toArray();
    int total = GAP.length() * (widths.length - 1);
    for (int each : widths) {
      total += each;
    }
    for (; width < total; total--) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean gives = columns.get(i).least() < widths[i];
        widest = gives && (widest < 0 || widths[widest] < widths[i]) ? i : widest;
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private void row(List<Column> columns, int row, int[] widths, StringBuilder out) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(MatrixWords.wrap(columns.get(i).cells().get(row).text(), widths[i]));
      height = Math.max(height, wrapped.get(i).size());
    }
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      int blanks = 0;
      for (int i = 0; i < widths.length; i++) {
        String part = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
        if (!part.isEmpty()) {
          text.append(" ".repeat(blanks)).append(columns.get(i).cells().get(row).painted(part, paint));
          blanks = 0;
        }
        blanks += Math.max(0, widths[i] - Layout.width(part)) + GAP.length();
      }
      out.append(text).append("\n");
    }
  }
}
