package dev.pagewalk.ls;

import dev.pagewalk.cli.AnalysisEngine;
import dev.pagewalk.cli.CommandLineTool;
import dev.pagewalk.cli.Console;
import dev.pagewalk.cli.Interruption;
import dev.pagewalk.cli.Version;
import dev.pagewalk.dsl.parse.Parsing;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts the tool. The only place that touches the process's own streams and its exit status. */
public final class Main {
  /** Commands that soon parse a scenario. */
  private static final Set<String> OF_SCENARIOS = Set.of("check", "show", "outcomes", "matrix", "replay");

  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit status. */
  public static void main(String[] args) {
    // Results are UTF-8 whatever the locale says: files and protocols are read by other programs.
    PrintStream stdout = new PrintStream(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
    PrintStream stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Editors editors = new Editors(path("pagewalk.home"), cache(), path("pagewalk.trees"));
    if (List.of(args).equals(List.of("lsp"))) {
      // The way of editors. To understand any other command line takes longer than to answer their first question.
      System.exit(editors.serve(console(stdout, stderr), Optional.empty(), Optional.empty(), Version.number()));
    }
    if (args.length == 2 && args[0].equals("rehearse")) {
      // For whoever records what starts load; of no use to anybody else, so that no help lists it.
      System.exit(new Rehearsal(editors, Path.of(args[1])).perform());
    }
    if (0 < args.length && OF_SCENARIOS.contains(args[0])) {
      Parsing.prepare();
    }
    Interruption interruption = new Interruption();
    interruption.listen();
    int status = CommandLineTool.run(
        List.of(args),
        console(stdout, stderr),
        AnalysisEngine.factory(home(), cache(), path("pagewalk.trees")),
        editors,
        editors::debug,
        interruption);
    stdout.flush();
    interruption.done();
    // To exit, the JVM looks through the jar for a logger that is told of it, which takes a twentieth of a short check. It
    // is to do so where a signal is ending the process, and where options of the user's may ask for something at the end.
    if (!interruption.isRequested() && System.getenv("PAGEWALK_JAVA_OPTS") == null) {
      Runtime.getRuntime().halt(status);
    }
    System.exit(status);
  }

  /** The launcher says which streams are a terminal, and how wide it is: Java 21 cannot ask. */
  private static Console console(PrintStream stdout, PrintStream stderr) {
    String terminal = System.getProperty("pagewalk.terminal", "");
    return new Console(
        System.in,
        stdout,
        stderr,
        System.getenv(),
        Path.of(""),
        terminal.contains("out"),
        terminal.contains("err"),
        Optional.ofNullable(Integer.getInteger("pagewalk.columns")).filter(columns -> 0 < columns));
  }

  /** The checkout; from inside it as a relative path, so that places in the library are short to read. */
  private static Optional<Path> home() {
    Path here = Path.of("").toAbsolutePath();
    return path("pagewalk.home").map(home -> home.startsWith(here) ? here.relativize(home) : home);
  }

  private static Optional<Path> cache() {
    Map<String, String> environment = System.getenv();
    return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .or(() -> path("user.home").map(home -> home.resolve(".cache")))
        .map(folder -> folder.resolve("pagewalk"));
  }

  private static Optional<Path> path(String property) {
    return Optional.ofNullable(System.getProperty(property)).filter(text -> !text.isEmpty()).map(Path::of);
  }
}
