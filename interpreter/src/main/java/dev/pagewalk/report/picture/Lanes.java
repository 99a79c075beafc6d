package dev.pagewalk.report.picture;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Wording;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The grid on which an execution is drawn: a lane for each agent, and in it a row for each line of text. Measures are
 * in units of the picture, of which a browser makes pixels.
 *
 * <p>In a wide picture a lane has its own text. In a narrow one it is a line with a dot for each step, its locks beside
 * it; the texts of all lanes stand in one column, since only one agent moves at a time, with its name where another one
 * goes on.
 */
final class Lanes {
  static final int ROW = 18;
  static final int HEAD = 34;

  /** The width of a character of the font, and the room between lanes. */
  private static final double CHARACTER = 7.3;
  private static final int LANE_GAP = 14;
  private static final int INDENT = 2;

  /**
   * Characters in a lane at most, fewer where there are many lanes; a lane is no wider than its text and a role need.
   */
  private static final int WIDEST = 64;
  private static final int NARROWEST = 34;
  private static final int ALL = 190;
  private static final int ROLE = 10;
  private static final int SHORTEST = 26;

  private static final String FREED = ": allocated -> free";

  /** In a narrow picture: characters of the one column of text, of its deepest indentation, and the line of a lane. */
  private static final int COLUMN = 46;
  private static final int DEEPEST = 10;
  private static final int TRACK = 12;

  /**
   * A step or call with everything that stands beneath it.
   *
   * @param top of the first line of its text
   * @param heading whether the name of the agent stands above it
   */
  record Row(Trace.Line line, int top, boolean heading, List<String> text, List<String> changes) {
    int height() {
      return ROW * (text.size() + changes.size());
    }

    /** Where another agent goes on. */
    int begin() {
      return heading ? top - ROW : top;
    }
  }

  /** A lock's bar: {@code slot} counts the bars beside each other from the left. */
  record Bar(Trace.HeldLock lock, int top, int bottom, int slot) {}

  private final Trace trace;
  private final boolean isNarrow;
  private final int characters;
  private final List<Row> rows = new ArrayList<>();
  private final List<Bar> bars = new ArrayList<>();
  private final int[] slots;
  private final int[] used;
  private int height;

  /**
   * The grid of an execution.
   *
   * @param lines those of the trace, and what is to stand behind them
   * @param notes how many lines there are above all steps
   */
  Lanes(Trace trace, List<Trace.Line> lines, int notes, Width width) {
    this.trace = trace;
    isNarrow = width == Width.NARROW;
    int lanes = Math.max(1, trace.columns().size());
    characters = isNarrow ? COLUMN : Math.max(NARROWEST, Math.min(WIDEST, ALL / lanes));
    slots = new int[lanes];
    used = new int[lanes];
    Arrays.fill(used, SHORTEST);
    height = HEAD + 8 + notes * ROW;
    lines.forEach(this::place);
    trace.locks().forEach(this::place);
  }

  /** {@code CPU 1 (trunc)}. */
  static String name(Trace.Column column) {
    return column.cpu() < 0 ? column.name() : "CPU " + column.cpu() + " (" + column.name() + ")";
  }

  private void place(Trace.Line line) {
    int room = Math.max(NARROWEST / 2, characters - (isNarrow ? indent(line) : INDENT * line.depth()));
    List<String> changes = new ArrayList<>();
    told(line).forEach(change -> changes.addAll(Wording.wrap("~ " + Wording.printable(change), room - INDENT, 4)));
    boolean isHeading = isNarrow && (rows.isEmpty() || rows.getLast().line().column() != line.column());
    height += isHeading ? ROW : 0;
    Row row = new Row(line, height, isHeading, Wording.wrap(Wording.printable(line.text()), room, 4), changes);
    rows.add(row);
    height += row.height();
    int longest = Math.max(longest(row.text()), longest(row.changes()) + INDENT);
    used[line.column()] = Math.max(used[line.column()], Math.min(characters, indent(line) + longest + ROLE));
  }

