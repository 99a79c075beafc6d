package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Span;

/** Shows where a span is. */
final class Places {
  private Places() {}

  /** Line and column, both from 1. */
  static String of(String text, Span span) {
    String before = text.substring(0, span.start());
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    return line + ":" + (before.length() - before.lastIndexOf('\n'));
  }
}
