package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks every example in the documents: a block {@code ```pw} is a file, and {@code ```pw NAME} one that later blocks
 * can {@code use}. It must meet its expectations. Its diagnostics must be those that comments such as {@code // PW0290}
 * announce at the ends of their lines, no more and no fewer.
 */
class ExamplesTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^```pw(?: (\\S+))?\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("// (PW[0-9]{4})");

  private final Library library = Library.shipped();

  @TestFactory
  Stream<DynamicTest> languageReference() throws IOException {
    return examples("language.md");
  }

  @TestFactory
  Stream<DynamicTest> model() throws IOException {
    return examples("model.md");
  }

  private Stream<DynamicTest> examples(String document) throws IOException {
    String text = Files.readString(DOCS.resolve(document));
    AnalysisHost host = new AnalysisHost(library, DOCS);
    List<DynamicTest> tests = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      int line = 1 + (int) text.substring(0, block.start()).lines().count();
      String path = block.group(1) == null ? "line-" + line + ".pw" : block.group(1);
      String example = block.group(2);
      host.setText(path, example);
      Analysis snapshot = host.snapshot();
      tests.add(DynamicTest.dynamicTest(document + ":" + line, () -> check(snapshot, path, example)));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void check(Analysis analysis, String path, String example) {
    FileAnalysis file = analysis.file(path);
    List<Diagnostic> diagnostics = new ArrayList<>(file.diagnostics());
    List<String> unmet = new ArrayList<>();
    for (Decl.Scenario scenario : file.scenarios()) {
      Analysis.Plans plans = analysis.plans(file, scenario, CheckOptions.DEFAULT);
      diagnostics.addAll(plans.diagnostics());
      for (CheckPlan plan : plans.plans()) {
        CheckResult result = analysis.check(file, plan, CheckOptions.DEFAULT, Cancellation.NEVER, Reporter.SILENT);
        if (!result.met()) {
          unmet.add(result.scenario() + " [" + result.variant() + "] expected " + result.expected() + ", is "
              + result.verdict() + " " + result.oracle() + result.stopped().orElse("")
              + result.violation().map(violation -> ": " + violation.message()).orElse(""));
        }
      }
    }
    assertThat(said(diagnostics, example)).isEqualTo(announced(example));
    assertThat(unmet).isEmpty();
  }

  private static TreeSet<String> said(List<Diagnostic> diagnostics, String example) {
    TreeSet<String> said = new TreeSet<>();
    for (Diagnostic diagnostic : diagnostics) {
      int line = 1 + (int) example.substring(0, diagnostic.span().start()).chars().filter(c -> c == '\n').count();
      said.add(line + ": " + diagnostic.code().id());
    }
    return said;
  }

  private static TreeSet<String> announced(String example) {
    TreeSet<String> announced = new TreeSet<>();
    List<String> lines = example.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher code = CODE.matcher(lines.get(i));
      while (code.find()) {
        announced.add(i + 1 + ": " + code.group(1));
      }
    }
    return announced;
  }
}
