package dev.pagewalk.ls.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {
  private static List<String> completion(String source) {
    Fixture fixture = Fixture.of(source);
    return Completion.of(fixture.host().snapshot(), fixture.path(), fixture.text(), fixture.cursor()).stream()
        .map(Completion.Proposal::label)
        .toList();
  }

  @Test
  void fieldsBehindADot() {
    assertThat(completion("""
        struct list { length: int; guard: spinlock; }
        scenario s { var l: list?; thread a { l.$0 } }
        """)).containsExactly("length", "guard");
  }

  @Test
  void fieldsBehindADotInTheMiddleOfAWord() {
    assertThat(completion("""
        struct list { length: int; guard: spinlock; }
        scenario s { var l: list?; thread a { l.le$0ngth = 1; } }
        """)).containsExactly("length", "guard");
  }

  @Test
  void labelsOfAThreadAndOfWhatItCalls() {
    String text = """
        fn f() { inner: ; }
        scenario s { thread a { outer: ; f(); } thread b { other: ; after WHERE; } }
        """;
    assertThat(completion(text.replace("WHERE", "a.$0"))).containsExactly("outer", "inner");
    assertThat(completion(text.replace("WHERE", "$0.inner"))).containsExactly("a", "b");
  }

  @Test
  void labelsOfAFunctionThatAPatchChanges() {
    assertThat(completion("""
        fn f() { first: ; second: ; }
        patch p since "6.6" { in f at $0 { } }
        """)).containsExactly("first", "second");
  }

  @Test
  void fieldsOfTheKernelsStructs() {
    assertThat(completion("""
        scenario s { process P { map A size 4K private anon prot rw; } thread a in P { let x = P.mm.$0; } }
        """)).contains("mmap_lock", "page_table_lock");
  }

  @Test
  void namesInABody() {
    assertThat(completion("""
        fn helper(n: int) { }
        scenario s {
          var count: int;
          thread a { let mine = 1; $0 let later = 2; }
        }
        """)).contains("mine", "count", "helper", "munmap", "READ_ONCE", "a").doesNotContain("later");
  }

  @Test
  void patchesBehindWhen() {
    assertThat(completion("""
        patch my_fix since "6.6";
        scenario s { fn f() { when $0 { } } thread a { f(); } }
        """)).contains("my_fix").doesNotContain("munmap");
  }

  @Test
  void verdictsBehindExpect() {
    assertThat(completion("scenario s { thread a { } expect $0; }")).contains("safe", "use_after_free", "deadlock");
    assertThat(completion("scenario s { thread a { } expect use_after_free($0); }"))
        .contains("page_table", "folio").doesNotContain("safe");
  }

  @Test
  void typesBehindAColon() {
    assertThat(completion("""
        struct list { length: int; }
        scenario s { var l: $0; thread a { } }
        """)).contains("list", "int", "spinlock", "vma").doesNotContain("munmap");
  }

  @Test
  void wholeScenariosAtTheTop() {
    assertThat(completion("$0\n")).contains("scenario", "fn");
    assertThat(completion("scenario s { $0 }")).contains("thread", "process", "expect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"// a comm$0ent", "scenario s { thread a { assert(true, \"te$0xt\"); } }", "//! head$0"})
  void nothingInTexts(String source) {
    assertThat(completion(source)).isEmpty();
  }

  @Test
  void theParameterThatIsBeingWritten() {
    Fixture fixture = Fixture.of("""
        fn f(one: int, two: int) { }
        scenario s { thread a { f(1, $0 } }
        """);
    SignatureHelp.Signature found = SignatureHelp.of(fixture.view(), fixture.cursor()).orElseThrow();
    assertThat(found.label()).isEqualTo("f(one: int, two: int)");
    assertThat(found.active()).isEqualTo(1);
  }

  @Test
  void parametersOfTheLanguagesFunctions() {
    Fixture fixture = Fixture.of("scenario s { var x: int; thread a { cmpxchg(x, (1 + 2), $0) } }");
    SignatureHelp.Signature found = SignatureHelp.of(fixture.view(), fixture.cursor()).orElseThrow();
    assertThat(found.parameters()).containsExactly("place", "old", "new");
    assertThat(found.active()).isEqualTo(2);
  }

  @Test
  void layoutChangesWhiteSpaceOnly() {
    Fixture fixture = Fixture.of("scenario  s {\nthread a {   }\n      expect safe;\n}\n");
    String text = fixture.text();
    List<LayoutEdits.Edit> edits = new ArrayList<>(LayoutEdits.of(fixture.view()));
    assertThat(edits).allSatisfy(edit -> assertThat(fixture.at(edit.span())).isBlank());
    edits.sort(Comparator.comparingInt((LayoutEdits.Edit edit) -> edit.span().start()).reversed());
    for (LayoutEdits.Edit edit : edits) {
      text = text.substring(0, edit.span().start()) + edit.text() + text.substring(edit.span().end());
    }
    assertThat(text).isEqualTo("scenario s {\n  thread a { }\n  expect safe;\n}\n");
  }

  @Test
  void layoutOfOneLine() {
    Fixture fixture = Fixture.of("scenario  s {\nthread a { };$0\n      expect safe;\n}\n");
    assertThat(LayoutEdits.onType(fixture.view(), fixture.cursor()))
        .allSatisfy(edit -> assertThat(edit.span().start()).isGreaterThan(11));
  }

  @Test
  void brokenTextIsNotLaidOut() {
    assertThat(LayoutEdits.of(Fixture.of("scenario  s {").view())).isEmpty();
  }

  @Test
  void fixesOfMistakes() {
    Fixture fixture = Fixture.of("scenario s { var count: int; thread a { coun$0 = 1; } }");
    List<CodeFixes.Mend> fixes = CodeFixes.of(
        fixture.view(), new dev.pagewalk.dsl.syntax.Span(fixture.path(), fixture.cursor(), fixture.cursor()));
    assertThat(fixes).extracting(mend -> mend.fix().replacement()).contains("count");
  }
}
