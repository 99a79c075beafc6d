package dev.pagewalk.report.picture;

import dev.pagewalk.graph.Graph;
import dev.pagewalk.report.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the nodes of a graph stand, for the whole of an execution, so that nothing jumps when the moment changes:
 * address spaces with their page tables on the left, indented by level; folios beside the entries that map them; CPUs
 * and all other objects on the right, indented beneath what leads to them.
 *
 * <p>Three columns of trees are laid out by hand: a library for layered graphs would be as large as the rest of the
 * tool, and knows nothing of levels.
 */
final class GraphLayout {
  static final int ROW = 15;
  static final int HEAD = 18;
  static final double CHARACTER = 6.7;
  static final int TOP = 24;

  private static final int GAP = 9;
  private static final int INDENT = 16;

  /** Nodes that are roots of the right column, and have nothing beneath them. */
  private static final Set<String> ALONE = Set.of("cpu", "thread", "shared");
  private static final int BETWEEN = 36;
  private static final int LEFT = 14;

  /** Characters of a line; longer ones are cut, and whole in the tooltip. */
  private static final int LONGEST = 54;
  private static final int SHORTEST = 18;

  /** A node with its place. */
  record Placed(Drawn.Box box, Column column, int x, int y, int width, int height) {
    /** The middle of a row, or of the head for a quiet one. */
    int middle(String row) {
      for (int i = 0; !box.quiet() && i < box.rows().size(); i++) {
        if (box.rows().get(i).id().equals(row)) {
          return y + HEAD + i * ROW + ROW / 2 + 1;
        }
      }
      return head();
    }

    int head() {
      return y + HEAD / 2;
    }
  }

  /** The columns from left to right. */
  enum Column {
    TABLES("page tables"), FOLIOS("folios"), OBJECTS("CPUs, threads, objects");

    private final String title;

    Column(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Drawn drawn;
  private final Map<String, Placed> placed = new LinkedHashMap<>();
  private int left = LEFT;
  private int bottom;

  GraphLayout(Drawn drawn) {
    this.drawn = drawn;
    column(Column.TABLES, forest(Column.TABLES));
    column(Column.FOLIOS, folios());
    column(Column.OBJECTS, forest(Column.OBJECTS));
  }

  /** A node, how deep it is indented, and where it would like to stand. */
  private record Wish(Drawn.Box box, int depth, int y) {}

  static Column columnOf(Graph.Node node) {
    return switch (node.type()) {
      case "mm", "table" -> Column.TABLES;
      case "folio" -> Column.FOLIOS;
      default -> Column.OBJECTS;
    };
  }

  List<Placed> placed() {
    return List.copyOf(placed.values());
  }

  Placed placed(String id) {
    return placed.get(id);
  }

  int width() {
    return left - BETWEEN + LEFT;
  }

  int height() {
    return bottom + GAP;
  }

  private List<Drawn.Box> of(Column column) {
    return drawn.boxes().stream().filter(box -> columnOf(box.node()) == column).toList();
  }

  /** Each node beneath the first that leads to it, in the order of their rows. */
  private List<Wish> forest(Column column) {
    List<Drawn.Box> boxes = of(column);
    Set<String> led = new LinkedHashSet<>();
    drawn.edges().stream().filter(edge -> !isAlone(drawn.box(edge.from())))
        .filter(edge -> boxes.contains(drawn.box(edge.from()))).forEach(edge -> led.add(edge.to()));
    List<Wish> wishes = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    boxes.stream().filter(box -> !led.contains(box.node().id())).forEach(box -> grow(box, 0, column, wishes, done));
    boxes.forEach(box -> grow(box, 0, column, wishes, done));
    return wishes;
  }

  private static boolean isAlone(Drawn.Box box) {
    return ALONE.contains(box.node().type());
  }

  private void grow(Drawn.Box box, int depth, Column column, List<Wish> wishes, Set<String> done) {
    if (!done.add(box.node().id())) {
      return;
    }
    wishes.add(new Wish(box, depth, 0));
    if (isAlone(box)) {
      return;
    }
    for (Graph.Row row : box.rows()) {
      drawn.edges().stream()
          .filter(edge -> edge.from().equals(box.node().id()) && edge.row().equals(row.id()))
          .map(edge -> drawn.box(edge.to()))
          .filter(below -> columnOf(below.node()) == column)
          .forEach(below -> grow(below, depth + 1, column, wishes, done));
    }
  }

  /** Folios at the height of the entries that map them. */
  private List<Wish> folios() {
    return of(Column.FOLIOS).stream()
        .map(box -> new Wish(box, 0, (int) drawn.edges().stream()
            .filter(edge -> edge.to().equals(box.node().id()) && placed.containsKey(edge.from()))
            .mapToInt(edge -> placed.get(edge.from()).middle(edge.row()) - HEAD)
            .average().orElse(TOP)))
        .sorted(Comparator.comparingInt(Wish::y))
        .toList();
  }

  private void column(Column column, List<Wish> wishes) {
    int right = left;
    int y = TOP;
    for (Wish wish : wishes) {
      int x = left + wish.depth() * INDENT;
      int width = (int) (characters(wish.box()) * CHARACTER) + 12;
      int height = height(wish.box());
      y = Math.max(y, wish.y());
      placed.put(wish.box().node().id(), new Placed(wish.box(), column, x, y, width, height));
      right = Math.max(right, x + width);
      y += height + GAP;
      bottom = Math.max(bottom, y);
    }
    if (!wishes.isEmpty()) {
      left = right + BETWEEN;
    }
  }

  private static int height(Drawn.Box box) {
    int lines = box.quiet() ? 0 : box.rows().size() + (box.folded().isEmpty() ? 0 : 1);
    return HEAD + lines * ROW + (lines == 0 ? 0 : 4);
  }

  private static int characters(Drawn.Box box) {
    int longest = SHORTEST;
    for (Graph.Phase<Graph.Standing> phase : box.node().phases()) {
      longest = Math.max(longest, head(box, phase.says()).length() + 2 + word(phase.says()).length());
    }
    for (Graph.Row row : box.rows()) {
      for (Graph.Phase<String> phase : row.phases()) {
        longest = Math.max(longest, row.name().length() + 1 + phase.says().length());
      }
    }
    return Math.min(LONGEST, longest);
  }

  /** What stands in the head: {@code PTE table #3}, {@code vma #1 (A)  0x2000-0x4000}. */
  static String head(Drawn.Box box, Graph.Standing standing) {
    Graph.Node node = box.node();
    if (!node.type().equals("table")) {
      return node.title() + (standing.note().isEmpty() ? "" : "  " + standing.note());
    }
    String title = standing.note().isEmpty() ? node.title() : standing.note() + node.title().substring("table".length());
    return box.quiet() ? title + " " + box.rows().getFirst().name() : title;
  }

  /** What is said of how it stands; nothing if all is well. */
  static String word(Graph.Standing standing) {
    return switch (standing.life()) {
      case LIVE -> "";
      case DETACHED -> "detached";
      case FREED -> "freed";
    };
  }

  /** A line as far as it fits. */
  static String fitting(String text, int width) {
    String line = Wording.printable(text);
    int room = (int) ((width - 10) / CHARACTER);
    return line.length() <= room ? line : line.substring(0, Math.max(0, room - 1)) + "…";
  }
}
