package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pagewalk check}. */
@Command(
    name = "check",
    sortOptions = false,
    customSynopsis = "pagewalk check [OPTION...] [FILE...]",
    description = {
      "Judge every interleaving of scenarios, and compare with their expectations.",
      "A met expectation is one line; one that is not met shows how it comes about."
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
final class CheckCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  private CommandSpec command;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "A file, a folder (every .pw file in it), FILE::NAME (one scenario), or - (standard input).",
        "Default: the current folder."
      })
  private List<String> targets = new ArrayList<>();

  @Mixin
  private SearchOptions search = new SearchOptions();

  @Option(names = "--jobs", paramLabel = "N", description = "Check so many scenarios at once. Default: 1.")
  private int jobs = 1;

  @Option(
      names = "--coverage",
      description = "Show behind which lines the states come about, and which lines were never reached.")
  private boolean coverage;

  @Option(names = "--fail-fast", description = "Stop at the first expectation that is not met.")
  private boolean failFast;

  @Option(names = "--quiet", description = "Say nothing about expectations that are met.")
  private boolean quiet;

  @Option(names = "--show", description = "Show how it comes about for expected violations, too.")
  private boolean show;

  @Option(
      names = "--witness-dir",
      paramLabel = "FOLDER",
      description = "Write witnesses to this folder. Default: " + WitnessFolder.USUAL + ".")
  private String witnessFolder = WitnessFolder.USUAL;

  @Mixin
  private OutputOptions output = new OutputOptions();

  @Mixin
  private HelpOption help;

  CheckCommand(Session session) {
    this.session = session;
  }

  /** With everything in it that the user wants; {@link #call} refuses nothing of it. */
  CheckCommand(Session session, PlainArguments given) {
    this(session);
    targets = given.targets();
    search.take(given);
    output.take(given);
  }

  private CheckOptions options() {
    CheckOptions options = search.options(Strategy.EXHAUSTIVE, jobs);
    if (!coverage) {
      return options;
    }
    if (!options.search().isPlain()) {
      throw new ParameterException(
          command.commandLine(), "Invalid option '--coverage': one worker counts, in a search of everything");
    }
    return options.searching(options.search().withCoverage());
  }

  @Override
  public Integer call() {
    if (jobs < 1 || 1024 < jobs) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--jobs': `" + jobs + "` is not a number from 1 to 1024");
    }
    return new CheckRun(session, new CheckRun.Wishes(
        targets,
        options(),
        search.only(),
        search.nothing(),
        search.library(),
        jobs,
        output.isJson(),
        output.result(session.console()),
        output.messages(session.console()),
        show,
        quiet,
        failFast,
        witnessFolder,
        Optional.empty())).run();
  }
}
