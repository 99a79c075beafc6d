package dev.pagewalk.cli;

import java.util.List;

/**
 * One run of the tool: what every command needs.
 *
 * @param editors serves editors
 * @param debugger serves debuggers
 * @param arguments as given, for reports of our own failures
 */
record Session(
    Engine.Factory engines,
    EditorServer editors,
    DebugServer debugger,
    Console console,
    Interruption interruption,
    List<String> arguments) {
  Session {
    arguments = List.copyOf(arguments);
  }

  /** Keeps the details of our own failure, and tells the user in one paragraph. */
  void confess(Throwable failure, String doing) {
    console.stderr().print(CrashReport.keep(failure, doing, arguments));
    console.stderr().flush();
  }
}
