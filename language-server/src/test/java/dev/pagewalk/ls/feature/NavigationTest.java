package dev.pagewalk.ls.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationTest {
  /** Going to the declaration leads to the marked place. */
  private static void definition(String source) {
    Fixture fixture = Fixture.of(source);
    assertThat(Definition.of(fixture.view(), fixture.cursor()).map(Definition.Link::to))
        .contains(fixture.marked().get(0));
  }

  /** The references are the marked places. */
  private static void references(String source) {
    Fixture fixture = Fixture.of(source);
    assertThat(References.of(fixture.view(), fixture.cursor(), fixture.paths(), true, Cancellation.NEVER))
        .containsExactlyInAnyOrderElementsOf(fixture.marked());
  }

  @Test
  void definitionOfASharedVariable() {
    definition("""
        scenario s {
          var count: int;
          //  ^^^^^
          thread a { cou$0nt = 1; }
        }
        """);
  }

  @Test
  void definitionOfAField() {
    definition("""
        struct list { length: int; }
        //            ^^^^^^
        scenario s { var l: list?; thread a { l.leng$0th = 1; } }
        """);
  }

  @Test
  void definitionOfALabel() {
    definition("""
        scenario s {
          var x: int;
          thread a { x = 1; done: x = 2; }
          //                ^^^^
          thread b { after a.do$0ne; x = 3; }
        }
        """);
  }

  @Test
  void definitionOfALabelInACalledFunction() {
    definition("""
        scenario s {
          var x: int;
          fn inner() { done: x = 2; }
          //           ^^^^
          fn outer() { inner(); }
          thread a { outer(); }
          thread b { after a.do$0ne; x = 3; }
        }
        """);
  }

  @Test
  void definitionOfALabelThatAPatchNames() {
    definition("""
        var x: int;
        fn f() { x = 1; recheck: x = 2; }
        //              ^^^^^^^
        patch my_fix since "6.6" { in f at rech$0eck { x = 3; } }
        scenario s { thread a { f(); } }
        """);
  }

  @Test
  void definitionOfAMapping() {
    definition("""
        scenario s {
          process P { map A size 4K private anon prot rw; }
          //              ^
          thread a in P { A$0[0][0] = 1; }
        }
        """);
  }

  @Test
  void definitionOfAFunctionOfTheLibraryIsInItsFile() {
    Fixture fixture = Fixture.of("""
        scenario s {
          process P { map A size 4K private anon prot rw; }
          thread a in P { mun$0map(P.mm, A.start, A.size); }
        }
        """);
    Span to = Definition.of(fixture.view(), fixture.cursor()).orElseThrow().to();
    assertThat(to.path()).endsWith("mmap.pw");
    assertThat(fixture.at(to)).isEqualTo("munmap");
  }

  @Test
  void definitionInsideTheLibrary() {
    Fixture fixture = Fixture.of("scenario s { thread a { } }");
    String path = fixture.host().snapshot().library().texts().keySet().stream()
        .filter(each -> each.endsWith("/mmap.pw")).findFirst().orElseThrow();
    FileView view = FileView.of(fixture.host().snapshot(), path).orElseThrow();
    int use = view.text().indexOf("mmap_write_lock");
    assertThat(Definition.of(view, use).map(link -> fixture.at(link.to()))).contains("mmap_write_lock");
  }

  @Test
  void definitionOfAUse() {
    Fixture fixture = Fixture.of("""
        use "other$0.pw";
        scenario s { thread a { f(); } }
        //- /other.pw
        fn f() { }
        """);
    assertThat(Definition.of(fixture.view(), fixture.cursor()).map(Definition.Link::to))
        .contains(new Span("/other.pw", 0, 0));
  }

  @Test
  void typeOfAReference() {
    Fixture fixture = Fixture.of("""
        struct list { length: int; }
        //     ^^^^
        scenario s { var l: list?; thread a { $0l.length = 1; } }
        """);
    assertThat(Definition.ofType(fixture.view(), fixture.cursor()).map(Definition.Link::to))
        .contains(fixture.marked().get(0));
  }

  @Test
  void referencesOfAVariableStayInItsScenario() {
    references("""
        scenario s {
          var cou$0nt: int;
          //  ^^^^^
          thread a { count = count + 1; }
          //         ^^^^^   ^^^^^
        }
        scenario t { var count: int; thread a { count = 1; } }
        """);
  }

  @Test
  void referencesOfAFunctionAreInOtherFilesToo() {
    references("""
        use "f.pw";
        scenario s { thread a { $0f(); } }
        //                      ^
        //- /f.pw
        fn f() { }
        // ^
        //- /t.pw
        use "f.pw";
        scenario t { thread a { f(); f(); } }
        //                      ^    ^
        """);
  }

  @Test
  void referencesOfALabelAreThoseWhoWaitForIt() {
    references("""
        scenario s {
          var x: int;
          thread a { x = 1; do$0ne: x = 2; }
          //                ^^^^
          thread b { after a.done; x = 3; }
          //                 ^^^^
          thread c { done: x = 4; }
        }
        scenario t { var x: int; thread a { done: x = 1; } thread b { after a.done; } }
        """);
  }

  @Test
  void labelsThatOneMayWaitForBelongTogether() {
    references("""
        scenario s {
          var x: int;
          fn f() { done: x = 2; }
          //       ^^^^
          thread a { done: x = 1; f(); }
          //         ^^^^
          thread b { after a.do$0ne; x = 3; }
          //                 ^^^^
        }
        """);
  }

  @Test
  void referencesOfALabelInAFunctionAreInOtherFilesToo() {
    references("""
        use "f.pw";
        scenario s { thread a { f(); } thread b { after a.rea$0dy; } }
        //                                                ^^^^^
        //- /f.pw
        fn f() { ready: ; }
        //       ^^^^^
        patch p since "6.6" { in f at ready { } }
        //                            ^^^^^
        //- /t.pw
        use "f.pw";
        scenario t { thread a { f(); } thread b { after a.ready; } }
        //                                                ^^^^^
        """);
  }

  @Test
  void highlightsOfALabelTellWhereItStands() {
    Fixture fixture = Fixture.of("scenario s { thread a { go: ; } thread b { after a.g$0o; } }");
    assertThat(Highlights.of(fixture.view(), fixture.cursor()).stream().map(Highlights.Highlight::written))
        .containsExactly(true, false);
  }

  @Test
  void renameReachesLabels() {
    Fixture fixture = Fixture.of("scenario s { thread a { go: ; } thread b { after a.g$0o; } }");
    assertThat(Rename.prepare(fixture.view(), fixture.cursor()).map(fixture::at)).contains("go");
    Rename.Outcome outcome =
        Rename.to(fixture.view(), fixture.cursor(), "ready", fixture.paths(), Cancellation.NEVER);
    assertThat(((Rename.Outcome.Edits) outcome).places()).extracting(fixture::at).containsExactly("go", "go");
  }

  @Test
  void referencesOfALabelOfTheLibrary() {
    Fixture fixture = Fixture.of("scenario s { thread a { } }");
    String path = fixture.host().snapshot().library().texts().keySet().stream()
        .filter(each -> each.endsWith("/khugepaged.pw")).findFirst().orElseThrow();
    FileView view = FileView.of(fixture.host().snapshot(), path).orElseThrow();
    Labels.Named label = Labels.in(view).get(0);
    assertThat(References.of(view, label.here().span().start(), List.of(), true, Cancellation.NEVER))
        .contains(label.here().span());
  }

  @Test
  void highlightsTellReadsFromWrites() {
    Fixture fixture = Fixture.of("scenario s { var x: int; thread a { x = $0x + 1; } }");
    assertThat(Highlights.of(fixture.view(), fixture.cursor()).stream().map(Highlights.Highlight::written))
        .containsExactly(true, true, false);
  }

  @Test
  void renameReachesEveryPlace() {
    Fixture fixture = Fixture.of("scenario s { var x: int; thread a { $0x = 1; } final x == 1; }");
    Rename.Outcome outcome =
        Rename.to(fixture.view(), fixture.cursor(), "total", fixture.paths(), Cancellation.NEVER);
    assertThat(((Rename.Outcome.Edits) outcome).places()).hasSize(3);
  }

  @Test
  void renameRefusesWhatIsNoName() {
    Fixture fixture = Fixture.of("scenario s { var x: int; thread a { $0x = 1; } }");
    for (String bad : List.of("if", "a b", "", "1x", "let")) {
      assertThat(Rename.to(fixture.view(), fixture.cursor(), bad, List.of(), Cancellation.NEVER))
          .isInstanceOf(Rename.Outcome.Refused.class);
    }
  }

  @Test
  void renameRefusesTheLibraryInsideTheTool() {
    Fixture fixture = Fixture.of("""
        scenario s {
          process P { map A size 4K private anon prot rw; }
          thread a in P { mun$0map(P.mm, A.start, A.size); }
        }
        """);
    assertThat(Rename.to(fixture.view(), fixture.cursor(), "unmap", List.of(), Cancellation.NEVER))
        .isInstanceOf(Rename.Outcome.Refused.class);
  }

  @Test
  void callersAndCallees() {
    Fixture fixture = Fixture.of("""
        fn f() { }
        fn g() { f(); f(); }
        scenario s { thread a { g(); $0f(); } }
        """);
    FileView view = fixture.view();
    CallHierarchy.Item item = CallHierarchy.at(view, fixture.cursor()).orElseThrow();
    assertThat(CallHierarchy.callers(view, item.name()))
        .extracting(calls -> calls.item().text() + " " + calls.places().size())
        .containsExactly("g 2", "a 1");
    Span g = view.unit().decls().get(1).name().span();
    assertThat(CallHierarchy.callees(view, g)).extracting(calls -> calls.item().text()).containsExactly("f");
  }

  @Test
  void outlineOfAFile() {
    Fixture fixture = Fixture.of("""
        struct list { length, size: int; }
        scenario s { process P { map A size 4K private anon prot rw; } thread a in P { } }
        """);
    List<Outline.Entry> entries = Outline.of(fixture.view());
    assertThat(entries).extracting(Outline.Entry::text).containsExactly("list", "s");
    assertThat(entries.get(0).children()).extracting(Outline.Entry::text).containsExactly("length", "size");
    assertThat(entries.get(1).children()).extracting(Outline.Entry::text).containsExactly("P", "a");
  }

  @Test
  void searchFindsLettersInTheirOrder() {
    Fixture fixture = Fixture.of("scenario my_race { thread a { } }");
    assertThat(Outline.search(fixture.host().snapshot(), fixture.paths(), "mrac", Cancellation.NEVER))
        .extracting(Outline.Entry::text).contains("my_race");
    assertThat(Outline.search(fixture.host().snapshot(), fixture.paths(), "munmap", Cancellation.NEVER))
        .extracting(Outline.Entry::text).contains("munmap");
  }
}
