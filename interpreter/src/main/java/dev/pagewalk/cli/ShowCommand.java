package dev.pagewalk.cli;

import dev.pagewalk.analysis.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pagewalk show}. */
@Command(
    name = "show",
    sortOptions = false,
    customSynopsis = "pagewalk show [OPTION...] FILE::NAME...",
    description = {
      "Show how the violations of a scenario come about, expected or not.",
      "The same as `pagewalk check --show`, with the fewest context switches."
    })
final class ShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE::NAME", description = "A scenario, or all of a file or folder.")
  private List<String> targets;

  @Mixin
  private SearchOptions search = new SearchOptions();

  @Option(
      names = "--witness-dir",
      paramLabel = "FOLDER",
      description = "Write witnesses to this folder. Default: " + WitnessFolder.USUAL + ".")
  private String witnessFolder = WitnessFolder.USUAL;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page for browsers, too: the executions as lanes, and page tables and objects at each step.")
  private String page;

  @Mixin
  private OutputOptions output = new OutputOptions();

  @Mixin
  private HelpOption help;

  ShowCommand(Session session) {
    this.session = session;
  }

  /** With everything in it that the user wants; {@link #call} refuses nothing of it. */
  ShowCommand(Session session, PlainArguments given) {
    this(session);
    targets = given.targets();
    search.take(given);
    output.take(given);
  }

  @Override
  public Integer call() {
    return new CheckRun(session, new CheckRun.Wishes(
        targets,
        search.options(Strategy.SHORTEST, 1),
        search.only(),
        search.nothing(),
        search.library(),
        1,
        output.isJson(),
        output.result(session.console()),
        output.messages(session.console()),
        true,
        false,
        false,
        witnessFolder,
        Optional.ofNullable(page))).run();
  }
}
