package dev.pagewalk.dsl.format;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Finds which blocks stay on one line, by writing all until every line fits. */
final class Layout {
  private final List<Piece> pieces;
  private final Role[] roles;

  Layout(List<Piece> pieces) {
    this.pieces = pieces;
    roles = new Role[pieces.size()];
    int[] visible = IntStream.range(0, pieces.size())
        .filter(i -> !pieces.get(i).isComment()).toArray();
    Role[] found = Roles.of(Arrays.stream(visible).mapToObj(pieces::get).toList());
    Arrays.fill(roles, Role.PLAIN);
    for (int i = 0; i < visible.length; i++) {
      roles[visible[i]] = found[i];
    }
  }

  String text() {
    boolean[] flat = flatBraces();
    while (true) {
      LineWriter writer = new LineWriter(pieces, roles, flat);
      String text = writer.write();
      if (writer.tooLong().isEmpty()) {
        return text;
      }
      writer.tooLong().forEach(brace -> flat[brace] = false);
    }
  }

  /** Of each opening brace, whether its block stands on one line. */
  private boolean[] flatBraces() {
    boolean[] flat = new boolean[pieces.size()];
    Deque<Integer> open = new ArrayDeque<>();
    int lastBreak = -1;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      lastBreak = 0 < piece.breaks() ? i : lastBreak;
      if (piece.is("{")) {
        open.push(i);
      } else if (piece.is("}") && !open.isEmpty()) {
        int brace = open.pop();
        flat[brace] = lastBreak <= brace || i == brace + 1;
      }
      lastBreak = piece.breaksLine() ? i : lastBreak;
    }
    return flat;
  }
}
