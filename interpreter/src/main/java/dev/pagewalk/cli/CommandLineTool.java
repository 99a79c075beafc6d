package dev.pagewalk.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line as a function: arguments and surroundings in, exit status out. */
@Command(
    name = "pagewalk",
    customSynopsis = "pagewalk COMMAND [OPTION...] [ARGUMENT...]",
    description = "Judges every interleaving of a race in the memory management of the Linux kernel.",
    commandListHeading = "%nCommands:%n",
    footer = "%n`pagewalk COMMAND --help` says more about each.")
public final class CommandLineTool implements Callable<Integer> {
  private static final String INTRODUCTION = """
      Pagewalk judges every interleaving of a race in the memory management of the Linux kernel.
      You write the threads in a .pw file; it finds the order that breaks them, or says that none does.

        pagewalk new race.pw && pagewalk check race.pw

      All commands: pagewalk --help
      """;

  /** What makes each command, in the order of the help. */
  private static final Map<String, Function<Session, Object>> COMMANDS = commands();

  private final Session session;

  @Option(names = {"-V", "--version"}, description = "Print the versions of Pagewalk, the JDK and the kernel library.")
  private boolean version;

  @Mixin
  private HelpOption help;

  private CommandLineTool(Session session) {
    this.session = session;
  }

  /**
   * Runs one command.
   *
   * @param engines makes the engine for the commands that need one
   * @param editors serves editors
   * @param debugger serves debuggers
   * @param interruption asked by searches whether the user wants them to end
   * @return the exit status: 0 every expectation met, 1 one is not, 2 bad input or usage, 3 unknown, 70 our own
   *     fault, 130 interrupted
   */
  public static int run(
      List<String> args,
      Console console,
      Engine.Factory engines,
      EditorServer editors,
      DebugServer debugger,
      Interruption interruption) {
    Session session = new Session(engines, editors, debugger, console, interruption, args);
    try {
      int status = PlainArguments.read(args)
          .map(plain -> plain.run(session))
          .orElseGet(() -> commandLine(session, args).execute(args.toArray(String[]::new)));
      // Also flushes: a result that is lost is never a success.
      if (console.stdout().checkError()) {
        console.stderr().print("pagewalk: the result could not all be written: stdout is closed or full\n");
        console.stderr().flush();
        return ExitStatus.worse(status, ExitStatus.BAD_INPUT);
      }
      return status;
    } catch (RuntimeException | Error failure) {
      session.confess(failure, "running " + String.join(" ", args));
      return ExitStatus.OUR_FAULT.code();
    }
  }

  private static Map<String, Function<Session, Object>> commands() {
    Map<String, Function<Session, Object>> commands = new LinkedHashMap<>();
    commands.put("check", CheckCommand::new);
    commands.put("show", ShowCommand::new);
    commands.put("outcomes", OutcomesCommand::new);
    commands.put("matrix", MatrixCommand::new);
    commands.put("rules", RulesCommand::new);
    commands.put("replay", ReplayCommand::new);
    commands.put("step", StepCommand::new);
    commands.put("list", session -> {
      CommandLine list = new CommandLine(new ListCommand(session));
      list.addSubcommand(new ListScenariosCommand(session));
      list.addSubcommand(new ListPatchesCommand(session));
      list.addSubcommand(new ListFunctionsCommand(session));
      return list;
    });
    commands.put("explain", ExplainCommand::new);
    commands.put("new", NewCommand::new);
    commands.put("fmt", FmtCommand::new);
    commands.put("lsp", LspCommand::new);
    commands.put("dap", DapCommand::new);
    return Collections.unmodifiableMap(commands);
  }

  @Override
  public Integer call() {
    Console console = session.console();
    console.stdout().print(version
        ? Version.text(session.engines().create(console.directory(), Optional.empty()))
        : INTRODUCTION);
    console.stdout().flush();
    return ExitStatus.DONE.code();
  }

  /** The command line with all its commands. */
  static CommandLine commandLine(Session session) {
    CommandLine line = commandLine(session, COMMANDS.keySet());
    CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
    completion.setOut(line.getOut());
    return line.addSubcommand(completion);
  }

  /** With the command that is asked for, if one is: to read what all of them take is a good part of a start. */
  private static CommandLine commandLine(Session session, List<String> args) {
    return args.isEmpty() || !COMMANDS.containsKey(args.get(0))
        ? commandLine(session)
        : commandLine(session, Set.of(args.get(0)));
  }

  private static CommandLine commandLine(Session session, Set<String> commands) {
    CommandLine line = new CommandLine(new CommandLineTool(session));
    commands.forEach(name -> line.addSubcommand(name, COMMANDS.get(name).apply(session)));
    Console console = session.console();
    line.setOut(new PrintWriter(console.stdout(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.stderr(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(Math.clamp(console.width(), 60, Console.USUAL_WIDTH));
    line.setExpandAtFiles(false);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setParameterExceptionHandler(new Refusal());
    line.setExecutionExceptionHandler((failure, failed, parsed) -> {
      if (failure instanceof Engine.UnusableLibrary unusable) {
        failed.getErr().println("pagewalk: --library: " + unusable.getMessage());
        return ExitStatus.BAD_INPUT.code();
      }
      session.confess(failure, "running " + failed.getCommandSpec().qualifiedName());
      return ExitStatus.OUR_FAULT.code();
    });
    return line;
  }
}
