package dev.pagewalk.cli;

import dev.pagewalk.report.Wording;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pagewalk list patches}. */
@Command(
    name = "patches",
    customSynopsis = "pagewalk list patches",
    description = "Patches that `without` and `--without` can take away, with their releases and reasons.")
final class ListPatchesCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private LibraryOption library;

  @Mixin
  private HelpOption help;

  ListPatchesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PrintStream out = session.console().stdout();
    int width = session.console().width();
    for (Engine.KernelPatch patch : library.open(session).library().patches()) {
      String since = patch.since().isEmpty() ? "" : "  since " + patch.since();
      String needs = patch.needs().isEmpty() ? "" : "  needs " + String.join(", ", patch.needs());
      out.print(patch.name() + since + needs + "\n");
      Wording.wrap(patch.title(), width - 2, 2).forEach(line -> out.print("  " + line + "\n"));
      String doc = patch.doc().replace('\n', ' ');
      if (!doc.isBlank()) {
        Wording.wrap(doc, width - 6, 0).forEach(line -> out.print("      " + line + "\n"));
      }
    }
    out.flush();
    return ExitStatus.DONE.code();
  }
}
