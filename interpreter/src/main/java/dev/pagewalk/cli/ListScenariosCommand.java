package dev.pagewalk.cli;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.Paint;
import dev.pagewalk.report.Sources;
import dev.pagewalk.report.Wording;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pagewalk list scenarios}. */
@Command(
    name = "scenarios",
    customSynopsis = "pagewalk list scenarios [FILE...]",
    description = "Scenarios of files and folders, with what they expect.")
final class ListScenariosCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "Files, folders, FILE::NAME, or -. Default: the current folder.")
  private List<String> targets = new ArrayList<>();

  @Mixin
  private LibraryOption library;

  @Mixin
  private HelpOption help;

  ListScenariosCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    Targets read = Targets.read(targets, console);
    Engine engine = library.open(session);
    Engine.Opened opened = engine.open(read.sources());
    List<Engine.Scenario> scenarios = read.select(opened);
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    diagnostics.addAll(opened.diagnostics());
    Sources sources = new Sources(path -> read.text(path).or(() -> engine.text(path)));
    DiagnosticText text = new DiagnosticText(sources, Paint.PLAIN, console.width());
    diagnostics.forEach(each -> console.stderr().print(text.render(each) + "\n"));
    console.stderr().flush();
    scenarios.forEach(scenario -> print(scenario, console));
    console.stdout().flush();
    boolean broken = diagnostics.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    return (broken ? ExitStatus.BAD_INPUT : ExitStatus.DONE).code();
  }

  private static void print(Engine.Scenario scenario, Console console) {
    PrintStream out = console.stdout();
    String parameters =
        scenario.parameters().isEmpty() ? "" : "(" + String.join(", ", scenario.parameters()) + ")";
    out.print(Wording.printable(scenario.file() + "::" + scenario.name() + parameters) + "\n");
    String doc = scenario.doc().replace('\n', ' ');
    if (!doc.isBlank()) {
      Wording.wrap(Wording.printable(doc), console.width() - 2, 0).forEach(line -> out.print("  " + line + "\n"));
    }
    scenario.expectations().forEach(each -> out.print("  expect " + Wording.printable(each) + "\n"));
  }
}
