package dev.pagewalk.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A text by its lines. Lines end with {@code \n} or {@code \r\n}. */
final class SourceLines {
  private final String text;
  private final int[] starts;

  SourceLines(String text) {
    this.text = text;
    this.starts = IntStream.concat(
            IntStream.of(0),
            IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n').map(i -> i + 1))
        .toArray();
  }

  /** The place of the character at {@code offset}; the end of the text for anything behind it. */
  Position position(int offset) {
    int at = Math.min(offset, text.length());
    int found = Arrays.binarySearch(starts, at);
    int line = found < 0 ? -found - 2 : found;
    return new Position(line + 1, text.codePointCount(starts[line], at) + 1);
  }

  /** Line {@code line}, from 1, without its end. */
  String line(int line) {
    return text.substring(starts[line - 1], endOf(line));
  }

  /** Where line {@code line} starts. */
  int start(int line) {
    return starts[line - 1];
  }

  /** Where line {@code line} ends, its {@code \n} or {@code \r\n} not counted. */
  int endOf(int line) {
    int end = line < starts.length ? starts[line] - 1 : text.length();
    return starts[line - 1] < end && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  String text() {
    return text;
  }
}
