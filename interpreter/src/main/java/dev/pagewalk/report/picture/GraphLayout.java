package dev.pagewalk.report.picture;

import dev.pagewalk.graph.Graph;
import dev.pagewalk.graph.Moment.Life;
import dev.pagewalk.graph.Moment.Link;
import dev.pagewalk.report.picture.Slots.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the nodes of a graph stand, for the whole of an execution, so that nothing jumps when the moment changes. In a
 * wide picture: address spaces with their page tables on the left, indented by level; folios beside the entries that
 * map them; CPUs and all other objects on the right, indented beneath what leads to them. In a narrow one folios are
 * the leaves of the tables, and the others stand below.
 *
 * <p>Columns of trees are laid out by hand: a library for layered graphs would be as large as the rest of the tool, and
 * knows nothing of levels.
 */
final class GraphLayout {
  static final int ROW = 15;
  static final int HEAD = 18;
  static final double CHARACTER = 6.7;
  static final int TOP = 24;

  private static final int GAP = 9;

  /** Nodes that are roots of the right column, and have nothing beneath them. */
  private static final Set<String> ALONE = Set.of("cpu", "thread", "shared");
  private static final int BETWEEN = 36;
  private static final int LEFT = 14;

  /** Where boxes end in a narrow picture; behind it are edges. */
  private static final int NARROW = 420;
  private static final int TRACK = 6;
  private static final int MOST_TRACKS = 7;

  /** Characters of a line; longer ones go on in the next. */
  private static final int LONGEST = 54;
  private static final int SHORTEST = 18;

  /** A node with its place. */
  record Placed(Drawn.Box box, Section section, int x, int y, int width, int characters, List<Slot> slots) {
    /** The middle of the first line of a row, or of the head for a quiet one. */
    int middle(String row) {
      return slots.stream().filter(slot -> slot.rows().stream().anyMatch(each -> each.id().equals(row))).findFirst()
          .map(slot -> y + HEAD + slot.line() * ROW + ROW / 2 + 1).orElse(head());
    }

    int head() {
      return y + HEAD / 2;
    }

    int height() {
      int lines = slots.isEmpty() ? 0 : slots.getLast().line() + slots.getLast().lines();
      return HEAD + lines * ROW + (lines == 0 ? 0 : 4);
    }
  }

  /** Parts of the picture, from left to right or from top to bottom. */
  enum Section {
    TABLES("page tables"), FOLIOS("folios"), OBJECTS("CPUs, threads, objects");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Drawn drawn;
  private final boolean isNarrow;
  private final int indent;
  private final Map<String, Placed> placed = new LinkedHashMap<>();
  private final Set<Graph.Edge> branches = new LinkedHashSet<>();
  private final Map<Graph.Edge, Integer> tracks = new LinkedHashMap<>();
  private final Map<Section, Integer> titles = new LinkedHashMap<>();
  private int left = LEFT;
  private int top = TOP;
  private int bottom;

  GraphLayout(Drawn drawn, Width width) {
    this.drawn = drawn;
    isNarrow = width == Width.NARROW;
    indent = isNarrow ? 12 : 16;
    section(Section.TABLES, forest(Section.TABLES));
    section(Section.FOLIOS, folios());
    section(Section.OBJECTS, forest(Section.OBJECTS));
    if (isNarrow) {
      placed.values().forEach(each -> left = Math.max(left, each.x() + each.width()));
      tracks();
    }
  }

  /** A node, how deep it is indented, and where it would like to stand. */
  private record Wish(Drawn.Box box, int depth, int y) {}

  static Section sectionOf(Graph.Node node) {
    return switch (node.type()) {
      case "mm", "table" -> Section.TABLES;
      case "folio" -> Section.FOLIOS;
      default -> Section.OBJECTS;
    };
  }

  List<Placed> placed() {
    return List.copyOf(placed.values());
  }

  Placed placed(String id) {
    return placed.get(id);
  }

  /** Where the title of a section stands: {@code x} in a wide picture, {@code y} in a narrow one. */
  Map<Section, Integer> titles() {
    return titles;
  }

  boolean isNarrow() {
    return isNarrow;
  }

  /** Whether an edge is drawn along the left of the boxes, like the branch of a tree. */
  boolean isBranch(Graph.Edge edge) {
    return isNarrow ? branches.contains(edge)
        : placed(edge.from()).section() == placed(edge.to()).section();
  }

  /** In a narrow picture, where an edge that is no branch runs, on the right of the boxes. */
  int track(Graph.Edge edge) {
    return left + 8 + tracks.get(edge) * TRACK;
  }

  int width() {
    int used = tracks.values().stream().mapToInt(track -> track + 1).max().orElse(0);
    return isNarrow ? left + 8 + used * TRACK : left - BETWEEN + LEFT;
  }

  int height() {
    return bottom + GAP;
  }

  private List<Drawn.Box> of(Section section) {
    return drawn.boxes().stream().filter(box -> sectionOf(box.node()) == section).toList();
  }

  /** Whether a node can stand beneath others of a section. */
  private boolean isIn(Drawn.Box box, Section section) {
    Section own = sectionOf(box.node());
    return own == section || isNarrow && section == Section.TABLES && own == Section.FOLIOS;
  }

