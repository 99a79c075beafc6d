package dev.pagewalk.dsl.parse;

/**
 * A piece of a text. The tokens of a file cover every character once, in order.
 *
 * @param start offset of the first character, in UTF-16 units
 * @param end offset behind the last character
 */
public record SourceToken(TokenKind kind, int start, int end) {
  /** Its characters, out of the text it was made from. */
  public String in(String text) {
    return text.substring(start, end);
  }
}
