package dev.pagewalk.dsl.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text, or the first part of one, as UTF-16 units. ANTLR's own streams count code points, which would shift every
 * offset behind a character outside of the basic plane.
 */
final class TextStream implements CharStream {
  private final String text;
  private final int end;
  private int position;

  /** What lies from {@code start} to {@code end}; offsets are those in the whole text. */
  TextStream(String text, int start, int end) {
    this.text = text;
    this.end = end;
    position = start;
  }

  @Override
  public void consume() {
    if (position == end) {
      throw new IllegalStateException("at the end");
    }
    position++;
  }

  @Override
  public int LA(int offset) {
    int index = 0 < offset ? position + offset - 1 : position + offset;
    return 0 <= index && index < end ? text.charAt(index) : IntStream.EOF;
  }

  @Override
  public String getText(Interval interval) {
    int behind = Math.min(interval.b + 1, end);
    return interval.a < behind ? text.substring(interval.a, behind) : "";
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = Math.min(index, end);
  }

  @Override
  public int size() {
    return end;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // Nothing is buffered.
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }
}
