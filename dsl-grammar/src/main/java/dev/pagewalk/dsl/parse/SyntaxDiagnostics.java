package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The diagnostics of text and syntax, PW01xx: one method for each code. */
final class SyntaxDiagnostics {
  private SyntaxDiagnostics() {}

  /**
   * @param what the thing, with its article or in backquotes
   * @param where the rest of the headline: {@code " after the statement"}, or nothing
   */
  static Diagnostic expected(Span at, String what, String where, Optional<String> help, List<Fix> fixes) {
    return of(Code.EXPECTED, at, "expected " + what + where, "", List.of(), help, fixes);
  }

  static Diagnostic notClosed(Span at, Span opener, String opened, String closer) {
    return of(
        Code.NOT_CLOSED,
        at,
        "`" + opened + "` is never closed",
        "expected `" + closer + "` here",
        List.of(new Related(opener, "opened here")),
        Optional.empty(),
        List.of(new Fix("Insert `" + closer + "`", at, closer)));
  }

  static Diagnostic unexpected(Span at, String found, String where, Optional<String> help, List<Fix> fixes) {
    return of(Code.UNEXPECTED, at, "unexpected `" + found + "`" + where, "", List.of(), help, fixes);
  }

  static Diagnostic reservedWord(Span at, String word) {
    return of(
        Code.RESERVED_WORD,
        at,
        "`" + word + "` is a reserved word and cannot be a name",
        "",
        List.of(),
        Optional.of("choose another name, such as `" + word + "_`"),
        List.of(new Fix("Rename to `" + word + "_`", at, word + "_")));
  }

  static Diagnostic unknownCharacters(Span at, String characters) {
    int first = characters.codePointAt(0);
    boolean isPlain = 0x20 < first && first < 0x7f;
    String shown = isPlain ? "`" + characters + "`" : String.format(Locale.ROOT, "U+%04X", first);
    return of(
        Code.UNKNOWN_CHARACTER,
        at,
        "unknown character " + shown,
        "",
        List.of(),
        Optional.of("outside of comments and strings, only ASCII letters, digits and signs are used"),
        List.of(new Fix("Remove", at, "")));
  }

  static Diagnostic unterminatedString(Span at) {
    Span end = new Span(at.path(), at.end(), at.end());
    return of(
        Code.UNTERMINATED_STRING,
        at,
        "the string does not end on its line",
        "",
        List.of(),
        Optional.of("close it with `\"`"),
        List.of(new Fix("Insert `\"`", end, "\"")));
  }

  static Diagnostic unterminatedComment(Span opener) {
    return of(
        Code.UNTERMINATED_COMMENT,
        opener,
        "the comment is never closed",
        "opened here",
        List.of(),
        Optional.of("close it with `*/`"),
        List.of());
  }

  static Diagnostic badNumber(Span at, String text, String help) {
    return of(Code.BAD_NUMBER, at, "`" + text + "` is not a number", "", List.of(), Optional.of(help), List.of());
  }

  static Diagnostic numberTooBig(Span at, String text) {
    return of(
        Code.NUMBER_TOO_BIG,
        at,
        "`" + text + "` does not fit into 64 bits",
        "",
        List.of(),
        Optional.of("the largest are 9223372036854775807 and 0xffffffffffffffff"),
        List.of());
  }

  static Diagnostic badEscape(Span at, String escape) {
    return of(
        Code.BAD_ESCAPE,
        at,
        "`" + escape + "` is not an escape",
        "",
        List.of(),
        Optional.of("strings know `\\\"`, `\\\\`, `\\n` and `\\t`"),
        List.of());
  }

  static Diagnostic nestedTooDeeply(Span at, String what) {
    return of(
        Code.NESTED_TOO_DEEPLY,
        at,
        what + " nested too deeply",
        "",
        List.of(),
        Optional.of("name a part of it, with `let` or `fn`"),
        List.of());
  }

  static Diagnostic tooLarge(Span at, String limit) {
    return of(
        Code.TOO_LARGE,
        at,
        "the file is too large: more than " + limit,
        "",
        List.of(),
        Optional.of("split it into files and join them with `use`"),
        List.of());
  }

  static Diagnostic noEffect(Span at) {
    return of(
        Code.NO_EFFECT,
        at,
        "this statement only computes a value",
        "",
        List.of(),
        Optional.of("assign the value, or call a function; `READ_ONCE(x);` is a read on its own"),
        List.of());
  }

  static Diagnostic arrowForField(Span at) {
    return of(
        Code.ARROW_FOR_FIELD,
        at,
        "a field is written with `.`, also behind a reference",
        "",
        List.of(),
        Optional.of("write `.` for `->`"),
        List.of(new Fix("Replace by `.`", at, ".")));
  }

  static Diagnostic repeatedClause(Span at, Span first, String clause) {
    return of(
        Code.REPEATED_CLAUSE,
        at,
        "`" + clause + "` appears twice",
        "",
        List.of(new Related(first, "first here")),
        Optional.of("a clause appears once; where it takes several, they are separated by commas"),
        List.of());
  }

  static Diagnostic tooManyAlternatives(Span at) {
    return of(
        Code.TOO_MANY_ALTERNATIVES,
        at,
        "this rule has more than " + Limits.ALTERNATIVES + " alternatives",
        "",
        List.of(),
        Optional.of("name a part of it as a function"),
        List.of());
  }

  static Diagnostic byOutsideProcess(Span at) {
    return of(
        Code.BY_OUTSIDE_PROCESS,
        at,
        "`by` describes how a mapping starts out and belongs in `process`",
        "",
        List.of(),
        Optional.empty(),
        List.of());
  }

  static Diagnostic blockWithoutCall(Span at) {
    return of(
        Code.BLOCK_WITHOUT_CALL,
        at,
        "only a call can have a block",
        "",
        List.of(),
        Optional.of("end the statement in front of the block with `;`"),
        List.of(new Fix("Insert `;`", new Span(at.path(), at.start(), at.start()), "; ")));
  }

  private static Diagnostic of(
      Code code, Span at, String message, String label, List<Related> related, Optional<String> help, List<Fix> fixes) {
    return new Diagnostic(code, Severity.ERROR, message, at, label, related, help, fixes);
  }
}
