package dev.pagewalk.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Serves an editor: what {@code pagewalk lsp} hands over to, so that no other command loads anything of it. */
@FunctionalInterface
public interface EditorServer {
  /**
   * Serves one client until it leaves.
   *
   * @param console stdin and stdout belong to the protocol
   * @param library the folder of {@code --library}; empty for the kernel library that came with the tool
   * @param port on which to wait for the client instead of stdin; 0 for any that is free
   * @param version of the tool
   * @return the exit status
   */
  int serve(Console console, Optional<Path> library, Optional<Integer> port, String version);
}
