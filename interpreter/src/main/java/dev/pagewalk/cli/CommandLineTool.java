package dev.pagewalk.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a function: arguments and surroundings in, exit status out. */
@Command(
    name = "pagewalk",
    customSynopsis = "pagewalk COMMAND [OPTION...] [ARGUMENT...]",
    description = "Judges every interleaving of a race in the memory management of the Linux kernel.",
    commandListHeading = "%nCommands:%n")
public final class CommandLineTool {
  private CommandLineTool() {}

  /**
   * Runs one command.
   *
   * @param engines makes the engine for the commands that need one
   * @param interruption asked by searches whether the user wants them to end
   * @return the exit status: 0 every expectation met, 1 one is not, 2 bad input or usage, 3 unknown, 70 our own fault, 130
   *     interrupted
   */
  public static int run(List<String> args, Console console, Engine.Factory engines, Interruption interruption) {
    Session session = new Session(engines, console, interruption, args);
    try {
      if (args.isEmpty()) {
        console.stdout().print(INTRODUCTION);
        console.stdout().flush();
        return ExitStatus.DONE.code();
      }
      return commandLine(session).execute(args.toArray(String[]::new));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      session.confess(failure, "starting");
      return ExitStatus.OUR_FAULT.code();
    }
  }

  private static final String INTRODUCTION = """
      Pagewalk judges every interleaving of a race in the memory management of the Linux kernel.
      You write the threads in a .pw file; it finds the order that breaks them, or says that none does.

        pagewalk new race.pw && pagewalk check race.pw

      All commands: pagewalk --help
      """;

  private static CommandLine commandLine(Session session) {
    CommandLine line = new CommandLine(new CommandLineTool());
    line.addSubcommand(new CheckCommand(session));
    Console console = session.console();
    line.setOut(new PrintWriter(console.stdout(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.stderr(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(Math.min(console.width(), Console.USUAL_WIDTH));
    line.setUsageHelpAutoWidth(false);
    line.setAbbreviatedOptionsAllowed(false);
    line.setExpandAtFiles(false);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setParameterExceptionHandler(new Refusal());
    line.setExecutionExceptionHandler((failure, failed, parsed) -> {
      session.confess(failure, "running " + failed.getCommandSpec().qualifiedName());
      return ExitStatus.OUR_FAULT.code();
    });
    return line;
  }
}
