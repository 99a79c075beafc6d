package dev.pagewalk.report;

import java.util.ArrayList;
import java.util.List;

/** Text on a grid of terminal cells: wide characters take two, combining ones none. */
final class Layout {
  private Layout() {}

  /** The number of cells that {@code text} takes. */
  static int width(String text) {
    return text.codePoints().map(Layout::cells).sum();
  }

  /** {@code text} with blanks behind it up to {@code width} cells. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** {@code text}, or its beginning with {@code ...} behind it, in at most {@code width} cells. */
  static String clip(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    int room = Math.max(0, width - 3);
    return text.substring(0, fitting(text, room)) + "...".substring(0, Math.min(3, width));
  }

  /**
   * {@code text} in lines of at most {@code width} cells, broken at blanks or signs where there are any.
   *
   * @param width of a line; a line gets one character at least
   * @param hanging blanks in front of every line but the first
   */
  static List<String> wrap(String text, int width, int hanging) {
    List<String> lines = new ArrayList<>();
    int indent = Math.min(hanging, Math.max(0, width / 2));
    String rest = text;
    String before = "";
    while (width - before.length() < width(rest)) {
      int end = Math.max(fitting(rest, width - before.length()), Character.charCount(rest.codePointAt(0)));
      int cut = cut(rest, end, (width - before.length()) / 3);
      lines.add(before + rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
      before = " ".repeat(indent);
    }
    lines.add(before + rest);
    return lines;
  }

  /** Where to break in front of {@code end}: at a blank, else behind a sign, but not in front of {@code least}. */
  private static int cut(String text, int end, int least) {
    int blank = text.lastIndexOf(' ', end);
    if (least < blank) {
      return blank;
    }
    for (int i = end; least < i; i--) {
      char last = text.charAt(i - 1);
      if (!Character.isLetterOrDigit(last) && last != '_' && !Character.isSurrogate(last)) {
        return i;
      }
    }
    return end;
  }

  /** How many chars of {@code text} fit into {@code width} cells. */
  private static int fitting(String text, int width) {
    int cells = 0;
    int end = 0;
    while (end < text.length()) {
      int next = text.codePointAt(end);
      cells += cells(next);
      if (width < cells) {
        break;
      }
      end += Character.charCount(next);
    }
    return end;
  }

  private static int cells(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /** The blocks of East Asian and pictorial characters, see Unicode's annex 11. */
  private static boolean isWide(int c) {
    return 0x1100 <= c && c <= 0x115f
        || 0x2e80 <= c && c <= 0xa4cf && c != 0x303f
        || 0xac00 <= c && c <= 0xd7a3
        || 0xf900 <= c && c <= 0xfaff
        || 0xfe30 <= c && c <= 0xfe6f
        || 0xff00 <= c && c <= 0xff60
        || 0xffe0 <= c && c <= 0xffe6
        || 0x1f300 <= c && c <= 0x1faff
        || 0x20000 <= c && c <= 0x3fffd;
  }
}
