package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.report.ColumnsText;
import dev.pagewalk.report.Paint;
import dev.pagewalk.step.Opened;
import dev.pagewalk.step.Session;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import dev.pagewalk.witness.Witness;
import dev.pagewalk.witness.WitnessFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario meets what it expects, as its {@code .expected} file says: verdict, counts and the shortest
 * counterexample, a section for each expectation. With {@code UPDATE_EXPECT=1} in the environment the files are
 * written, unless a result contradicts what the scenario expects. {@code CATALOGUE=arch/} looks at the files whose
 * paths begin so only.
 */
class CatalogueTest {
  private static final boolean UPDATE = "1".equals(System.getenv("UPDATE_EXPECT"));
  private static final String PREFIX = Objects.requireNonNullElse(System.getenv("CATALOGUE"), "");
  private static final int WIDTH = 120;
  private static final String SECTION = "==== ";

  @TestFactory
  Stream<DynamicContainer> everyScenarioMeetsItsExpectations() {
    return Catalogue.files().stream().filter(path -> path.startsWith(PREFIX)).map(path -> {
      Map<String, String> written = sections(path);
      Map<String, String> found = new LinkedHashMap<>();
      List<DynamicTest> tests = new ArrayList<>();
      tests.add(DynamicTest.dynamicTest("has no errors", () -> assertNoErrors(path)));
      List<Catalogue.Entry> entries = Catalogue.entries(path);
      for (Catalogue.Entry entry : entries) {
        tests.add(DynamicTest.dynamicTest(entry.title(), () -> {
          CheckResult result = Catalogue.analysis().check(
              entry.file(), entry.plan(), CheckOptions.DEFAULT, Cancellation.NEVER, Reporter.SILENT);
          assertMet(result);
          assertReplays(entry, result);
          assertThat(found.put(entry.title(), section(result))).as("two expectations of one name").isNull();
          if (!UPDATE) {
            assertThat(found.get(entry.title())).isEqualTo(written.get(entry.title()));
          }
        }));
      }
      tests.add(DynamicTest.dynamicTest(expected(path).toString(), () -> {
        if (UPDATE) {
          assertThat(found).as("a file is only written if all is as expected").hasSize(entries.size());
          write(path, found);
        }
        assertThat(sections(path).keySet()).as("sections of %s", expected(path))
            .containsExactlyElementsOf(entries.stream().map(Catalogue.Entry::title).toList());
      }));
      return DynamicContainer.dynamicContainer(path, tests);
    });
  }

  @Test
  void everyExpectedFileBelongsToAScenario() throws IOException {
    try (Stream<Path> files = Files.walk(Catalogue.ROOT)) {
      assertThat(files.filter(file -> file.toString().endsWith(".expected"))
          .filter(file -> !Files.exists(Path.of(file.toString().replaceAll("\\.expected$", ".pw"))))).isEmpty();
    }
  }

  private static void assertNoErrors(String path) {
    List<Diagnostic> errors = new ArrayList<>(Catalogue.analysis().file(path).diagnostics());
    FileAnalysis file = Catalogue.analysis().file(path);
    file.scenarios().forEach(scenario -> errors.addAll(
        Catalogue.analysis().plans(file, scenario, CheckOptions.DEFAULT).diagnostics()));
    assertThat(errors.stream().filter(one -> one.severity() == Severity.ERROR).map(Diagnostic::message)).isEmpty();
  }

  private static void assertMet(CheckResult result) {
    assertThat(result.met()).as("%s: %s %s, %s", result.scenario(), result.verdict(), result.oracle(),
        result.stopped().orElse("searched " + (result.complete() ? "everything" : "until it was found"))).isTrue();
  }

