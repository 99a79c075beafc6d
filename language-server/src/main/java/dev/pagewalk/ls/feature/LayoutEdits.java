package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.format.Formatted;
import dev.pagewalk.dsl.format.Formatting;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.parse.SourceToken;
import dev.pagewalk.dsl.parse.TokenKind;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;

/** Formatting as changes of white space alone, so that nothing else moves: neither cursors nor marks. */
public final class LayoutEdits {
  private LayoutEdits() {}

  /** {@code text} instead of what stands at {@code span}. */
  public record Edit(Span span, String text) {}

  /** The gap in front of a token. */
  private record Gap(int start, int end, String space) {}

  /** What formatting changes in the whole file; nothing if its text has mistakes. */
  public static List<Edit> of(FileView view) {
    return in(view, 0, view.text().length());
  }

  /** What formatting changes between two offsets. */
  public static List<Edit> in(FileView view, int start, int end) {
    Formatted formatted = Formatting.format(view.path(), view.text());
    if (!formatted.mistakes().isEmpty()) {
      return List.of();
    }
    List<Gap> old = gaps(view.path(), view.text());
    List<Gap> fresh = gaps(view.path(), formatted.text());
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < old.size() && old.size() == fresh.size(); i++) {
      Gap gap = old.get(i);
      if (!gap.space().equals(fresh.get(i).space()) && start <= gap.end() && gap.start() <= end) {
        edits.add(new Edit(new Span(view.path(), gap.start(), gap.end()), fresh.get(i).space()));
      }
    }
    return edits;
  }

  /** What formatting changes on the line on which something was typed, up to {@code offset}. */
  public static List<Edit> onType(FileView view, int offset) {
    int line = view.text().lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
    int before = 0 < line ? view.text().lastIndexOf('\n', line - 2) + 1 : 0;
    boolean isNewLine = view.text().substring(line, offset).isBlank();
    return in(view, isNewLine ? before : line, offset).stream().filter(edit -> edit.span().end() <= offset).toList();
  }

  private static List<Gap> gaps(String path, String text) {
    List<Gap> gaps = new ArrayList<>();
    int from = 0;
    for (SourceToken token : Parsing.parse(path, text).tokens()) {
      if (token.kind() != TokenKind.WHITE_SPACE && token.start() < token.end()) {
        gaps.add(new Gap(from, token.start(), text.substring(from, token.start())));
        from = token.end();
      }
    }
    gaps.add(new Gap(from, text.length(), text.substring(from)));
    return gaps;
  }
}
