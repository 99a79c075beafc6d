package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Span;
import org.antlr.v4.runtime.Token;

/** The values of numbers and strings. A wrong one is reported and read as 0, or without what is wrong. */
final class Literals {
  private static final String HELP = "numbers are 42, 0x2a, 0b101010, and with K, M, G or T behind them 4K";

  private final Source source;

  Literals(Source source) {
    this.source = source;
  }

  Expr.IntLit number(Token token) {
    Span span = source.span(token);
    return new Expr.IntLit(value(token.getText(), span), span);
  }

  /** Whether the text of a string ends with its quote. */
  static boolean isTerminated(String text) {
    int at = 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at < text.length();
  }

  /** A string; empty where {@code token} is missing. */
  Expr.StringLit string(Token token, Span hole) {
    if (Source.isMissing(token)) {
      return new Expr.StringLit("", hole);
    }
    Span span = source.span(token);
    String text = token.getText();
    StringBuilder value = new StringBuilder();
    int at = 1;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) != '\\') {
        value.append(text.charAt(at++));
        continue;
      }
      unescape(text, at, span, value);
      at += 2;
    }
    if (text.length() <= at) {
      source.report(SyntaxDiagnostics.unterminatedString(span));
    }
    return new Expr.StringLit(value.toString(), span);
  }

  private void unescape(String text, int at, Span span, StringBuilder value) {
    if (text.length() <= at + 1) {
      return;
    }
    switch (text.charAt(at + 1)) {
      case '"' -> value.append('"');
      case '\\' -> value.append('\\');
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      default -> {
        Span escape = source.span(span.start() + at, span.start() + at + 2);
        source.report(SyntaxDiagnostics.badEscape(escape, text.substring(at, at + 2)));
      }
    }
  }

  private long value(String text, Span span) {
    int radix = 10;
    int start = 0;
    if (text.startsWith("0x") || text.startsWith("0X")) {
      radix = 16;
      start = 2;
    } else if (text.startsWith("0b") || text.startsWith("0B")) {
      radix = 2;
      start = 2;
    }
    int shift = suffix(text.charAt(text.length() - 1));
    int end = shift == 0 ? text.length() : text.length() - 1;
    String digits = text.substring(start, end).replace("_", "");
    if (radix == 10 && digits.length() > 1 && digits.startsWith("0")) {
      source.report(
          SyntaxDiagnostics.badNumber(span, text, "octal numbers are not known; write it without the 0, or as 0x"));
      return 0;
    }
    if (!isNumber(digits, radix)) {
      source.report(SyntaxDiagnostics.badNumber(span, text, HELP));
      return 0;
    }
    return scaled(digits, radix, shift, text, span);
  }

  private long scaled(String digits, int radix, int shift, String text, Span span) {
    try {
      long value = radix == 10 ? Long.parseLong(digits) : Long.parseUnsignedLong(digits, radix);
      if (shift == 0 || 0 <= value && value <= Long.MAX_VALUE >> shift) {
        return value << shift;
      }
    } catch (NumberFormatException tooManyDigits) {
      // Reported below: the digits themselves have been checked.
    }
    source.report(SyntaxDiagnostics.numberTooBig(span, text));
    return 0;
  }

  private static boolean isNumber(String digits, int radix) {
    return !digits.isEmpty() && digits.chars().allMatch(c -> 0 <= Character.digit(c, radix));
  }

  private static int suffix(char last) {
    return switch (last) {
      case 'K' -> 10;
      case 'M' -> 20;
      case 'G' -> 30;
      case 'T' -> 40;
      default -> 0;
    };
  }
}
