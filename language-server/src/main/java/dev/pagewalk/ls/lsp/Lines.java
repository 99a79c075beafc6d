package dev.pagewalk.ls.lsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Position;

/** Where the lines of a text begin, to turn offsets into positions and back. Ends of lines are LF, CR LF and CR. */
final class Lines {
  private final String text;
  private final Encoding encoding;
  private final int[] starts;

  Lines(String text, Encoding encoding) {
    this.text = text;
    this.encoding = encoding;
    List<Integer> found = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '\n' || each == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
        found.add(i + 1);
      }
    }
    starts = found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How the client counts characters of a line. */
  enum Encoding {
    UTF8("utf-8"), UTF16("utf-16"), UTF32("utf-32");

    private final String id;

    Encoding(String id) {
      this.id = id;
    }

    /** As the protocol names it. */
    String id() {
      return id;
    }

    /** The length of a piece of text. */
    private int length(String piece) {
      return switch (this) {
        case UTF8 -> piece.getBytes(StandardCharsets.UTF_8).length;
        case UTF16 -> piece.length();
        case UTF32 -> piece.codePointCount(0, piece.length());
      };
    }
  }

  /** The position of an offset; an offset behind the text is its end. */
  Position position(int offset) {
    int at = Math.clamp(offset, 0, text.length());
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Position(low, encoding.length(text.substring(starts[low], at)));
  }

  /** The offset of a position; a position that does not exist is the nearest before it that does. */
  int offset(Position position) {
    if (position.getLine() < 0) {
      return 0;
    }
    if (starts.length <= position.getLine()) {
      return text.length();
    }
    int from = starts[position.getLine()];
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    if (encoding == Encoding.UTF16) {
      return Math.clamp((long) from + position.getCharacter(), from, end);
    }
    int at = from;
    int left = position.getCharacter();
    while (at < end) {
      int next = text.offsetByCodePoints(at, 1);
      left -= encoding.length(text.substring(at, next));
      if (left < 0) {
        break;
      }
      at = next;
    }
    return at;
  }
}
