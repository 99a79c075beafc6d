package dev.pagewalk.cli;

import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.Sources;
import dev.pagewalk.step.Opening;
import dev.pagewalk.terminal.Dialogue;
import dev.pagewalk.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pagewalk step}. */
@Command(
    name = "step",
    sortOptions = false,
    customSynopsis = "pagewalk step [OPTION...] FILE[::NAME]|WITNESS",
    description = {
      "Step through a race by hand, forwards and backwards: you are the scheduler.",
      "On a terminal keys move the threads; otherwise commands are read from stdin, a line each."
    })
final class StepCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  private CommandSpec command;

  @Parameters(paramLabel = "FILE[::NAME]", description = "A scenario, or a witness file to follow.")
  private String target;

  @Option(
      names = "--variant",
      paramLabel = "VARIANT",
      description = "Which of the variants that are expected something: a number from 0, or its words. Default: the first.")
  private String variant;

  @Option(names = "-D", paramLabel = "NAME=VALUE", description = "Set a parameter of the scenario.")
  private Map<String, String> parameters = new TreeMap<>();

  @Option(names = "--kernel", paramLabel = "RELEASE", description = "Take the patches of this release, such as 6.1.")
  private String kernel;

  @Option(names = "--arch", paramLabel = "ARCH", description = "Take this architecture.")
  private String arch;

  @Option(names = "--with", paramLabel = "PATCH", description = "Add a patch.")
  private List<String> with = new ArrayList<>();

  @Option(names = "--without", paramLabel = "PATCH", description = "Take a patch away.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--library",
      paramLabel = "FOLDER",
      description = "Use the kernel library in this folder instead of the one that came with Pagewalk.")
  private Path library;

  @Mixin
  private ColorOption color;

  @Mixin
  private HelpOption help;

  StepCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Console console = session.console();
    Opening.Result result = session.engines()
        .create(console.directory(), Optional.ofNullable(library))
        .step(wish());
    Sources sources = new Sources(path -> result.analysis().flatMap(analysis -> analysis.text(path)));
    DiagnosticText text = new DiagnosticText(sources, color.messages(console), console.width());
    result.diagnostics().stream()
        .filter(each -> result.opened().isEmpty() || each.severity() == Severity.ERROR)
        .forEach(each -> console.stderr().print(text.render(each) + "\n"));
    if (result.opened().isEmpty()) {
      console.stderr().print("pagewalk: " + result.problem() + "\n");
      console.stderr().flush();
      return ExitStatus.BAD_INPUT.code();
    }
    Dialogue dialogue = new Dialogue(new dev.pagewalk.step.Session(result.opened().get()), console.directory());
    if (console.resultOnTerminal()) {
      // Whoever steps has nothing to print at the end: a signal ends it at once.
      session.interruption().done();
      new Screen(dialogue, color.result(console)).run();
    } else {
      dialogue.run(console.stdin(), console.stdout(), session.interruption());
    }
    return ExitStatus.DONE.code();
  }

  private Opening.Wish wish() {
    boolean isWitness = target.endsWith(".witness");
    int colons = target.lastIndexOf("::");
    Optional<String> scenario = 0 < colons ? Optional.of(target.substring(colons + 2)) : Optional.empty();
    String file = 0 < colons ? target.substring(0, colons) : target;
    Map<String, Long> values = new TreeMap<>();
    parameters.forEach((name, value) -> values.put(name, value(name, value)));
    return new Opening.Wish(
        isWitness ? Optional.empty() : Optional.of(file),
        scenario,
        Optional.ofNullable(variant),
        isWitness ? Optional.of(file) : Optional.empty(),
        new Opening.Selection(values, Optional.ofNullable(kernel), Optional.ofNullable(arch), with, without));
  }

  private long value(String name, String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true") ? 1 : 0;
    }
    try {
      return Long.decode(text);
    } catch (NumberFormatException notANumber) {
      throw new ParameterException(command.commandLine(), "Invalid value for option '-D': `" + text + "` for `" + name
          + "` is not a number, true or false");
    }
  }
}
