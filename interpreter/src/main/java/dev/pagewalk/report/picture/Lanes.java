package dev.pagewalk.report.picture;

import dev.pagewalk.report.Wording;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The grid on which an execution is drawn: a lane for each agent, and in it a row for each line of text. Measures are
 * in units of the picture, of which a browser makes pixels.
 */
final class Lanes {
  static final int ROW = 18;
  static final int HEAD = 34;
  static final int GUTTER = 46;
  static final int BAR = 13;

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

  /** A step or call with everything that stands beneath it. */
  record Row(Trace.Line line, int top, List<String> text, List<String> changes) {
    int height() {
      return ROW * (text.size() + changes.size());
    }
  }

  /** A lock's bar: {@code slot} counts the bars beside each other from the left. */
  record Bar(Trace.HeldLock lock, int top, int bottom, int slot) {}

  private final Trace trace;
  private final int characters;
  private final List<Row> rows = new ArrayList<>();
  private final List<Bar> bars = new ArrayList<>();
  private final int[] slots;
  private final int[] used;
  private int height = HEAD + 8;

  Lanes(Trace trace) {
    this.trace = trace;
    int lanes = Math.max(1, trace.columns().size());
    characters = Math.max(NARROWEST, Math.min(WIDEST, ALL / lanes));
    slots = new int[lanes];
    used = new int[lanes];
    Arrays.fill(used, SHORTEST);
    trace.lines().forEach(this::place);
    trace.locks().forEach(this::place);
  }

  private void place(Trace.Line line) {
    int room = Math.max(NARROWEST / 2, characters - INDENT * line.depth());
    List<String> changes = new ArrayList<>();
    line.changes().forEach(change -> changes.addAll(Wording.wrap("~ " + Wording.printable(change), room - INDENT, 4)));
    Row row = new Row(line, height, Wording.wrap(Wording.printable(line.text()), room, 4), changes);
    rows.add(row);
    height += row.height();
    int longest = Math.max(longest(row.text()), longest(row.changes()) + INDENT);
    used[line.column()] = Math.max(used[line.column()], Math.min(characters, indent(line) + longest + ROLE));
  }

  private static int longest(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }

  /** Characters by which a line is indented. */
  private int indent(Trace.Line line) {
    return Math.min(line.depth() * INDENT, characters / 2);
  }

  private void place(Trace.HeldLock lock) {
    int top = row(lock.from()).top();
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

  /** The row that shows a place of the violation, the last one that fits; null if none does. */
  Row row(Violation.Place place) {
    return rows.reversed().stream()
        .filter(row -> row.line().kind() == Trace.Kind.STEP)
        .filter(row -> row.line().span().equals(place.span()))
        .filter(row -> trace.columns().get(row.line().column()).name().equals(place.thread()))
        .findFirst().orElse(null);
  }

  /** Where a lane begins: its bars, then its text. */
  int left(int column) {
    double left = GUTTER;
    for (int i = 0; i < column; i++) {
      left += width(i) + LANE_GAP;
    }
    return (int) left;
  }

  /** How wide a lane is. */
  int width(int column) {
    return slots[column] * BAR + 8 + (int) (used[column] * CHARACTER);
  }

  /** Where the text of a line begins. */
  int text(Trace.Line line) {
    return left(line.column()) + slots[line.column()] * BAR + 8 + (int) (indent(line) * CHARACTER);
  }

  /** How far text that belongs to another stands behind it. */
  int indent() {
    return (int) (INDENT * CHARACTER);
  }

  int width() {
    int last = Math.max(0, trace.columns().size() - 1);
    return left(last) + width(last) + 8;
  }

  int height() {
    return height + 8;
  }
}
