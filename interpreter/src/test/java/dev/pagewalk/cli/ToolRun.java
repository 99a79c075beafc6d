package dev.pagewalk.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the tool in memory. */
record ToolRun(int status, String out, String err) {
  /** For tests in which nobody asks for a server. */
  static final EditorServer NO_EDITORS = (console, library, port, version) -> ExitStatus.OUR_FAULT.code();
  static final DebugServer NO_DEBUGGER = (console, library) -> ExitStatus.OUR_FAULT.code();

  static ToolRun of(Path directory, String... args) {
    return of(new FakeEngine(), directory, Map.of(), false, new Interruption(), args);
  }

  static ToolRun of(
      Engine engine,
      Path directory,
      Map<String, String> environment,
      boolean terminal,
      Interruption interruption,
      String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        environment, directory, terminal, terminal, Optional.empty());
    int status = CommandLineTool.run(List.of(args), console, (where, library) -> engine, NO_EDITORS, NO_DEBUGGER, interruption);
    console.stdout().flush();
    console.stderr().flush();
    return new ToolRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
