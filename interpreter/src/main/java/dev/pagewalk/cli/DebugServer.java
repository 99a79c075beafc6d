package dev.pagewalk.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Serves a debugger: what {@code pagewalk dap} hands over to, so that no other command loads anything of it. */
@FunctionalInterface
public interface DebugServer {
  /**
   * Serves one client until it leaves.
   *
   * @param console stdin and stdout belong to the protocol
   * @param library the folder of {@code --library}; empty for the kernel library that came with the tool
   * @return the exit status
   */
  int debug(Console console, Optional<Path> library);
}
