package dev.pagewalk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pagewalk list}, without saying what: how much there is of each. */
@Command(
    name = "list",
    customSynopsis = "pagewalk list [scenarios|patches|functions] [OPTION...] [ARGUMENT...]",
    description = "Say what there is: scenarios, patches, kernel functions.",
    commandListHeading = "%nWhat:%n")
final class ListCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--sources", description = "Which functions of the kernel the library was held against.")
  private boolean sources;

  @Mixin
  private LibraryOption library;

  @Mixin
  private HelpOption help;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Engine.Library kernel = library.open(session).library();
    if (sources) {
      return new FunctionList(session.console()).printSources(kernel.functions());
    }
    session.console().stdout().print("""
        the kernel library %s (%s) in %s
          %d functions   pagewalk list functions
          %d patches     pagewalk list patches
        scenarios of this folder: pagewalk list scenarios
        """.formatted(
            kernel.version(), kernel.hash(), kernel.directory(), kernel.functions().size(), kernel.patches().size()));
    session.console().stdout().flush();
    return ExitStatus.DONE.code();
  }
}
