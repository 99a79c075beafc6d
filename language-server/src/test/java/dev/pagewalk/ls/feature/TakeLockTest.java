package dev.pagewalk.ls.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lock that a rule asks for is taken, and the next check finds the rule kept. */
class TakeLockTest {
  private static List<CheckResult> check(Analysis analysis, String path) {
    FileAnalysis file = analysis.file(path);
    assertThat(file.diagnostics()).isEmpty();
    return file.scenarios().stream()
        .flatMap(scenario -> analysis.plans(file, scenario, CheckOptions.DEFAULT).plans().stream())
        .map(plan -> analysis.check(file, plan, CheckOptions.DEFAULT, Cancellation.NEVER, Reporter.SILENT))
        .toList();
  }

  private static List<Fix> fixes(Fixture fixture) {
    Analysis analysis = fixture.host().snapshot();
    List<CheckResult> results = check(analysis, fixture.path());
    assertThat(results.getFirst().oracle()).startsWith("lock_rule(");
    return TakeLock.of(fixture.view(), results, new Span(fixture.path(), fixture.cursor(), fixture.cursor()));
  }

  private static String applied(Fixture fixture, Fix fix) {
    String text = fixture.text();
    return text.substring(0, fix.span().start()) + fix.replacement() + text.substring(fix.span().end());
  }

  /** The first change gives {@code line}, and what it gives is found to keep the rule. */
  private static void mended(String source, String expected) {
    Fixture fixture = Fixture.of(source);
    List<Fix> fixes = fixes(fixture);
    assertThat(fixes).isNotEmpty();
    String text = applied(fixture, fixes.getFirst());
    assertThat(text).contains(expected);
    AnalysisHost host = fixture.host();
    host.setText("/after.pw", text.replaceAll("expect lock_rule\\(\\w+\\)", "expect safe"));
    assertThat(check(host.snapshot(), "/after.pw")).allSatisfy(result -> {
      assertThat(result.verdict()).as("%s\n%s", result.oracle(), text).isEqualTo(Verdict.SAFE);
    });
    assertThat(Path.of(fixes.getFirst().span().path())).isEqualTo(Path.of(fixture.path()));
  }

  @Test
  void aFieldOfOnesOwn() {
    mended("""
        struct area { lock: spinlock; uses: int  write needs this.lock; }
        scenario s {
          var a: area?;
          setup { a = alloc(area); }
          thread t {
            a.uses$0 = 1;
          }
          expect lock_rule(field);
        }
        """, """
          thread t {
            lock a.lock {
              a.uses = 1;
            }
          }
        """);
  }

  @Test
  void forWritingWhereItIsTakenForReading() {
    mended("""
        struct area { lock: rwsem; uses: int  write needs this.lock(w); }
        scenario s {
          var a: area?;
          setup { a = alloc(area); }
          thread t { lock a.lock(r) { a.us$0es = 1; } }
          expect lock_rule(field);
        }
        """, "thread t { lock a.lock(w) { a.uses = 1; } }");
  }

  @Test
  void forWritingWhereCallsTakeItForReading() {
    mended("""
        struct area { lock: rwsem; uses: int  write needs this.lock(w); }
        scenario s {
          var a: area?;
          setup { a = alloc(area); }
          thread t { down_read(a.lock); let n = a.uses; a.us$0es = n + 1; up_read(a.lock); }
          expect lock_rule(field);
        }
        """, "thread t { down_write(a.lock); let n = a.uses; a.uses = n + 1; up_write(a.lock); }");
  }

  @Test
  void whatIsDeclaredIsUsedUnderTheLockToo() {
    mended("""
        struct area { lock: mutex; uses: int  read needs this.lock; }
        scenario s {
          var a: area?;
          var seen: int;
          setup { a = alloc(area); }
          thread t {
            let n = a.us$0es;
            let m = n + 1;
            seen = m;
          }
          expect lock_rule(field);
        }
        """, """
            lock a.lock {
              let n = a.uses;
              let m = n + 1;
              seen = m;
            }
        """);
  }

  @Test
  void theCallerTakesWhatTheCalledFunctionAsserts() {
    mended("""
        scenario s {
          lock sem: rwsem;
          var x: int;
          fn update() { assert_held_write(sem); x = 1; }
          thread t { upd$0ate(); }
          expect lock_rule(not_held);
        }
        """, """
        thread t { lock sem(w) {
            update();
          } }
        """);
  }

  @Test
  void theCallerTakesItForWriting() {
    mended("""
        scenario s {
          lock sem: rwsem;
          var x: int;
          fn update() { assert_held_write(sem); x = 1; }
          thread t { lock sem(r) { upd$0ate(); } }
          expect lock_rule(not_held);
        }
        """, "lock sem(w) { update(); }");
  }

  @Test
  void theKernelsLockOfAnAddressSpace() {
    mended("""
        scenario s {
          process P { map A at 2M size 4K private anon prot rw; }
          kthread t {
            zap_page_ra$0nge_single(A.vma, A.start, A.end, false);
          }
          expect lock_rule(page_tables);
        }
        """, """
            mmap_read_lock(P.mm);
            zap_page_range_single(A.vma, A.start, A.end, false);
            mmap_read_unlock(P.mm);
        """);
  }

  @Test
  void theMappingAndItsAddressSpace() {
    mended("""
        scenario s {
          process P { map A at 2M size 4K private anon prot rw; }
          kthread t {
            if (true) A.vma.fl$0ags &= ~VM_WRITE;
          }
          expect lock_rule(field);
        }
        """, """
            if (true) {
              mmap_write_lock(P.mm);
              vma_start_write(A.vma);
              A.vma.flags &= ~VM_WRITE;
              mmap_write_unlock(P.mm);
            }
        """);
  }

  @Test
  void inFrontOfAStepThatCannotSleep() {
    mended("""
        struct area { lock: spinlock; uses: int  write needs this.lock; }
        scenario s {
          var a: area?;
          setup { a = alloc(area); }
          thread t {
            atomic { a.uses = 1; a.us$0es = 2; }
          }
          expect lock_rule(field);
        }
        """, """
            lock a.lock {
              atomic { a.uses = 1; a.uses = 2; }
            }
        """);
  }

  @Test
  void nothingElsewhereAndNothingForWhatHasNoName() {
    Fixture elsewhere = Fixture.of("""
        struct area { lock: spinlock; uses: int  write needs this.lock; }
        scenario s {$0
          var a: area?;
          setup { a = alloc(area); }
          thread t { a.uses = 1; }
          expect lock_rule(field);
        }
        """);
    assertThat(fixes(elsewhere)).isEmpty();
  }
}
