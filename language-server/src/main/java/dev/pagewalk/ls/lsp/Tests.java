package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.ls.check.Judgement;
import dev.pagewalk.ls.check.ScenarioTests;
import dev.pagewalk.report.Judged;
import dev.pagewalk.report.Paint;
import dev.pagewalk.report.ResultText;
import dev.pagewalk.report.Sources;
import dev.pagewalk.witness.WitnessFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Scenarios as tests: lists and runs them, whether their files are open or not. */
final class Tests implements TestRequests {
  private static final int WIDTH = 80;

  private final Workbench bench;

  Tests(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public CompletableFuture<TestFile> list(ListParams params) {
    return bench.work("pagewalk/tests", (analysis, cancellation) -> {
      FileAnalysis file = file(analysis, params.uri());
      ToLsp to = bench.toLsp(analysis);
      List<TestScenario> scenarios =
          ScenarioTests.of(analysis, file).stream().map(each -> scenario(each, to)).toList();
      return new TestFile(params.uri(), file.reads().stream().sorted().map(Uris::uri).toList(), scenarios,
          scenarios.isEmpty() ? mistake(file) : null);
    });
  }

  /** The first mistake of a file; null if there is none. */
  private static String mistake(FileAnalysis file) {
    return file.diagnostics().stream()
        .filter(each -> each.severity() == Severity.ERROR && each.span().path().equals(file.path()))
        .findFirst()
        // Why a file cannot be read stands beside the place.
        .map(each -> each.code() == Code.UNREADABLE && !each.label().isEmpty() ? each.label() : each.message())
        .orElse(null);
  }

  private static TestScenario scenario(ScenarioTests scenario, ToLsp to) {
    List<Test> tests = scenario.tests().stream()
        .map(test -> new Test(test.expected(), test.description(), to.range(test.span())))
        .toList();
    return new TestScenario(
        scenario.name(), to.range(scenario.nameSpan()), scenario.key(), tests, scenario.broken().orElse(null));
  }

  /** What is known about a document; of one that is not open nothing is remembered, for there may be many. */
  private FileAnalysis file(Analysis analysis, String uri) {
    String path = Uris.path(uri);
    return bench.documents().at(path).isPresent() ? analysis.file(path) : analysis.glance(path);
  }

  @Override
  public CompletableFuture<TestResult> run(RunParams params) {
    return bench.search("pagewalk/runTest", (analysis, cancellation) -> {
      FileAnalysis file = file(analysis, params.uri());
      Decl.Scenario scenario = file.scenarios().stream()
          .filter(each -> each.name().text().equals(params.scenario()))
          .findFirst()
          .orElseThrow(() -> refusal(
              "there is no scenario `" + params.scenario() + "` without mistakes in " + file.path()));
      List<CheckPlan> plans = ScenarioTests.plans(analysis, file, scenario);
      if (params.variant() < 0 || plans.size() <= params.variant()) {
        throw refusal("`" + params.scenario() + "` has no expectation " + params.variant());
      }
      return told(analysis, judge(analysis, file, plans.get(params.variant()), cancellation), params.witness());
    });
  }

  private Judgement judge(Analysis analysis, FileAnalysis file, CheckPlan plan, Cancellation cancellation) {
    CheckOptions options = CheckOptions.DEFAULT.within(bench.checks().settings().complete());
    return Judgement.of(analysis.check(file, plan, options, cancellation, Reporter.SILENT));
  }

  private TestResult told(Analysis analysis, Judgement judgement, boolean wantsWitness) {
    CheckResult result = judgement.result();
    ToLsp to = bench.toLsp(analysis);
    Optional<String> witness = wantsWitness
        ? result.witness().map(WitnessFile::write)
            .flatMap(text -> bench.file(result.scenario() + ".witness", text)).map(Object::toString)
        : Optional.empty();
    return new TestResult(
        result.met(), result.verdict().text(), result.expected(),
        result.verdict() == Verdict.VIOLATED ? result.oracle() : result.verdict().text(),
        judgement.unmet().orElse(""),
        to.location(result.expectation()),
        judgement.places().stream().map(place -> new Place(to.location(place.span()), place.message())).toList(),
        text(analysis, result),
        result.states(), result.elapsed().toMillis(), witness.orElse(null));
  }

  private static String text(Analysis analysis, CheckResult result) {
    ResultText text = new ResultText(new Sources(analysis::text), Paint.PLAIN, WIDTH);
    return result.met()
        ? text.line(result, result.scenario()) + "\n"
        : text.block(new Judged(result, Optional.empty()), result.scenario());
  }

  private static ResponseErrorException refusal(String why) {
    return new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, why, null));
  }
}
