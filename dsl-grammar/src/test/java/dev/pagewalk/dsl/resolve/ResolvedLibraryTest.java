package dev.pagewalk.dsl.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On top of a library that is resolved already comes out what comes out of library and files together. */
class ResolvedLibraryTest {
  private static final String LIBRARY = """
      struct page { count: int; }
      const LIMIT = 3;
      fn get_page(p: page) { p.count = p.count + 1; middle: put_page(p); }
      fn put_page(p: page) { p.count = p.count - 1; }
      patch old { in get_page before middle { p.count = LIMIT; } }
      """;

  static Stream<Path> fixtures() {
    return Fixture.files("mistakes");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void hasTheSameMistakes(Path file) {
    Fixture fixture = Fixture.of(Fixture.read(file));
    assertThat(fixture.onResolvedLibrary().diagnostics()).isEqualTo(fixture.resolve().diagnostics());
  }

  @Test
  void patchOfAFileIsSeenInTheLibrarysFunction() {
    assertSame("""
        patch mine { in get_page before middle { p.count = 2 * LIMIT; } }
        scenario s { var p: page; thread t { get_page(p); } }
        """);
  }

  @Test
  void mistakeInAPatchOfAFileIsTold() {
    assertThat(assertSame("""
        patch mine { in get_page before muddle { } in get_page before middle { p.count = LIMITS; } }
        scenario s { var p: page; thread t { get_page(p); } }
        """)).extracting(Diagnostic::code).contains(Code.UNKNOWN_LABEL, Code.UNKNOWN_NAME);
  }

  @Test
  void circleThroughAPatchOfAFileIsFound() {
    assertThat(assertSame("""
        fn mine(p: page) { put_page(p); }
        patch around { in put_page { mine(p); } }
        patch back { in get_page before middle { again(p); } }
        fn again(p: page) { get_page(p); }
        scenario s { var p: page; thread t { mine(p); } }
        """)).extracting(Diagnostic::code).contains(Code.RECURSION);
  }

  @Test
  void circleThroughAReplacementIsFound() {
    assertThat(assertSame("""
        replace fn put_page(p: page) { get_page(p); }
        scenario s { var p: page; thread t { get_page(p); } }
        """)).extracting(Diagnostic::code).contains(Code.RECURSION);
  }

  @Test
  void oneFileDoesNotSeeWhatAnotherAdds() {
    ResolvedLibrary library = ResolvedLibrary.of(List.of(unit("mm/a.pw", LIBRARY)));
    SourceUnit first = unit("first.pw", "patch mine { in get_page before middle { p.count = 9; } } fn own() { }");
    SourceUnit second = unit("second.pw", "scenario s { var p: page; thread t { own(); get_page(p); } }");
    Resolver.resolve(library, List.of(first));
    assertThat(Resolver.resolve(library, List.of(second)).diagnostics())
        .extracting(Diagnostic::code).containsExactly(Code.UNKNOWN_FUNCTION);
    assertThat(library.resolution().diagnostics()).isEmpty();
  }

  /** That both ways lead to the same; gives the diagnostics. */
  private static List<Diagnostic> assertSame(String text) {
    List<SourceUnit> library = List.of(unit("mm/a.pw", LIBRARY));
    SourceUnit file = unit("test.pw", text);
    Resolution together = Resolver.resolve(library, List.of(file));
    Resolution onTop = Resolver.resolve(ResolvedLibrary.of(library), List.of(file));
    assertThat(onTop.diagnostics()).isEqualTo(together.diagnostics());
    for (SourceUnit unit : List.of(file, library.get(0))) {
      unit.decls().stream().flatMap(decl -> Names.in(decl).stream()).forEach(name ->
          assertThat(said(onTop, name)).as("%s at %s", name, name.span()).isEqualTo(said(together, name)));
    }
    return onTop.diagnostics();
  }

  private static String said(Resolution resolution, Name name) {
    return resolution.symbol(name).map(symbol -> symbol.declared().span() + " " + symbol.type()).orElse("");
  }

  private static SourceUnit unit(String path, String text) {
    return Parsing.parse(path, text).unit();
  }
}