  /**
   * The changes of a step that are worth a line. What was freed has gone with all that was in it: that the model clears
   * it is nothing that the kernel does.
   */
  static List<String> told(Trace.Line line) {
    List<String> freed = line.changes().stream().filter(change -> change.endsWith(FREED))
        .map(change -> change.substring(0, change.length() - FREED.length())).toList();
    return line.changes().stream()
        .filter(change -> freed.stream().noneMatch(name -> change.startsWith(name + ".") || change.startsWith(name + "[")))
        .toList();
  }

  private static int longest(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }

  /** Characters by which a line is indented. */
  private int indent(Trace.Line line) {
    return isNarrow ? Math.min(line.depth(), DEEPEST) : Math.min(line.depth() * INDENT, characters / 2);
  }

  private void place(Trace.HeldLock lock) {
    int top = lock.from() == 0 ? HEAD : row(lock.from()).top();
    int bottom = lock.to() == 0 ? height : row(lock.to()).top() + ROW;
    int slot = 0;
    for (boolean taken = true; taken; slot += taken ? 1 : 0) {
      int wanted = slot;
      taken = bars.stream().anyMatch(bar -> bar.lock().column() == lock.column() && bar.slot() == wanted
          && top < bar.bottom() && bar.top() < bottom);
    }
    slots[lock.column()] = Math.max(slots[lock.column()], slot + 1);
    bars.add(new Bar(lock, top, bottom, slot));
  }

  private Row row(int step) {
    return rows.stream().filter(row -> row.line().step() == step).findFirst().orElse(rows.getFirst());
  }

  List<Row> rows() {
    return rows;
  }

  List<Bar> bars() {
    return bars;
  }

  /**
   * The row that shows a place of the violation, the last one that fits: its step, or one that is a part of it, as what
   * an assertion reads; null if none does.
   */
  Row row(Violation.Place place) {
    return row(place, false).or(() -> row(place, true)).orElse(null);
  }

  private Optional<Row> row(Violation.Place place, boolean isPart) {
    Span whole = place.span();
    return rows.reversed().stream()
        .filter(row -> row.line().kind() == Trace.Kind.STEP)
        .filter(row -> trace.columns().get(row.line().column()).name().equals(place.thread()))
        .filter(row -> isPart ? isWithin(row.line().span(), whole) : row.line().span().equals(whole))
        .findFirst();
  }

  private static boolean isWithin(Span part, Span whole) {
    return part.path().equals(whole.path()) && whole.start() <= part.start() && part.end() <= whole.end();
  }

  boolean isNarrow() {
    return isNarrow;
  }

  /** Where the numbers of the steps end. */
  int numbers() {
    return isNarrow ? 26 : 36;
  }

  /** Where a lane begins: its bars, then its text. */
  int left(int column) {
    double left = numbers() + (isNarrow ? 6 : 10);
    for (int i = 0; i < column; i++) {
      left += isNarrow ? TRACK + slots[i] * bar() + 2 : width(i) + LANE_GAP;
    }
    return (int) left;
  }

  /** How wide a lane is that has its own text. */
  int width(int column) {
    return slots[column] * bar() + 8 + (int) (used[column] * CHARACTER);
  }

  /** The middle of a lane that is a line. */
  int track(int column) {
    return left(column) + TRACK / 2;
  }

  /** How much room a lock's bar takes. */
  int bar() {
    return isNarrow ? 10 : 13;
  }

  /** Where a lock's bar stands. */
  int left(Bar bar) {
    return left(bar.lock().column()) + (isNarrow ? TRACK : 0) + bar.slot() * bar();
  }

  /** Where the text of a line begins. */
  int text(Trace.Line line) {
    return texts(line.column()) + (int) (indent(line) * CHARACTER);
  }

  /** Where the text of a lane begins that is not indented. */
  int texts(int column) {
    return isNarrow ? left(trace.columns().size()) + 6 : left(column) + slots[column] * bar() + 8;
  }

  /** Where the text of a lane ends at the latest. */
  int right(int column) {
    return isNarrow ? texts(column) + (int) (Arrays.stream(used).max().orElse(0) * CHARACTER) : left(column) + width(column);
  }

  /** How far text that belongs to another stands behind it. */
  int indent() {
    return (int) (INDENT * CHARACTER);
  }

  int width() {
    return right(Math.max(0, trace.columns().size() - 1)) + 8;
  }

  int height() {
    return height + 8;
  }
}
