package dev.pagewalk.ls.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingTest {
  private static String hover(String source) {
    Fixture fixture = Fixture.of(source);
    return Hover.of(fixture.view(), fixture.cursor()).map(Hover.Info::markdown).orElse("");
  }

  @Test
  void hoverShowsTypes() {
    assertThat(hover("scenario s { var x: 0..3; thread a { let y = x; $0y; } }")).contains("let y: int");
  }

  @Test
  void hoverShowsKernelFunctionsWithTheirSource() {
    assertThat(hover("""
        scenario s {
          process P { map A size 4K private anon prot rw; }
          thread a in P { $0munmap(P.mm, A.start, A.size); }
        }
        """)).contains("fn munmap(mm: mm, addr: vaddr, len: int)").contains("*source:* mm/mmap.c");
  }

  @Test
  void hoverShowsBothSidesOfAPatch() {
    assertThat(hover("""
        patch fix since "6.6" "the title";
        scenario s {
          var x: int;
          fn f() { when fix { x = 1; } else { x = 2; } }
          thread a { $0f(); }
        }
        """)).contains("Patch `fix`, in since 6.6").contains("Before:\n```pagewalk\nx = 2;").contains("x = 1;");
  }

  @Test
  void hoverShowsTheLockRulesOfAField() {
    assertThat(hover("""
        struct area { lock: rwsem; start: int write needs this.lock(w); }
        scenario s { var a: area?; thread t { a.$0start = 1; } }
        """)).contains("Locking:").contains("needs this.lock(w)");
  }

  @ParameterizedTest
  @EnumSource
  void everyFunctionOfTheLanguageHasItsNote(Builtin builtin) {
    assertThat(BuiltinNotes.of(builtin).signature()).startsWith(builtin.text() + "(");
  }

  @Test
  void foldsBodiesAndComments() {
    Fixture fixture = Fixture.of("// one\n// two\nscenario s {\n  thread a {\n  }\n}\n");
    assertThat(Folding.of(fixture.view())).extracting(Folding.Fold::comment).containsExactly(true, false, false);
  }

  @Test
  void selectionGrows() {
    Fixture fixture = Fixture.of("scenario s { var x: int; thread a { x = $0x + 1; } }");
    List<Span> spans = SelectionRanges.of(fixture.view(), fixture.cursor());
    assertThat(spans.stream().map(fixture::at)).startsWith("x", "x + 1", "x = x + 1;");
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i).start()).isLessThanOrEqualTo(spans.get(i - 1).start());
      assertThat(spans.get(i).end()).isGreaterThanOrEqualTo(spans.get(i - 1).end());
    }
  }

  @Test
  void wordsAreWhatTheyMean() {
    Fixture fixture = Fixture.of("// c\nscenario s { var x: int; thread a { x = 1; } }");
    assertThat(SemanticTokens.of(fixture.view(), 0, fixture.text().length()).stream()
        .map(token -> fixture.text().substring(token.start(), token.end()) + " " + token.kind()))
        .containsSubsequence("// c COMMENT", "scenario KEYWORD", "x VARIABLE", "thread KEYWORD", "a CLASS", "1 NUMBER");
  }

  @Test
  void wordsOfSeveralLinesAreCut() {
    Fixture fixture = Fixture.of("/* one\ntwo */ scenario s { thread a { } }");
    assertThat(SemanticTokens.of(fixture.view(), 0, fixture.text().length()))
        .allSatisfy(token -> assertThat(fixture.text().substring(token.start(), token.end())).doesNotContain("\n"));
  }

  @Test
  void hintsOfTypesAndLocks() {
    Fixture fixture = Fixture.of("""
        scenario s {
          lock guard: spinlock;
          lock sem: rwsem;
          thread a {
            let x = 1;
            down_read(sem);
            lock guard { }
            up_read(sem);
          }
        }
        """);
    assertThat(InlayHints.of(fixture.view(), 0, fixture.text().length())).extracting(InlayHints.Hint::text)
        .containsExactly(": int", "holds sem(r)", "holds sem(r), guard", "holds nothing");
  }

  private static List<String> holds(String source) {
    Fixture fixture = Fixture.of(source);
    return InlayHints.of(fixture.view(), 0, fixture.text().length()).stream()
        .filter(hint -> !hint.type())
        .map(hint -> fixture.text().substring(0, hint.offset()).lines().count() + " " + hint.text())
        .toList();
  }

  @Test
  void hintsOfLocksThatACalledFunctionTakes() {
    assertThat(holds("""
        scenario s {
          process P { map A at 2M size 4K private anon prot rw; }
          thread a in P {
            mmap_read_lock(P.mm);
            let vma = find_vma(P.mm, A.start);
            mmap_read_unlock(P.mm);
          }
        }
        """)).containsExactly("4 holds P.mm.mmap_lock(r)", "6 holds nothing");
  }

  @Test
  void hintsOfLocksThatAreTriedFor() {
    assertThat(holds("""
        lock l: spinlock;
        fn enter() -> bool { return spin_trylock(l); }
        scenario s {
          thread a {
            if (enter()) {
              spin_unlock(l);
            }
            if (!enter()) { return; }
            spin_unlock(l);
          }
        }
        """)).containsExactly("5 holds l", "6 holds nothing", "8 holds l", "9 holds nothing");
  }

  @Test
  void hintsSayWhatIsNotKnown() {
    assertThat(holds("""
        scenario s {
          var x: int;
          lock l: spinlock;
          lock m: mutex;
          thread a {
            mutex_lock(m);
            if (x == 1) {
              spin_lock(l);
            }
            mutex_unlock(m);
          }
        }
        """)).containsExactly("6 holds m", "8 holds m, l", "9 holds m, may hold l", "10 holds nothing that is known");
  }

  @Test
  void hintsInAFunctionTellWhatItHasTakenItself() {
    assertThat(holds("""
        struct list { lock: mutex; size: int; }
        fn grow(l: list) {
          mutex_lock(l.lock);
          l.size = l.size + 1;
          mutex_unlock(l.lock);
        }
        """)).containsExactly("3 holds l.lock", "5 holds nothing");
  }

  @Test
  void mistakesOfAFileAreItsOwn() {
    Fixture fixture = Fixture.of("""
        use "b.pw";
        scenario s { thread a { nothing(); } }
        //- /b.pw
        fn f() { unknown(); }
        """);
    assertThat(Mistakes.of(fixture.host().snapshot(), "/main.pw")).hasSize(1);
    assertThat(Mistakes.of(fixture.host().snapshot(), "/b.pw")).hasSize(1);
  }

  @Test
  void theLibraryHasNoMistakes() {
    Fixture fixture = Fixture.of("scenario s { thread a { } }");
    fixture.host().snapshot().library().texts().keySet()
        .forEach(path -> assertThat(Mistakes.of(fixture.host().snapshot(), path)).isEmpty());
  }
}