  /** Each node beneath the first that leads to it, in the order of their rows. */
  private List<Wish> forest(Section section) {
    List<Drawn.Box> boxes = of(section);
    Set<String> led = new LinkedHashSet<>();
    drawn.edges().stream().filter(edge -> !isAlone(drawn.box(edge.from())))
        .filter(edge -> boxes.contains(drawn.box(edge.from()))).forEach(edge -> led.add(edge.to()));
    List<Wish> wishes = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    boxes.stream().filter(box -> !led.contains(box.node().id())).forEach(box -> grow(box, 0, section, wishes, done));
    boxes.forEach(box -> grow(box, 0, section, wishes, done));
    return wishes;
  }

  private static boolean isAlone(Drawn.Box box) {
    return ALONE.contains(box.node().type());
  }

  private void grow(Drawn.Box box, int depth, Section section, List<Wish> wishes, Set<String> done) {
    if (!done.add(box.node().id())) {
      return;
    }
    wishes.add(new Wish(box, depth, 0));
    if (isAlone(box)) {
      return;
    }
    for (Graph.Row row : box.rows()) {
      for (Graph.Edge edge : drawn.edges()) {
        if (edge.from().equals(box.node().id()) && edge.row().equals(row.id()) && isIn(drawn.box(edge.to()), section)) {
          if (!done.contains(edge.to())) {
            branches.add(edge);
          }
          grow(drawn.box(edge.to()), depth + 1, section, wishes, done);
        }
      }
    }
  }

  /** Folios at the height of the entries that map them; in a narrow picture those that are nowhere yet. */
  private List<Wish> folios() {
    return of(Section.FOLIOS).stream()
        .filter(box -> !placed.containsKey(box.node().id()))
        .map(box -> new Wish(box, 0, isNarrow ? 0 : (int) drawn.edges().stream()
            .filter(edge -> edge.to().equals(box.node().id()) && placed.containsKey(edge.from()))
            .mapToInt(edge -> placed.get(edge.from()).middle(edge.row()) - HEAD)
            .average().orElse(TOP)))
        .sorted(Comparator.comparingInt(Wish::y))
        .toList();
  }

  private void section(Section section, List<Wish> wishes) {
    int right = left;
    int y = top;
    for (Wish wish : wishes) {
      int x = left + wish.depth() * indent;
      int longest = isNarrow ? Math.min(LONGEST, (int) ((NARROW - x - 12) / CHARACTER)) : LONGEST;
      int characters = Math.min(longest, characters(wish.box()));
      int width = (int) (characters * CHARACTER) + 12;
      y = Math.max(y, wish.y());
      List<Slot> slots = wish.box().quiet() ? List.of() : Slots.of(wish.box().rows(), characters);
      Placed place = new Placed(wish.box(), section, x, y, width, characters, slots);
      placed.put(wish.box().node().id(), place);
      right = Math.max(right, x + width);
      y += place.height() + GAP;
      bottom = Math.max(bottom, y);
    }
    if (!wishes.isEmpty()) {
      titles.put(section, isNarrow ? top : left);
      left = isNarrow ? left : right + BETWEEN;
      top = isNarrow ? bottom + TOP : top;
    }
  }

  private static int characters(Drawn.Box box) {
    int longest = SHORTEST;
    for (Graph.Phase<Graph.Standing> phase : box.node().phases()) {
      longest = Math.max(longest, head(box, phase.says()).length() + 2 + aside(box, phase.says()).length());
    }
    for (Graph.Row row : box.rows()) {
      for (Graph.Phase<String> phase : row.phases()) {
        longest = Math.max(longest, row.name().length() + 1 + phase.says().length());
      }
    }
    return longest;
  }

  /** Gives each edge that is no branch a line of its own, as long as there are some. */
  private void tracks() {
    List<List<Graph.Edge>> taken = new ArrayList<>();
    List<Graph.Edge> edges = drawn.edges().stream().filter(edge -> !branches.contains(edge))
        .sorted(Comparator.comparingInt((Graph.Edge edge) -> high(edge) - low(edge))).toList();
    for (Graph.Edge edge : edges) {
      int track = 0;
      while (track < taken.size() && taken.get(track).stream().anyMatch(other -> areTogether(edge, other))) {
        track++;
      }
      if (track == taken.size()) {
        taken.add(new ArrayList<>());
      }
      taken.get(track).add(edge);
      tracks.put(edge, track % MOST_TRACKS);
    }
  }

  /** Whether two edges would be drawn over each other; those of one kind to the same node may. */
  private boolean areTogether(Graph.Edge one, Graph.Edge other) {
    boolean areAlike = one.to().equals(other.to()) && one.link() == other.link() && one.link() != Link.TABLE;
    return !areAlike && low(one) <= high(other) && low(other) <= high(one);
  }

  private int low(Graph.Edge edge) {
    return Math.min(placed.get(edge.from()).middle(edge.row()), placed.get(edge.to()).head());
  }

  private int high(Graph.Edge edge) {
    return Math.max(placed.get(edge.from()).middle(edge.row()), placed.get(edge.to()).head());
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

  /** How many rows are not drawn: {@code +3}. */
  static String more(Drawn.Box box, Graph.Standing standing) {
    boolean isGone = standing.life() == Life.FREED;
    return box.folded().isEmpty() || isGone ? "" : "+" + box.folded().size();
  }

  private static String aside(Drawn.Box box, Graph.Standing standing) {
    return (word(standing) + " " + more(box, standing)).strip();
  }
}
