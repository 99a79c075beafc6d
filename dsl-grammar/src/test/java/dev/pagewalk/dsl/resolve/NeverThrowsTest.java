package dev.pagewalk.dsl.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.locks.HeldLocks;
import dev.pagewalk.dsl.locks.LibraryLocks;
import dev.pagewalk.dsl.locks.LockFlow;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.parse.SourceToken;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, there is a resolution. */
class NeverThrowsTest {
  /** About so many tokens of each sample are left out in turn. */
  private static final int MOST_TOKENS = 150;

  static Stream<Path> samples() {
    return Stream.concat(Fixture.files("mistakes"), Fixture.files("types"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void withoutAnyOneToken(Path file) {
    Fixture fixture = Fixture.of(Fixture.read(file).split("\n----\n", 2)[0]);
    String path = fixture.checkedPath();
    String text = fixture.texts().get(path);
    List<SourceToken> tokens = Parsing.parse(path, text).tokens().stream().filter(t -> t.kind().isVisible()).toList();
    int stride = 1 + tokens.size() / MOST_TOKENS;
    for (int i = 0; i < tokens.size(); i += stride) {
      SourceToken token = tokens.get(i);
      String broken = text.substring(0, token.start()) + text.substring(token.end());
      assertThatCode(() -> fixture.with(path, broken).resolve())
          .describedAs(token.toString())
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void cutOffAnywhere(Path file) {
    Fixture fixture = Fixture.of(Fixture.read(file).split("\n----\n", 2)[0]);
    String path = fixture.checkedPath();
    String text = fixture.texts().get(path);
    for (int end = 0; end < text.length(); end += 17) {
      String broken = text.substring(0, end);
      assertThatCode(() -> fixture.with(path, broken).resolve()).describedAs(broken).doesNotThrowAnyException();
    }
  }

  @Test
  void forLongSumsAndChains() {
    String sum = "1" + " + 1".repeat(5_000);
    String conditions = "x == null" + " && x == null".repeat(5_000);
    String branches = "if (n == 0) n = 1;" + " else if (n == 1) n = 2;".repeat(2_000);
    String text = "struct s { n: int; } fn f(x: s?, n: int) { let a = " + sum + "; if (" + conditions + ") n = 2; "
        + branches + " }";
    assertThat(codes(Parsing.parse("long.pw", text).unit())).isEmpty();
    String loops = "while (true) { ".repeat(100) + "}".repeat(100);
    String thread = text + " scenario t { thread t { f(null, 1); " + loops + " } }";
    assertThat(codes(Parsing.parse("long.pw", thread).unit())).isEmpty();
  }

  @Test
  void forConstantsMadeOfEachOther() {
    String text = IntStream.range(0, 20_000).mapToObj(i -> "const C" + i + " = C" + (i + 1) + ";")
        .collect(Collectors.joining("\n")) + "\nconst C20000 = 1;";
    assertThat(codes(Parsing.parse("chain.pw", text).unit())).containsOnly("PW0260");
  }

  @Test
  void forFunctionsThatCallEachOtherInALongRow() {
    String text = IntStream.range(0, 5_000).mapToObj(i -> "fn f" + i + "() { f" + (i + 1) + "(); }")
        .collect(Collectors.joining("\n")) + "\nfn f5000() { }";
    assertThat(codes(Parsing.parse("row.pw", text + "\nscenario s { thread t { f0(); } }").unit())).isEmpty();
  }

  @Test
  void forTreesDeeperThanAnyParserBuilds() throws InterruptedException {
    Span span = new Span("deep.pw", 0, 1);
    Expr expr = new Expr.IntLit(1, span);
    for (int i = 0; i < 100_000; i++) {
      expr = new Expr.Unary(Expr.UnaryOp.NEGATE, new Expr.Paren(expr, span), span);
    }
    Stmt stmt = new Stmt.Let(new Name("x", span), Optional.empty(), Optional.of(expr), span);
    for (int i = 0; i < 100_000; i++) {
      stmt = new Stmt.Block(List.of(stmt), span);
    }
    Stmt.Block body = new Stmt.Block(List.of(
        new Stmt.Let(new Name("y", span), Optional.empty(), Optional.of(expr), span), stmt), span);
    SourceUnit unit = new SourceUnit("deep.pw", List.of(), List.of(new Decl.Fn(
        Optional.empty(), Decl.FnKind.DEFINED, new Name("f", span), List.of(), Optional.empty(),
        Optional.of(body), span)), span);
    List<String> codes = new ArrayList<>();
    Thread small = new Thread(null, () -> codes.addAll(codes(unit)), "small stack", 2 * 1024 * 1024);
    small.start();
    small.join();
    assertThat(codes).containsOnly("PW0260");
  }

  @Test
  void forThousandsOfUnknownNames() {
    String text = "fn f() {\n" + IntStream.range(0, 50_000).mapToObj(i -> "unknown" + i + "(a" + i + ");")
        .collect(Collectors.joining("\n")) + "\n}";
    assertThat(codes(Parsing.parse("many.pw", text).unit())).hasSize(1_000);
  }

  private static List<String> codes(SourceUnit unit) {
    Resolution resolution = Resolver.resolve(List.of(), List.of(unit));
    List<Diagnostic> found = new ArrayList<>(resolution.diagnostics());
    found.addAll(LockFlow.check(resolution));
    HeldLocks.of(resolution, new LibraryLocks(List.of()), unit);
    return found.stream().map(d -> d.code().id()).toList();
  }
}
