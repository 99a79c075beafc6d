package dev.pagewalk.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the kernel library that comes with the tool can be read: in a checkout its sources; else a read-only copy in
 * the user's cache folder, so that every place in it is a file that an editor can open.
 */
public final class LibraryLocation {
  private static final String IN_CHECKOUT = "runtime-mm/src/main/resources/mm";

  private LibraryLocation() {}

  /**
   * Loads the library.
   *
   * @param home the checkout from which the tool was started, if it was
   * @param cache the folder in which the tool may keep things, if there is one
   * @param trees the file in which the library's syntax trees are kept, if they are
   */
  public static Library load(Optional<Path> home, Optional<Path> cache, Optional<Path> trees) {
    Library library = load(home, cache);
    return trees.map(library::storedIn).orElse(library);
  }

  /**
   * Loads the library.
   *
   * @param home the checkout from which the tool was started, if it was
   * @param cache the folder in which the tool may keep things, if there is one
   */
  public static Library load(Optional<Path> home, Optional<Path> cache) {
    Optional<Path> sources = home.map(path -> path.resolve(IN_CHECKOUT)).filter(path -> isLibrary(path));
    if (sources.isPresent()) {
      try {
        return Library.in(sources.get());
      } catch (IOException unreadable) {
        // The copy inside the tool is as good; only its places cannot be opened.
        return Library.shipped();
      }
    }
    Library shipped = Library.shipped();
    return cache.flatMap(folder -> unpack(shipped, folder)).orElse(shipped);
  }

  private static boolean isLibrary(Path folder) {
    return Files.isReadable(folder.resolve("index.txt"));
  }

  private static Optional<Library> unpack(Library shipped, Path cache) {
    Path folder = cache.resolve("library-" + shipped.hash()).resolve("mm");
    try {
      if (!isLibrary(folder)) {
        Path fresh = Files.createTempDirectory(Files.createDirectories(cache), "library-");
        try {
          write(shipped, Files.createDirectories(fresh.resolve("mm")));
          Files.move(fresh, folder.getParent());
        } catch (IOException failed) {
          remove(fresh);
          throw failed;
        }
      }
      return Optional.of(Library.in(folder));
    } catch (IOException unwritable) {
      return Optional.empty();
    }
  }

  private static void write(Library shipped, Path folder) throws IOException {
    StringBuilder index = new StringBuilder();
    for (Map.Entry<String, String> text : shipped.texts().entrySet()) {
      String name = text.getKey().substring(text.getKey().indexOf('/') + 1);
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
      file.toFile().setReadOnly();
      index.append(name).append('\n');
    }
    Files.writeString(folder.resolve("index.txt"), index);
  }

  /** Nothing half written stays behind; somebody else may have been faster, and have moved his own copy there. */
  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
