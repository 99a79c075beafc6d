package dev.pagewalk.ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.analysis.OutcomeTable;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.ls.check.ScenarioVerdict;
import dev.pagewalk.report.ColumnsText;
import dev.pagewalk.report.OutcomeText;
import dev.pagewalk.report.Paint;
import dev.pagewalk.report.Sources;
import dev.pagewalk.report.picture.TracePictures;
import dev.pagewalk.witness.Excerpt;
import dev.pagewalk.witness.Violation;
import dev.pagewalk.witness.WitnessFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** The commands behind lenses and code actions. Their arguments are a document and the name of a scenario in it. */
final class Commands {
  /** Checks the scenario now. */
  static final String CHECK = "pagewalk.check";

  /** Shows how the violation comes about. */
  static final String SHOW = "pagewalk.show";

  /**
   * Steps through the interleaving: a client with a debugger takes the command itself and starts {@code pagewalk dap}.
   * For any other it is shown as text.
   */
  static final String STEP = "pagewalk.step";

  /** Gives the interleaving as a picture and as a witness file, for a client that shows or steps it itself. */
  static final String TRACE = "pagewalk.trace";

  /** Shows with which values the variables of threads can end. */
  static final String OUTCOMES = "pagewalk.outcomes";

  static final List<String> NAMES = List.of(CHECK, SHOW, STEP, TRACE, OUTCOMES);

  private static final int WIDTH = 120;

  private final Workbench bench;

  Commands(Workbench bench) {
    this.bench = bench;
  }

  /** Runs a command; its result is an object with a {@code text}, or null. */
  CompletableFuture<Object> execute(String command, List<Object> arguments) {
    List<String> words = arguments == null ? List.of() : arguments.stream().map(Commands::word).toList();
    if (!NAMES.contains(command) || words.size() < 2) {
      return CompletableFuture.failedFuture(new ResponseErrorException(new ResponseError(
          ResponseErrorCode.InvalidParams, "there is no command `" + command + "` with these arguments", null)));
    }
    String path = Uris.path(words.get(0));
    String scenario = words.get(1);
    return bench.work(command, (analysis, cancellation) -> switch (command) {
      case CHECK -> check(analysis, path, scenario);
      case SHOW, STEP -> show(analysis, path, scenario, words);
      case TRACE -> trace(analysis, path, scenario, words);
      case OUTCOMES -> outcomes(analysis, path, scenario, cancellation);
      default -> null;
    });
  }

  private static String word(Object argument) {
    if (argument instanceof JsonPrimitive primitive) {
      return primitive.getAsString();
    }
    return argument instanceof JsonElement element ? element.toString() : String.valueOf(argument);
  }

  private Object check(Analysis analysis, String path, String scenario) {
    bench.checks().check(analysis, path, scenario);
    return null;
  }

  private Object show(Analysis analysis, String path, String scenario, List<String> words) {
    Optional<ScenarioVerdict> verdict = verdict(path, scenario);
    String text = result(verdict, words).filter(each -> each.trace().isPresent())
        .map(each -> scenario + (each.variant().isEmpty() ? "" : " (" + each.variant() + ")") + ": " + each.oracle()
            + "\n\n" + new ColumnsText(Paint.PLAIN, WIDTH).render(each.trace().get()))
        .orElse(scenario + ": " + verdict.map(ScenarioVerdict::line).orElse("not checked") + "\n");
    return shown(scenario, text);
  }

  private Optional<ScenarioVerdict> verdict(String path, String scenario) {
    return bench.checks().verdicts(path).stream().filter(each -> each.name().equals(scenario)).findFirst();
  }

  /** The result of the variant that is asked for, or of the most interesting one. */
  private static Optional<CheckResult> result(Optional<ScenarioVerdict> verdict, List<String> words) {
    Optional<Integer> asked = 2 < words.size() && words.get(2).matches("[0-9]{1,6}(\\.0)?")
        ? Optional.of((int) Double.parseDouble(words.get(2))) : Optional.empty();
    return verdict.flatMap(each -> asked.or(each::mostInteresting).map(each.found()::get));
  }

  private Object trace(Analysis analysis, String path, String scenario, List<String> words) {
    Optional<CheckResult> found = result(verdict(path, scenario), words).filter(each -> each.trace().isPresent());
    if (found.isEmpty()) {
      return null;
    }
    CheckResult result = found.get();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("title", scenario + (result.variant().isEmpty() ? "" : " (" + result.variant() + ")"));
    told.put("oracle", result.oracle());
    told.put("message", result.violation().map(Violation::message).orElse(""));
    told.put("steps", result.trace().get().steps());
    told.putAll(TracePictures.of(Excerpt.whole(result.trace().get()), new Sources(analysis::text)));
    result.witness().map(WitnessFile::write).flatMap(text -> bench.file(scenario + ".witness", text))
        .ifPresent(file -> told.put("witness", file.toString()));
    return told;
  }

  private Object outcomes(Analysis analysis, String path, String scenario, Cancellation cancellation) {
    FileAnalysis file = analysis.file(path);
    Optional<Decl.Scenario> found =
        file.scenarios().stream().filter(each -> each.name().text().equals(scenario)).findFirst();
    if (found.isEmpty()) {
      return shown(scenario, scenario + ": its text has mistakes\n");
    }
    CheckOptions options = CheckOptions.DEFAULT.within(bench.checks().settings().complete());
    OutcomeTable table = analysis.outcomes(
        file, analysis.plans(file, found.get(), options).plans().get(0), options, cancellation, Reporter.SILENT);
    return shown(scenario,
        OutcomeText.render(table, table.rows().stream().map(row -> Optional.<String>empty()).toList()));
  }

  /** Gives the text to the client, and has it shown where the client can. */
  private Object shown(String name, String text) {
    if (bench.wishes().showsDocuments()) {
      bench.file(name + ".txt", text).ifPresent(file -> {
        ShowDocumentParams params = new ShowDocumentParams(file.toUri().toString());
        params.setTakeFocus(false);
        bench.client().showDocument(params);
      });
    } else {
      bench.client().showMessage(new MessageParams(MessageType.Info, text));
    }
    return Map.of("text", text);
  }
}
