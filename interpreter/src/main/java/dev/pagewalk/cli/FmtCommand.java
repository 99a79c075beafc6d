package dev.pagewalk.cli;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.format.Formatted;
import dev.pagewalk.dsl.format.Formatting;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.Paint;
import dev.pagewalk.report.Sources;
import dev.pagewalk.report.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pagewalk fmt}. */
@Command(
    name = "fmt",
    customSynopsis = "pagewalk fmt [--check] FILE...",
    description = {
      "Lay out scenario files: two spaces for each brace, a line for each statement.",
      "Only white space changes, and comments stay. A file with syntax errors is left as it is."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every file is laid out now; with --check, was already",
      "1:with --check: a file would change",
      "2:bad input or usage, or a file cannot be written",
      "70:Pagewalk itself failed"
    })
final class FmtCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  private CommandSpec command;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "A file, a folder (every .pw file in it), or - (from standard input to standard output).")
  private List<String> files = new ArrayList<>();

  @Option(names = "--check", description = "Write nothing; name the files that would change.")
  private boolean check;

  @Mixin
  private HelpOption help;

  FmtCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean stdin = files.contains("-");
    if (stdin && 1 < files.size()) {
      throw new ParameterException(command.commandLine(), "`-` stands alone: standard input has no other files");
    }
    Console console = session.console();
    Targets read = Targets.read(files, console);
    DiagnosticText text = new DiagnosticText(new Sources(read::text), Paint.PLAIN, console.width());
    List<ExitStatus> results = new ArrayList<>();
    if (!read.diagnostics().isEmpty()) {
      results.add(refused(read.diagnostics(), text));
    }
    for (Engine.Source source : read.sources()) {
      Formatted formatted = Formatting.format(source.path(), source.text());
      if (!formatted.mistakes().isEmpty()) {
        results.add(refused(formatted.mistakes(), text));
      } else if (stdin && !check) {
        console.stdout().print(formatted.text());
      } else if (!formatted.text().equals(source.text())) {
        results.add(check ? wouldChange(source.path()) : replace(source.path(), formatted.text()));
      }
    }
    console.stdout().flush();
    console.stderr().flush();
    return ExitStatus.of(results).code();
  }

  private ExitStatus refused(List<Diagnostic> diagnostics, DiagnosticText text) {
    diagnostics.forEach(each -> session.console().stderr().print(text.render(each) + "\n"));
    return ExitStatus.BAD_INPUT;
  }

  private ExitStatus wouldChange(String name) {
    session.console().stdout().print("would change " + Wording.printable(name) + "\n");
    return ExitStatus.UNMET;
  }

  private ExitStatus replace(String name, String text) {
    Path file = session.console().directory().resolve(name);
    try {
      WholeFile.replace(file, text);
    } catch (IOException failed) {
      String reason = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
      session.console().stderr().print(
          "pagewalk: `" + Wording.printable(name) + "` cannot be written and was left as it is: " + reason + "\n");
      return ExitStatus.BAD_INPUT;
    }
    session.console().stdout().print("formatted " + Wording.printable(name) + "\n");
    return ExitStatus.DONE;
  }
}
