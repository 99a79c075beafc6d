package dev.pagewalk.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pagewalk lsp}. */
@Command(
    name = "lsp",
    customSynopsis = "pagewalk lsp [--library FOLDER] [--port PORT]",
    description = {
      "Serve an editor: mistakes as you type, verdicts in place, a race marked on the lines of all who take part.",
      "Speaks the Language Server Protocol on stdin and stdout; docs/editors.md says how editors are told."
    })
final class LspCommand implements Callable<Integer> {
  private static final int MOST = 65_535;

  private final Session session;

  @Option(
      names = "--library",
      paramLabel = "FOLDER",
      description = "Use the kernel library in this folder; editing it in the editor judges anew what depends on it.")
  private Path library;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Wait for one client on this port of this machine; it shows the token that is printed on stderr.")
  private Integer port;

  @Mixin
  private HelpOption help;

  LspCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (port != null && (port < 0 || MOST < port)) {
      session.console().stderr().print("pagewalk: --port takes a number from 0 to " + MOST + "\n");
      session.console().stderr().flush();
      return ExitStatus.BAD_INPUT.code();
    }
    // Nobody reads what a server that is told to end would still have to say.
    session.interruption().done();
    return session.editors().serve(
        session.console(), Optional.ofNullable(library), Optional.ofNullable(port), Version.number());
  }
}
