package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.ir.Program;
import dev.pagewalk.lower.Lowering;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever is left out of the library makes no difference to any scenario. */
class ExcerptsTest {
  private static Program program(Resolution resolution, Decl.Scenario scenario, CheckPlan plan) {
    return Lowering.lower(resolution, scenario, plan.variant(), span -> span.toString()).program().orElseThrow();
  }

  private static Decl.Scenario scenario(FileAnalysis file, String name) {
    return file.scenarios().stream().filter(each -> each.name().text().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyScenarioHasTheSameCodeAsWithTheWholeLibrary() {
    Library library = Library.shipped();
    Analysis used = new AnalysisHost(library, Catalogue.ROOT, Analysis.Extent.USED).snapshot();
    Analysis whole = new AnalysisHost(library, Catalogue.ROOT).snapshot();
    int excerpts = 0;
    for (String path : Catalogue.files()) {
      FileAnalysis some = used.glance(path);
      FileAnalysis all = whole.glance(path);
      assertThat(some.diagnostics()).as(path).isEqualTo(all.diagnostics());
      excerpts += size(some.resolution()) < size(all.resolution()) ? 1 : 0;
      for (Decl.Scenario each : all.scenarios()) {
        List<CheckPlan> plans = whole.plans(all, each, CheckOptions.DEFAULT).plans();
        Decl.Scenario same = scenario(some, each.name().text());
        assertThat(used.plans(some, same, CheckOptions.DEFAULT).plans()).as(path)
            .extracting(CheckPlan::description).isEqualTo(plans.stream().map(CheckPlan::description).toList());
        CheckPlan plan = plans.getLast();
        assertThat(program(some.resolution(), same, plan).isSameCode(program(all.resolution(), each, plan)))
            .as("%s %s", path, plan.description()).isTrue();
      }
    }
    assertThat(excerpts).as("files for which less than the whole library was read")
        .isGreaterThan(Catalogue.files().size() * 9 / 10);
  }

  private static long size(Resolution resolution) {
    return resolution.library().stream().mapToLong(unit -> unit.decls().size()).sum();
  }

  @Test
  void whatAScenarioGetsWrongIsToldAsWithTheWholeLibrary() {
    Library library = Library.shipped();
    String text = "scenario s { thread t { let x = VM_REED; handle_mm_folt(1); } }";
    AnalysisHost used = new AnalysisHost(library, Catalogue.ROOT, Analysis.Extent.USED);
    AnalysisHost whole = new AnalysisHost(library, Catalogue.ROOT);
    used.setText("s.pw", text);
    whole.setText("s.pw", text);
    assertThat(used.snapshot().file("s.pw").diagnostics())
        .isNotEmpty().isEqualTo(whole.snapshot().file("s.pw").diagnostics());
  }

  @Test
  void ofAnotherLibraryEverythingIsLookedAt() {
    Library library = Library.shipped();
    String path = library.texts().keySet().iterator().next();
    AnalysisHost host = new AnalysisHost(
        library.with(path, library.texts().get(path) + "fn f() { g(); }\n"), Catalogue.ROOT);
    host.setText("s.pw", "scenario s { thread t { } }");
    assertThat(host.snapshot().file("s.pw").diagnostics()).isNotEmpty();
    assertThat(Optional.of(host.snapshot().file("s.pw")).map(FileAnalysis::scenarios)).hasValue(List.of());
  }
}
