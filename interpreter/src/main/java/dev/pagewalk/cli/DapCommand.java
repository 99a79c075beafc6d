package dev.pagewalk.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pagewalk dap}. */
@Command(
    name = "dap",
    customSynopsis = "pagewalk dap [--library FOLDER]",
    description = {
      "Serve a debugger: step each thread of a race by itself, forwards and backwards.",
      "Speaks the Debug Adapter Protocol on stdin and stdout; docs/debugger.md says how editors are told."
    })
final class DapCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--library",
      paramLabel = "FOLDER",
      description = "Use the kernel library in this folder instead of the one that came with Pagewalk.")
  private Path library;

  @Mixin
  private HelpOption help;

  DapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.interruption().done();
    return session.debugger().debug(session.console(), Optional.ofNullable(library));
  }
}
