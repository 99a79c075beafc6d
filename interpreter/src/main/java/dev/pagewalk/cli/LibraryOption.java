package dev.pagewalk.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --library}, for commands that only look into it. */
final class LibraryOption {
  @Option(
      names = "--library",
      paramLabel = "FOLDER",
      description = "Look into the kernel library in this folder instead of the one that came with Pagewalk.")
  private Path library;

  /** An engine with that library. */
  Engine open(Session session) {
    return session.engines().create(session.console().directory(), Optional.ofNullable(library));
  }
}
