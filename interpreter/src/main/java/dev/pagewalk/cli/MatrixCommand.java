package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Strategy;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.JsonReport;
import dev.pagewalk.report.Matrix;
import dev.pagewalk.report.MatrixMarkdown;
import dev.pagewalk.report.MatrixText;
import dev.pagewalk.report.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pagewalk matrix}. */
@Command(
    name = "matrix",
    sortOptions = false,
    customSynopsis = "pagewalk matrix [OPTION...] FILE...",
    description = {
      "Judge scenarios as `check` does, and print variants by scenarios as a table.",
      "A row is a variant that some expectation names, a cell what was found there: the verdict, or the oracle.",
      "A `!` marks an expectation that is not met; a cell is empty where the scenario expects nothing."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every expectation is met",
      "1:one is not",
      "2:bad input or usage",
      "3:a search ended before it could tell",
      "70:Pagewalk itself failed",
      "130:interrupted"
    })
final class MatrixCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A file, a folder (every .pw file in it), FILE::NAME (one scenario), or - (standard input).")
  private List<String> targets;

  @Mixin
  private SearchOptions search;

  @Option(names = "--counts", description = "Tell the states of complete searches, and the steps of witnesses.")
  private boolean counts;

  @Option(names = "--jobs", paramLabel = "N", description = "Check so many scenarios at once. Default: 1.")
  private int jobs = 1;

  @Mixin
  private TableFormat format;

  @Mixin
  private ColorOption color;

  @Mixin
  private HelpOption help;

  private final long began = System.nanoTime();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Set<ExitStatus> statuses = EnumSet.noneOf(ExitStatus.class);

  MatrixCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (jobs < 1 || 1024 < jobs) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--jobs': `" + jobs + "` is not a number from 1 to 1024");
    }
    Selection selection = Selection.of(
        session, targets, search.library(), search.options(Strategy.EXHAUSTIVE, jobs), search.only());
    Engine engine = selection.engine();
    Sources sources = selection.sources();
    List<Engine.Unit> units = selection.units();
    diagnostics.addAll(selection.diagnostics());
    report(sources);
    Matrix matrix = judge(engine, units);
    if (session.interruption().isRequested()) {
      statuses.add(ExitStatus.INTERRUPTED);
    }
    if (units.isEmpty() && statuses.isEmpty()) {
      session.console().stderr().print("pagewalk: " + search.nothing() + "\n");
      statuses.add(ExitStatus.BAD_INPUT);
    }
    print(engine, matrix, sources);
    return ExitStatus.of(statuses).code();
  }

  private Matrix judge(Engine engine, List<Engine.Unit> units) {
    Console console = session.console();
    List<String> labels = units.stream().map(Engine.Unit::scenario).toList();
    List<Optional<CheckResult>> results = new ArrayList<>(Collections.nCopies(units.size(), Optional.empty()));
    ProgressLine progress = new ProgressLine(console.stderr(), console.messagesOnTerminal());
    new Checks(engine, session.interruption(), progress).run(units, labels, jobs, new Checks.Receiver() {
      @Override
      public boolean result(int index, CheckResult result) {
        results.set(index, Optional.of(result));
        if (!result.met()) {
          statuses.add(result.verdict() == Verdict.UNKNOWN ? ExitStatus.UNKNOWN : ExitStatus.UNMET);
        }
        return true;
      }

      @Override
      public void failed(int index, Throwable failure) {
        statuses.add(ExitStatus.OUR_FAULT);
        session.confess(failure, "checking " + labels.get(index));
      }
    });
    List<Matrix.Entry> entries = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Engine.Unit unit = units.get(i);
      entries.add(new Matrix.Entry(unit.file(), unit.scenario(), engine.variant(unit), results.get(i)));
    }
    return new Matrix(entries, counts);
  }

  private void print(Engine engine, Matrix matrix, Sources sources) {
    Console console = session.console();
    String text = switch (format.form()) {
      case TEXT -> matrix.entries().isEmpty() ? "" : new MatrixText(sources, color.result(console), console.width())
          .render(matrix, Duration.ofNanos(System.nanoTime() - began));
      case MARKDOWN -> matrix.entries().isEmpty() ? "" : new MatrixMarkdown(sources).render(matrix);
      case JSON -> new JsonReport(sources, console.directory()).matrix(
          new JsonReport.Tool(Version.number(), Optional.of(engine.library().version())),
          matrix, diagnostics, session.interruption().isRequested()) + "\n";
    };
    console.stdout().print(text);
    console.stdout().flush();
  }

  private void report(Sources sources) {
    if (diagnostics.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
      statuses.add(ExitStatus.BAD_INPUT);
    }
    if (format.form() != TableFormat.Form.JSON) {
      Console console = session.console();
      DiagnosticText text = new DiagnosticText(sources, color.messages(console), console.width());
      diagnostics.forEach(each -> console.stderr().print(text.render(each) + "\n"));
      console.stderr().flush();
    }
  }
}
