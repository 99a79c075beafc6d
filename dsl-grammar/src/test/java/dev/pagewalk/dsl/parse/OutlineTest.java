package dev.pagewalk.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OutlineTest {
  private static final String TEXT = """
      //! A file. { is no bracket here.
      /// Doc of f (
      fn f(a: int) -> int { return g(a[0]); } /* } */
      const C = 1;
      extern fn g(a: int) -> int;

      patch p since "6.1" "a } title; \\" {";
      struct s { a: int; };
      """;

  @Test
  void aTextIsCutAtItsDeclarations() {
    Outline outline = Outline.of(TEXT).orElseThrow();
    assertThat(outline.items()).extracting(Outline.Item::words).containsExactly(
        List.of("fn", "f", "a"), List.of("const", "C"), List.of("extern", "fn", "g"), List.of("patch", "p", "since"),
        List.of("struct", "s", "a"), List.of());
  }

  @Test
  void chosenDeclarationsAreThoseOfTheWholeFile() {
    Outline outline = Outline.of(TEXT).orElseThrow();
    Parsed whole = Parsing.parse("a.pw", TEXT);
    Parsed some = Parsing.parse("a.pw", outline, List.of(outline.items().get(0), outline.items().get(4)));
    assertThat(some.diagnostics()).isEmpty();
    assertThat(some.unit().decls()).containsExactly(whole.unit().decls().get(0), whole.unit().decls().get(4));
    assertThat(some.unit().span()).isEqualTo(whole.unit().span());
  }

  @Test
  void wordsAreThoseOutsideOfCommentsAndStrings() {
    Outline outline = Outline.of(TEXT).orElseThrow();
    Set<String> words = new TreeSet<>();
    outline.addWords(outline.items().get(0), words);
    assertThat(words).containsExactly("a", "f", "fn", "g", "int", "return");
    words.clear();
    outline.addWords(outline.items().get(3), words);
    assertThat(words).containsExactly("p", "patch", "since");
  }

  @Test
  void whatDoesNotMatchIsNotCut() {
    assertThat(Outline.of("fn f() { ")).isEmpty();
    assertThat(Outline.of("fn f() } ")).isEmpty();
    assertThat(Outline.of("const C = 1; const")).isEmpty();
    assertThat(Outline.of("  // nothing\n")).map(Outline::items).hasValue(List.of());
  }
}