  /** The witness leads to the same finding, also when it has been written to a file and read again. */
  private static void assertReplays(Catalogue.Entry entry, CheckResult result) {
    assertThat(result.witness().isPresent()).isEqualTo(result.trace().isPresent());
    if (result.witness().isEmpty()) {
      assertThat(result.verdict() == Verdict.SAFE || result.oracle().equals("exists")).isTrue();
      return;
    }
    Witness witness = result.witness().get();
    WitnessFile.Read read = WitnessFile.read("test.witness", WitnessFile.write(witness));
    assertThat(read.diagnostics()).isEmpty();
    assertThat(read.witness()).contains(witness);
    Analysis.Replayed replayed =
        Catalogue.analysis().replay(entry.file(), entry.plan().scenario(), read.witness().orElseThrow());
    assertThat(replayed.stopped()).isEmpty();
    Trace trace = replayed.trace().orElseThrow();
    assertThat(trace.violation().map(Violation::name)).isEqualTo(result.violation().map(Violation::name));
    assertThat(columns(trace)).isEqualTo(columns(result.trace().orElseThrow()));
    assertIsSteppedThrough(entry, read.witness().orElseThrow(), result);
  }

  /** A debugger that follows the witness ends at its violation, and is back at the start after as many steps back. */
  private static void assertIsSteppedThrough(Catalogue.Entry entry, Witness witness, CheckResult result) {
    Analysis.Execution execution =
        Catalogue.analysis().execution(entry.file(), entry.plan().scenario(), witness);
    Session session = new Session(new Opened(Catalogue.analysis(), entry.file(), execution.plan(),
        execution.program().orElseThrow(), execution.moves(), List.of()));
    long start = session.interleaving().state().fingerprint();
    assertThat(session.interleaving().goTo(Integer.MAX_VALUE)).isEqualTo(witness.steps().size());
    assertThat(session.violated().map(Session.Violated::oracle)).contains(result.violation().orElseThrow().name());
    while (session.interleaving().back()) {
      assertThat(session.interleaving().ahead()).isPresent();
    }
    assertThat(session.interleaving().state().fingerprint()).isEqualTo(start);
  }

  private static String columns(Trace trace) {
    return new ColumnsText(Paint.PLAIN, WIDTH).render(trace).replaceAll("(?m)[ ]+$", "");
  }

  private static String section(CheckResult result) {
    StringBuilder text = new StringBuilder();
    text.append("verdict: ").append(result.verdict().text())
        .append(result.oracle().isEmpty() ? "" : " " + result.oracle()).append('\n');
    text.append("states: ").append(result.states()).append('\n');
    text.append("transitions: ").append(result.transitions()).append('\n');
    text.append("depth: ").append(result.depth()).append('\n');
    if (0 < result.cut()) {
      text.append("cut: ").append(result.cut()).append('\n');
    }
    Optional<Trace> trace = result.trace();
    if (trace.isPresent()) {
      text.append("switches: ").append(trace.get().contextSwitches()).append('\n');
      text.append("steps: ").append(trace.get().steps()).append('\n');
      text.append('\n').append(columns(trace.get()).strip().indent(0));
    }
    return text.toString();
  }

  private static Path expected(String path) {
    return Catalogue.ROOT.resolve(path.replaceAll("\\.pw$", ".expected"));
  }

  private static Map<String, String> sections(String path) {
    Map<String, String> sections = new LinkedHashMap<>();
    try {
      if (Files.exists(expected(path))) {
        String text = Files.readString(expected(path));
        for (String section : text.split("(?m)^" + SECTION)) {
          int end = section.indexOf('\n');
          if (0 < end) {
            sections.put(section.substring(0, end), section.substring(end + 1).stripTrailing() + "\n");
          }
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return sections;
  }

  private static void write(String path, Map<String, String> sections) throws IOException {
    List<String> text = new ArrayList<>();
    sections.forEach((title, section) -> text.add(SECTION + title + "\n" + section));
    if (text.isEmpty()) {
      Files.deleteIfExists(expected(path));
    } else {
      Files.writeString(expected(path), String.join("\n", text));
    }
  }
}
