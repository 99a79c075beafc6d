package dev.pagewalk.ls.check;

import dev.pagewalk.dsl.syntax.Span;
import java.util.Optional;

/**
 * A change of a text: its characters from {@code start} to {@code end} gave way to {@code length} others.
 *
 * @param before the text as it was
 * @param after the text as it is
 */
public record Edit(String before, String after, int start, int end, int length) {
  /** What turns {@code before} into {@code after}: all between their common head and their common tail. */
  public static Edit between(String before, String after) {
    int limit = Math.min(before.length(), after.length());
    int head = 0;
    while (head < limit && before.charAt(head) == after.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < limit - head
        && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
      tail++;
    }
    return new Edit(before, after, head, before.length() - tail, after.length() - tail - head);
  }

  /** Where {@code span} is now; a span that the change cuts into keeps what lies around it. */
  Span move(Span span) {
    int from = move(span.start(), false);
    return new Span(span.path(), from, Math.max(from, move(span.end(), true)));
  }

  private int move(int offset, boolean isEnd) {
    if (offset < start || offset == start && (isEnd || start < end)) {
      return offset;
    }
    if (end <= offset) {
      return offset + start + length - end;
    }
    return isEnd ? start + length : start;
  }

  /** Where {@code span} is now; empty if its lines do not read as before. */
  Optional<Span> keep(Span span) {
    if (before.length() < span.end()) {
      return Optional.empty();
    }
    Span moved = move(span);
    boolean isSame = lines(before, span).equals(lines(after, moved));
    return isSame ? Optional.of(moved) : Optional.empty();
  }

  private static String lines(String text, Span span) {
    int from = text.lastIndexOf('\n', span.start() - 1) + 1;
    int to = text.indexOf('\n', span.end());
    return text.substring(from, to < 0 ? text.length() : to);
  }
}
