package dev.pagewalk.ls;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.analysis.LibraryLocation;
import dev.pagewalk.cli.Console;
import dev.pagewalk.cli.EditorServer;
import dev.pagewalk.ls.lsp.Serving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Hands the streams of {@code pagewalk lsp} to the language server, and those of {@code pagewalk dap} to the debug
 * adapter.
 *
 * @param home the checkout from which the tool was started, if it was
 * @param cache the folder in which the tool may keep things, if there is one
 * @param trees the file in which the library's syntax trees are kept, if they are
 */
record Editors(Optional<Path> home, Optional<Path> cache, Optional<Path> trees) implements EditorServer {
  private static final String PAGES = "interpreter/src/main/resources/dev/pagewalk/explain";
  private static final int BAD_INPUT = 2;

  @Override
  public int serve(Console console, Optional<Path> library, Optional<Integer> port, String version) {
    Optional<Path> folder = library.map(path -> console.directory().resolve(path).normalize());
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      console.stderr().println("pagewalk: --library: `" + library.get() + "` is not a folder");
      return BAD_INPUT;
    }
    // Absolute: editors know files by their whole paths.
    Optional<Path> absolute = home.map(path -> path.toAbsolutePath().normalize());
    Serving serving = new Serving(
        () -> folder.map(Editors::in).orElseGet(() -> LibraryLocation.load(absolute, cache, trees)),
        absolute.map(path -> path.resolve(PAGES)),
        version);
    try {
      return port.isEmpty()
          ? serving.overStreams(console.stdin(), console.stdout(), console.stderr())
          : serving.overSocket(port.get(), console.stderr());
    } catch (IOException unusable) {
      console.stderr().println("pagewalk: the port cannot be used: " + unusable.getMessage());
      return BAD_INPUT;
    }
  }

  /** Hands the streams of {@code pagewalk dap} to the debug adapter. */
  int debug(Console console, Optional<Path> library) {
    Optional<Path> folder = library.map(path -> console.directory().resolve(path).normalize());
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      console.stderr().println("pagewalk: --library: `" + library.get() + "` is not a folder");
      return BAD_INPUT;
    }
    Optional<Path> absolute = home.map(path -> path.toAbsolutePath().normalize());
    return new dev.pagewalk.ls.dap.Serving(
        () -> folder.map(Editors::in).orElseGet(() -> LibraryLocation.load(absolute, cache, trees)),
        folder.isPresent() ? Analysis.Extent.WHOLE : Analysis.Extent.USED, console.directory())
        .overStreams(console.stdin(), console.stdout(), console.stderr());
  }

  private static Library in(Path folder) {
    try {
      return Library.in(folder);
    } catch (IOException unreadable) {
      return Library.NONE;
    }
  }
}
