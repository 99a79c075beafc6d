package dev.pagewalk.dsl.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes pieces as lines, with the blocks on one line that it is told to. */
final class LineWriter {
  private static final int WIDTH = 120;
  private static final int STEP = 2;

  private final List<Piece> pieces;
  private final Role[] roles;
  private final boolean[] flat;

  private final StringBuilder out = new StringBuilder();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final List<Integer> tooLong = new ArrayList<>();

  private int lineStart;
  /** Where the code of the line ends, if a comment follows. */
  private int codeEnd = -1;
  /** The first block that was opened on this line and stays on it. */
  private int firstFlat = -1;
  /** Whether what comes next begins a line. */
  private boolean owed;
  /** The last visible piece. */
  private int last = -1;

  LineWriter(List<Piece> pieces, Role[] roles, boolean[] flat) {
    this.pieces = pieces;
    this.roles = roles;
    this.flat = flat;
  }

  /** All lines. Only once. */
  String write() {
    frames.push(new Frame(0, true, Frame.Content.STATEMENTS));
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).isComment()) {
        comment(i);
      } else {
        separate(i);
        out.append(pieces.get(i).text());
        follow(i);
        last = i;
      }
    }
    if (!pieces.isEmpty()) {
      endLine();
    }
    return out.toString();
  }

  /** After writing: the blocks that have to be broken so that their lines fit. */
  List<Integer> tooLong() {
    return tooLong;
  }

  private void comment(int i) {
    Piece piece = pieces.get(i);
    if (0 < i && piece.breaks() == 0) {
      codeEnd = piece.isLineComment() && codeEnd < 0 ? out.length() : codeEnd;
      boolean apart = piece.isLineComment() || owed || pieces.get(i - 1).is("{") || pieces.get(i - 1).is(";");
      out.append(" ".repeat(Math.max(piece.spaces(), apart ? 1 : 0)));
    } else {
      newLine(i, indent());
    }
    out.append(piece.text());
    owed |= piece.isLineComment();
  }

  private void separate(int i) {
    Piece piece = pieces.get(i);
    Frame frame = frames.peek();
    boolean behindLineComment = 0 < i && pieces.get(i - 1).isLineComment();
    if (piece.is("}") && 1 < frames.size()) {
      frames.pop();
      boolean empty = pieces.get(i - 1).is("{");
      if (frame.broken && !empty || behindLineComment) {
        newLine(i, frames.peek().indent + frames.peek().shift);
      } else {
        out.append(' ');
      }
      return;
    }
    if (behindLineComment) {
      space(i, true);
    } else if (last < 0) {
      if (0 < i) {
        newLine(i, 0);
      }
    } else if (piece.is(",") || piece.is(";") && !frames.peek().labelled) {
      return;
    } else if (piece.is("else")) {
      space(i, 0 < piece.breaks() && !pieces.get(i - 1).is("}"));
    } else if (owed) {
      boolean tied = pieces.get(last).is("}") && (piece.is(")") || piece.is("->"));
      space(i, !tied);
    } else {
      space(i, 0 < piece.breaks() && !(piece.is("{") && !frame.fresh));
    }
  }

  /** A line break or whatever stands between two pieces of a line. */
  private void space(int i, boolean lineBreak) {
    Piece piece = pieces.get(i);
    if (lineBreak) {
      Frame frame = frames.peek();
      if (!frame.fresh && roles[last] == Role.HEAD_END) {
        frame.shift += STEP;
        frame.fresh = true;
      }
      boolean closes = piece.is(")") || piece.is("]");
      int left = isLabel(i) && 0 < frame.indent ? STEP : 0;
      newLine(i, closes ? frame.indent + frame.shift : indent() - left);
    } else if (pieces.get(i - 1).isComment()) {
      out.append(" ".repeat(Math.min(piece.spaces(), 1)));
    } else if (Spacing.between(pieces.get(last), roles[last], piece, roles[i])) {
      out.append(' ');
    }
  }

  /** What a piece means for those behind it. */
  private void follow(int i) {
    Piece piece = pieces.get(i);
    Frame frame = frames.peek();
    owed = false;
    if (piece.is("{")) {
      Frame.Content content = frame.content == Frame.Content.LIST ? frame.content : content();
      frames.push(new Frame(frame.indent + frame.shift + STEP, !flat[i], content));
      frame.fresh = false;
      owed = !flat[i];
      firstFlat = flat[i] && firstFlat < 0 && !pieces.get(i + 1).is("}") ? i : firstFlat;
    } else if (piece.is("}")) {
      if (frame.content != Frame.Content.LIST && !frame.goesOn && frame.open == 0) {
        frame.endStatement();
        owed = frame.broken;
      }
    } else if (piece.is(";") && frame.open == 0) {
      frame.endStatement();
      owed = frame.broken;
    } else if (piece.is(",") && frame.content == Frame.Content.LIST && frame.open == 0) {
      frame.fresh = true;
    } else if (piece.is(":") && frame.labelled) {
      frame.fresh = true;
    } else {
      frame.labelled = isLabel(i);
      if (frame.fresh) {
        frame.begin(piece);
      }
      // Behind the `or` of `choose`, statements begin.
      frame.fresh = frame.fresh && piece.is("or");
      frame.open += piece.is("(") || piece.is("[") ? 1 : piece.is(")") || piece.is("]") ? -1 : 0;
    }
  }

  /** What the brace behind the last piece holds. */
  private Frame.Content content() {
    if (last < 1) {
      return Frame.Content.STATEMENTS;
    }
    Piece before = pieces.get(last - 1);
    if (before.is("struct")) {
      return Frame.Content.FIELDS;
    }
    boolean list = before.is("enum") || before.is("flags") || before.is("lock") && pieces.get(last).is("order");
    return list ? Frame.Content.LIST : Frame.Content.STATEMENTS;
  }

  /** Whether this is the name of a label. */
  private boolean isLabel(int i) {
    Frame frame = frames.peek();
    return frame.fresh && frame.content == Frame.Content.STATEMENTS && pieces.get(i).isWord()
        && i + 1 < pieces.size() && pieces.get(i + 1).is(":");
  }

  private int indent() {
    Frame frame = frames.peek();
    return frame.indent + frame.shift + (frame.fresh ? 0 : frame.continuation);
  }

  private void newLine(int i, int indent) {
    if (0 < i) {
      endLine();
      if (1 < pieces.get(i).breaks()) {
        out.append('\n');
      }
    }
    lineStart = out.length();
    out.append(" ".repeat(indent));
  }

  private void endLine() {
    int end = codeEnd < 0 ? out.length() : codeEnd;
    if (0 <= firstFlat && WIDTH < end - lineStart) {
      tooLong.add(firstFlat);
    }
    firstFlat = -1;
    codeEnd = -1;
    out.append('\n');
  }
}
