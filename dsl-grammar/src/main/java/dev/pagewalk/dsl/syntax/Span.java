package dev.pagewalk.dsl.syntax;

/**
 * A piece of a source file.
 *
 * @param path the file's name as the user reads it: the path given, or a display name such as {@code <stdin>}
 * @param start offset of the first character, in UTF-16 units from the start of the text
 * @param end offset behind the last character; {@code end == start} for something that is missing
 */
public record Span(String path, int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
  }

  /** The smallest span that covers this one and {@code other}, which must be of the same file. */
  public Span to(Span other) {
    return new Span(path, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** Whether {@code offset} lies in this span or directly behind it. */
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }
}
