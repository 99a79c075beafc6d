package dev.pagewalk.cli;

import dev.pagewalk.analysis.OutcomeTable;
import dev.pagewalk.analysis.Strategy;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.JsonReport;
import dev.pagewalk.report.OutcomeText;
import dev.pagewalk.report.Sources;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pagewalk outcomes}. */
@Command(
    name = "outcomes",
    sortOptions = false,
    customSynopsis = "pagewalk outcomes [OPTION...] FILE::NAME...",
    description = {
      "Print with which values the variables of threads can end, as a table.",
      "The variables are those that threads declare by `let` in their outermost blocks."
    })
final class OutcomesCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE::NAME", description = "A scenario, or all of a file or folder.")
  private List<String> targets;

  @Mixin
  private SearchOptions search;

  @Option(
      names = "--witness-dir",
      paramLabel = "FOLDER",
      description = "Write witnesses to this folder. Default: " + WitnessFolder.USUAL + ".")
  private String witnessFolder = WitnessFolder.USUAL;

  @Mixin
  private OutputOptions output;

  @Mixin
  private HelpOption help;

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Set<ExitStatus> statuses = EnumSet.noneOf(ExitStatus.class);

  OutcomesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    Selection selection = Selection.of(
        session, targets, search.library(), search.options(Strategy.EXHAUSTIVE, 1), search.only());
    Engine engine = selection.engine();
    Sources sources = selection.sources();
    List<Engine.Unit> units = variants(engine, selection.units());
    diagnostics.addAll(selection.diagnostics());
    report(sources, diagnostics);
    WitnessFolder witnesses = new WitnessFolder(console.directory(), witnessFolder);
    List<JsonReport.Outcomes> tables = new ArrayList<>();
    for (Engine.Unit unit : units) {
      OutcomeTable table = table(engine, unit, sources, witnesses, tables);
      if (!table.complete()) {
        statuses.add(ExitStatus.UNKNOWN);
      }
    }
    if (output.isJson()) {
      JsonReport.Tool tool = new JsonReport.Tool(Version.number(), Optional.of(engine.library().version()));
      console.stdout().print(new JsonReport(sources, console.directory()).outcomes(tool, tables, diagnostics) + "\n");
    }
    if (units.isEmpty() && statuses.isEmpty()) {
      console.stderr().print("pagewalk: " + search.nothing() + "\n");
      statuses.add(ExitStatus.BAD_INPUT);
    }
    if (session.interruption().isRequested()) {
      statuses.add(ExitStatus.INTERRUPTED);
    }
    console.stdout().flush();
    return ExitStatus.of(statuses).code();
  }

  /** One unit for each variant: expectations of the same variant have the same outcomes. */
  private static List<Engine.Unit> variants(Engine engine, List<Engine.Unit> units) {
    Map<String, Engine.Unit> variants = new LinkedHashMap<>();
    units.forEach(unit ->
        variants.putIfAbsent(unit.file() + "::" + unit.scenario() + " " + engine.variant(unit), unit));
    return List.copyOf(variants.values());
  }

  private OutcomeTable table(
      Engine engine, Engine.Unit unit, Sources sources, WitnessFolder witnesses, List<JsonReport.Outcomes> tables) {
    Console console = session.console();
    ProgressLine progress = new ProgressLine(console.stderr(), console.messagesOnTerminal());
    OutcomeTable table = engine.outcomes(unit, session.interruption(), progress.reporter(0, unit.scenario()));
    progress.clear();
    List<Optional<String>> files = new ArrayList<>();
    for (OutcomeTable.Row row : table.rows()) {
      WitnessFolder.Written written = witnesses.write(row.witness(), "-outcome");
      written.warning().ifPresent(warning -> {
        diagnostics.add(warning);
        report(sources, List.of(warning));
      });
      files.add(written.file());
    }
    tables.add(new JsonReport.Outcomes(table, files));
    if (!output.isJson()) {
      console.stdout().print((1 < tables.size() ? "\n" : "") + OutcomeText.render(table, files));
      console.stdout().flush();
    }
    return table;
  }

  private void report(Sources sources, List<Diagnostic> several) {
    if (several.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
      statuses.add(ExitStatus.BAD_INPUT);
    }
    if (!output.isJson()) {
      Console console = session.console();
      DiagnosticText text = new DiagnosticText(sources, output.messages(console), console.width());
      several.forEach(each -> console.stderr().print(text.render(each) + "\n"));
      console.stderr().flush();
    }
  }
}
