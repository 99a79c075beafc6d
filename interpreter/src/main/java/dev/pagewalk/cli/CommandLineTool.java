package dev.pagewalk.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a function: arguments and streams in, exit status out. */
@Command(
    name = "pagewalk",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Judges every interleaving of a race in the memory management of the Linux kernel.",
    exitCodeOnExecutionException = CommandLineTool.OUR_FAULT)
public final class CommandLineTool {
  /** The exit status when the tool itself is wrong. */
  static final int OUR_FAULT = 70;

  private CommandLineTool() {}

  /**
   * Runs one command.
   *
   * @param stdin read only where an argument is {@code -}
   * @param stdout gets the result and nothing else, as UTF-8
   * @param stderr gets everything that is not the result
   * @return the exit status: 0 done, 2 bad usage, 70 our own fault
   */
  public static int run(List<String> args, InputStream stdin, PrintStream stdout, PrintStream stderr) {
    Objects.requireNonNull(stdin, "stdin");
    CommandLine line = new CommandLine(new CommandLineTool());
    line.setOut(new PrintWriter(stdout, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(stderr, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((failure, failed, parsed) -> {
      failed.getErr().println("pagewalk: internal error: " + failure);
      return OUR_FAULT;
    });
    if (args.isEmpty()) {
      line.usage(line.getOut());
      return 0;
    }
    return line.execute(args.toArray(String[]::new));
  }
}
