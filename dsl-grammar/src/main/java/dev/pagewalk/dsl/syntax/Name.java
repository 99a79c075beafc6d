package dev.pagewalk.dsl.syntax;

/**
 * A name where it is declared or used.
 *
 * @param text the name; empty where the parser expected one and found none
 */
public record Name(String text, Span span) implements Node {
  /** Whether the name is a hole: the parser has already reported it. */
  public boolean isMissing() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text;
  }
}
