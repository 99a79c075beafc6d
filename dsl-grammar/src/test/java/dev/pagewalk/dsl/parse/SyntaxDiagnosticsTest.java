package dev.pagewalk.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Fix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What is said about a mistake, and where: below a line of a sample, {@code //^^^ PW0101 words} marks the place and the
 * start of the headline. What is not marked must stay silent.
 */
class SyntaxDiagnosticsTest {
  private static final Pattern MARK = Pattern.compile("^//( *)(\\^+) (PW\\d{4}) (.*)$");

  /** A fixture for each code that a short text can cause; the limits have tests of their own. */
  private static final List<String> FIXTURES =
      List.of(
          """
          fn f() { let x = ; f(); }
          //               ^ PW0101 expected an expression
          """,
          """
          fn f(a: ) { }
          //      ^ PW0101 expected a type
          """,
          """
          fn f() { a.; }
          //         ^ PW0101 expected a name
          """,
          """
          fn f() { g(a b); }
          //           ^ PW0101 expected `,` or `)`
          """,
          """
          fn f() { if (a = b) { } }
          //             ^ PW0101 expected `)`
          """,
          """
          fn f() { int x = 1; }
          //          ^ PW0101 expected `;` after the statement
          """,
          """
          fn f() { choose { g(); } or { h(); } }
          //                         ^ PW0101 expected `;` after the statement
          """,
          """
          extern x;
          //    ^ PW0101 expected `fn` or `struct`
          """,
          """
          fn f() { g(; }
          //         ^ PW0102 `(` is never closed
          """,
          """
          fn f() { g();
          //           ^ PW0102 `{` is never closed
          """,
          """
          scenario s { thred t { } }
          //           ^^^^^ PW0103 unexpected `thred` in a scenario
          """,
          """
          scenario s { expect safe krnel "6.1"; }
          //                       ^^^^^ PW0103 unexpected `krnel` in `expect`
          """,
          """
          fn f() { let if = 1; }
          //           ^^ PW0104 `if` is a reserved word
          """,
          """
          fn f() { x = 1 @@ ; }
          //             ^^ PW0105 unknown character `@@`
          """,
          """
          use "queue.pw;
          //  ^^^^^^^^^^ PW0106 the string does not end on its line
          """,
          """
          fn f() { } /* and so on
          //         ^^ PW0107 the comment is never closed
          """,
          """
          const A = 12ab;
          //        ^^^^ PW0108 `12ab` is not a number
          """,
          """
          const A = 010;
          //        ^^^ PW0108 `010` is not a number
          """,
          """
          const A = 9223372036854775808;
          //        ^^^^^^^^^^^^^^^^^^^ PW0109 `9223372036854775808` does not fit
          """,
          """
          const A = 9000000000G;
          //        ^^^^^^^^^^^ PW0109 `9000000000G` does not fit
          """,
          """
          const A = "a\\qb";
          //          ^^ PW0110 `\\q` is not an escape
          """,
          """
          fn f() { a == b; }
          //         ^^ PW0113 this statement only computes a value
          """,
          """
          fn f() { a.b; }
          //       ^^^ PW0113 this statement only computes a value
          """,
          """
          fn f() { x = vma->file; }
          //              ^^ PW0114 a field is written with `.`
          """,
          """
          scenario s { expect safe without a kernel "6.1" without b; }
          //                                              ^^^^^^^ PW0115 `without` appears twice
          """,
          """
          fn f() { A by pte; }
          //         ^^ PW0117 `by` describes how a mapping starts out
          """,
          """
          fn f() { let x = y { } }
          //                 ^ PW0118 only a call can have a block
          """);

  @Test
  void saysWhatIsWrongWhereItIs() {
    assertThat(FIXTURES).allSatisfy(SyntaxDiagnosticsTest::check);
  }

  @Test
  void everyCodeHasFixture() {
    TreeSet<String> missing = new TreeSet<>(List.of());
    Arrays.stream(Code.values()).map(Code::id).filter(id -> id.startsWith("PW01")).forEach(missing::add);
    FIXTURES.forEach(fixture -> marks(fixture).forEach(mark -> missing.remove(mark.code)));
    assertThat(missing)
        .as("codes without a fixture, bar those of LimitsTest")
        .containsExactly(Code.NESTED_TOO_DEEPLY.id(), Code.TOO_LARGE.id(), Code.TOO_MANY_ALTERNATIVES.id());
  }

  @Test
  void fixesRepairTheText() {
    assertThat(fixed("fn f() { let x = 1 \n}")).isEqualTo("fn f() { let x = 1; \n}");
    assertThat(fixed("fn f() { x = vma->file; }")).isEqualTo("fn f() { x = vma.file; }");
    assertThat(fixed("fn f() { if (a = b) { } }")).isEqualTo("fn f() { if (a == b) { } }");
    assertThat(fixed("scenario s { thred t { } }")).isEqualTo("scenario s { thread t { } }");
    assertThat(fixed("fn f() { g();")).isEqualTo("fn f() { g();}");
  }

  @Test
  void neverShowsTokenNames() {
    for (String fixture : FIXTURES) {
      for (Diagnostic diagnostic : Parsing.parse("a.pw", fixture).diagnostics()) {
        String words = diagnostic.message() + diagnostic.help().orElse("");
        assertThat(words).doesNotContainPattern("SEMI|LBRACE|RPAREN|<EOF>|mismatched|viable|extraneous");
        assertThat(diagnostic.message()).doesNotEndWith(".");
      }
    }
  }

  private static String fixed(String text) {
    Fix fix = Parsing.parse("a.pw", text).diagnostics().get(0).fixes().get(0);
    String result = text.substring(0, fix.span().start()) + fix.replacement() + text.substring(fix.span().end());
    assertThat(Parsing.parse("a.pw", result).diagnostics()).as(result).isEmpty();
    return result;
  }

  private static void check(String fixture) {
    List<Mark> marks = marks(fixture);
    String text = fixture.lines().filter(line -> !MARK.matcher(line).matches()).reduce("", (a, b) -> a + b + "\n");
    List<Diagnostic> diagnostics = Parsing.parse("a.pw", text).diagnostics();
    assertThat(diagnostics).as(fixture).hasSameSizeAs(marks);
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      Diagnostic diagnostic = diagnostics.get(i);
      assertThat(diagnostic.code().id()).as(fixture).isEqualTo(mark.code);
      assertThat(diagnostic.message()).as(fixture).startsWith(mark.words);
      assertThat(Places.of(text, diagnostic.span())).as(fixture).isEqualTo(mark.place);
      assertThat(Math.max(1, diagnostic.span().end() - diagnostic.span().start())).as(fixture).isEqualTo(mark.length);
    }
  }

  private static List<Mark> marks(String fixture) {
    List<Mark> marks = new ArrayList<>();
    int line = 0;
    for (String text : fixture.lines().toList()) {
      Matcher mark = MARK.matcher(text);
      if (!mark.matches()) {
        line++;
        continue;
      }
      int column = "//".length() + mark.group(1).length() + 1;
      marks.add(new Mark(line + ":" + column, mark.group(2).length(), mark.group(3), mark.group(4)));
    }
    return marks;
  }

  private record Mark(String place, int length, String code, String words) {}
}
