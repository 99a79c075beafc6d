package dev.pagewalk.dsl.format;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.parse.SourceToken;
import dev.pagewalk.dsl.parse.TokenKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out a text: two spaces for each brace, a line for each statement, at most one blank line. A block that stands on
 * one line stays there while it fits. Formatting what was formatted changes nothing.
 */
public final class Formatting {
  private Formatting() {}

  /**
   * Formats a text. A text with mistakes is left alone.
   *
   * @param path the file's name, for the spans of mistakes
   * @throws IllegalStateException if the result would differ in more than white space: a mistake of the formatter
   */
  public static Formatted format(String path, String text) {
    Parsed parsed = Parsing.parse(path, text);
    List<Diagnostic> mistakes =
        parsed.diagnostics().stream().filter(each -> each.severity() == Severity.ERROR).toList();
    if (!mistakes.isEmpty()) {
      return new Formatted(text, mistakes);
    }
    List<Piece> pieces = pieces(parsed, text);
    String formatted = new Layout(pieces).text();
    formatted = text.contains("\r\n") ? formatted.replaceAll("(?<!\r)\n", "\r\n") : formatted;
    if (!words(Parsing.parse(path, formatted), formatted).equals(words(parsed, text))) {
      throw new IllegalStateException("formatting " + path + " would change more than white space");
    }
    return new Formatted(formatted, List.of());
  }

  /** All but the white space. */
  private static List<String> words(Parsed parsed, String text) {
    return parsed.tokens().stream()
        .filter(token -> token.kind() != TokenKind.WHITE_SPACE)
        .map(token -> token.kind() + " " + token.in(text))
        .toList();
  }

  private static List<Piece> pieces(Parsed parsed, String text) {
    List<Piece> pieces = new ArrayList<>();
    String space = "";
    for (SourceToken token : parsed.tokens()) {
      String word = token.in(text);
      if (token.kind() == TokenKind.WHITE_SPACE) {
        space += word;
      } else if (!word.isEmpty()) {
        pieces.add(Piece.of(token.kind(), word, space));
        space = "";
      }
    }
    return pieces;
  }
}
