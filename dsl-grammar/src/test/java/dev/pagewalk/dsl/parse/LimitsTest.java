package dev.pagewalk.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that nobody writes: each gets a tree or a diagnostic, on a stack of half a megabyte. */
class LimitsTest {
  private static final long STACK = 512 * 1024;

  static Stream<Arguments> tooDeep() {
    return Stream.of(
        Arguments.of("brackets", "fn f() { x = " + "(".repeat(1_000_000)),
        Arguments.of("mixed brackets", "fn f() {" + "([{".repeat(100)),
        Arguments.of("unary operators", body("x = " + "!".repeat(100_000) + "y;")),
        Arguments.of("a sum", body("x = " + "1+".repeat(100_000) + "1;")),
        Arguments.of("conditions", body("x = " + "a ? b : ".repeat(20_000) + "c;")),
        Arguments.of("fields", body("x" + ".a".repeat(100_000) + " = 1;")),
        Arguments.of("if in if", body("if (a) ".repeat(50_000) + ";")),
        Arguments.of("while in while", body("while (a) ".repeat(50_000) + ";")),
        Arguments.of("else if", body("if (a) b(); else ".repeat(20_000) + "c();")),
        Arguments.of("stars of a type", "var x: int" + "*".repeat(100_000) + ";"));
  }

  @ParameterizedTest
  @MethodSource("tooDeep")
  void nestsTooDeeply(String what, String text) {
    assertThat(parse(text).diagnostics()).as(what).extracting(Diagnostic::code).containsExactly(Code.NESTED_TOO_DEEPLY);
  }

  static Stream<Arguments> stillFine() {
    return Stream.of(
        Arguments.of("parentheses", body("x = " + "(".repeat(255) + "1" + ")".repeat(255) + ";")),
        Arguments.of("calls", body("x = " + "f(".repeat(255) + ")".repeat(255) + ";")),
        Arguments.of("blocks", body("if (a) {".repeat(255) + "}".repeat(255))),
        Arguments.of("else if", body("if (a) b(); else ".repeat(2_000) + "c();")),
        Arguments.of("a sum", body("x = " + "1+".repeat(250) + "1;")),
        Arguments.of("statements", body("x = 1;\n".repeat(20_000))));
  }

  @ParameterizedTest
  @MethodSource("stillFine")
  void isStillFine(String what, String text) {
    Parsed parsed = parse(text);
    assertThat(parsed.diagnostics()).as(what).isEmpty();
    assertThat(parsed.unit().decls()).hasSize(1);
  }

  @Test
  void refusesLargeTextsUnread() {
    Parsed parsed = Assertions.assertTimeout(Duration.ofSeconds(5), () -> parse("x".repeat(50_000_000)));
    assertThat(parsed.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.TOO_LARGE);
    assertThat(parsed.tokens()).hasSize(1);
    assertThat(parse(";".repeat(Limits.TOKENS + 1)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.TOO_LARGE);
  }

  @Test
  void givesUpBeforeTheDeepestBracket() {
    Parsed parsed = parse("fn f() { }\nfn g() {" + "(".repeat(1_000_000));
    assertThat(parsed.unit().decls()).isEmpty();
    assertThat(parsed.tokens().getLast().kind()).isEqualTo(TokenKind.UNREAD);
  }

  @Test
  void reportsSoMuchAndNoMore() {
    assertThat(parse(body("a->b = 1;\n".repeat(10_000))).diagnostics()).hasSize(Limits.REPORTS);
  }

  @Test
  void reportsAlternativesThatMultiplyOnce() {
    String text = "page tables { read needs " + "(a or b), ".repeat(1_000) + "c; }";
    assertThat(parse(text).diagnostics()).extracting(Diagnostic::code).containsExactly(Code.TOO_MANY_ALTERNATIVES);
  }

  private static String body(String statements) {
    return "fn f() {\n" + statements + "\n}\n";
  }

  private static Parsed parse(String text) {
    return onSmallStack(() -> Parsing.parse("deep.pw", text));
  }

  private static <T> T onSmallStack(java.util.function.Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | StackOverflowError e) {
                result.completeExceptionally(e);
              }
            },
            "small stack",
            STACK);
    thread.start();
    return result.join();
  }
}
