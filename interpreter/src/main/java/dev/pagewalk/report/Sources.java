package dev.pagewalk.report;

import dev.pagewalk.dsl.syntax.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The texts that spans point into. Each is asked for and cut into lines once. Not for several threads.
 */
public final class Sources {
  private final Function<String, Optional<String>> texts;
  private final Map<String, Optional<SourceLines>> known = new HashMap<>();

  /**
   * Sources from wherever {@code texts} has them.
   *
   * @param texts gives the text of a {@link Span#path()}, empty if there is none
   */
  public Sources(Function<String, Optional<String>> texts) {
    this.texts = texts;
  }

  /** Where {@code span} starts; empty if its text is not known. */
  public Optional<Position> start(Span span) {
    return lines(span.path()).map(lines -> lines.position(span.start()));
  }

  /** The place behind {@code span}; empty if its text is not known. */
  public Optional<Position> end(Span span) {
    return lines(span.path()).map(lines -> lines.position(span.end()));
  }

  /** {@code path:line:column} of the start of {@code span}, or only the path. */
  public String place(Span span) {
    return Wording.printable(span.path()) + start(span).map(at -> ":" + at.line() + ":" + at.column()).orElse("");
  }

  /** {@code path:line} of the start of {@code span}, or only the path. */
  public String line(Span span) {
    return Wording.printable(span.path()) + start(span).map(at -> ":" + at.line()).orElse("");
  }

  /** What is written at {@code span}, up to the end of its first line; empty if its text is not known. */
  public String quote(Span span) {
    return lines(span.path())
        .map(lines -> {
          int start = Math.min(span.start(), lines.text().length());
          int line = lines.position(start).line();
          int end = Math.max(start, Math.min(span.end(), lines.endOf(line)));
          return Wording.printable(lines.text().substring(start, end));
        })
        .orElse("");
  }

  Optional<SourceLines> lines(String path) {
    return known.computeIfAbsent(path, missing -> texts.apply(missing).map(SourceLines::new));
  }
}
