package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryLocationTest {
  @TempDir
  private Path cache;

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void withoutACheckoutTheLibraryIsCopiedToTheCacheOnceWithItsFolders() throws IOException {
    Library shipped = Library.shipped();
    for (int i = 0; i < 2; i++) {
      Library copy = LibraryLocation.load(Optional.empty(), Optional.of(cache));
      Path folder = cache.resolve("library-" + shipped.hash()).resolve("mm");
      assertThat(copy.directory()).isEqualTo(folder.toString());
      assertThat(copy.hash()).isEqualTo(shipped.hash());
      assertThat(copy.texts().values()).containsExactlyElementsOf(shipped.texts().values());
      assertThat(copy.texts().keySet()).contains(folder.resolve("rules/vma.pw").toString());
      assertThat(kept()).containsExactly("library-" + shipped.hash());
    }
  }

  @Test
  void aCopyThatCannotBeMadeLeavesNothingBehind() throws IOException {
    Library shipped = Library.shipped();
    Files.writeString(cache.resolve("library-" + shipped.hash()), "in the way");
    Library library = LibraryLocation.load(Optional.empty(), Optional.of(cache));
    assertThat(library.directory()).isEmpty();
    assertThat(library.texts()).isEqualTo(shipped.texts());
    assertThat(kept()).containsExactly("library-" + shipped.hash());
  }

  @Test
  void aLibraryWithoutTheKernelsStructsIsToldAndIsNoFaultOfOurs() throws IOException {
    Files.writeString(cache.resolve("a.pw"), "fn foo() -> int { return 1; }\n");
    AnalysisHost host = new AnalysisHost(Library.in(cache), Path.of("."));
    host.setText("s.pw", "scenario s { process P { } thread t in P { let x = foo(); } expect safe; }\n");
    Analysis analysis = host.snapshot();
    FileAnalysis file = analysis.file("s.pw");
    CheckPlan plan = analysis.plans(file, file.scenarios().get(0), CheckOptions.DEFAULT).plans().get(0);
    CheckResult result = analysis.check(file, plan, CheckOptions.DEFAULT, Cancellation.NEVER, Reporter.SILENT);
    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.stopped().orElseThrow()).contains("no struct `mm`");
  }
}
