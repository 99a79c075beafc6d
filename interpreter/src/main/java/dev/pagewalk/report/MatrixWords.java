package dev.pagewalk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names in narrow columns: they break behind a sign, also behind {@code _}, so that words stay whole. */
final class MatrixWords {
  private static final Pattern BREAK =
      Pattern.compile("(?<=[^\\p{L}\\p{N}\\p{M}.])(?=[\\p{L}\\p{N}])");

  private MatrixWords() {}

  /** {@code text} in lines of at most {@code width} cells. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : BREAK.split(text)) {
      if (Layout.width((line + word).stripTrailing()) <= width) {
        line += word;
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.stripTrailing());
      }
      List<String> parts = Layout.wrap(word, width, 0);
      lines.addAll(parts.subList(0, parts.size() - 1));
      line = parts.getLast();
    }
    lines.add(line.stripTrailing());
    return lines;
  }
}
