package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.locks.LockFlow;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The texts of a test: lines {@code //- path} begin a file. Files under {@code mm/} are the kernel library, the first
 * other one is checked.
 */
record Fixture(Map<String, String> texts) {
  private static final Path FOLDER = Path.of("src/test/resources/resolve");

  /** What came out of it. */
  record Outcome(Resolution resolution, List<Diagnostic> diagnostics) {}

  static Fixture of(String text) {
    Map<String, StringBuilder> parts = new LinkedHashMap<>();
    String path = "test.pw";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("//- ")) {
        path = line.substring(4).strip();
        parts.put(path, new StringBuilder());
      } else {
        parts.computeIfAbsent(path, p -> new StringBuilder()).append(line).append('\n');
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    parts.forEach((p, t) -> {
      if (!t.toString().isBlank()) {
        texts.put(p, t.toString());
      }
    });
    return new Fixture(texts);
  }

  /** The files of a folder of test resources, by name. */
  static Stream<Path> files(String folder) {
    try (Stream<Path> found = Files.list(FOLDER.resolve(folder))) {
      return found.sorted().toList().stream();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The same texts, one of them changed. */
  Fixture with(String path, String text) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.put(path, text);
    return new Fixture(changed);
  }

  String checkedPath() {
    return texts.keySet().stream().filter(path -> !path.startsWith("mm/")).findFirst().orElseThrow();
  }

  /** What comes out of library and files together. */
  Outcome resolve() {
    return resolve(Resolver::resolve);
  }

  /** What comes out of the files on top of a library that is resolved already. */
  Outcome onResolvedLibrary() {
    return resolve((library, files) -> Resolver.resolve(ResolvedLibrary.of(library), files));
  }

  private Outcome resolve(BiFunction<List<SourceUnit>, List<SourceUnit>, Resolution> way) {
    List<SourceUnit> library = new ArrayList<>();
    List<Diagnostic> all = new ArrayList<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      if (text.getKey().startsWith("mm/")) {
        UseGraph alone = UseGraph.load(text.getKey(), this::source);
        library.addAll(alone.units());
        all.addAll(alone.diagnostics());
      }
    }
    UseGraph graph = UseGraph.load(checkedPath(), this::source);
    all.addAll(graph.diagnostics());
    Resolution resolution = way.apply(library, graph.units());
    all.addAll(resolution.diagnostics());
    all.addAll(LockFlow.check(resolution));
    return new Outcome(resolution, all);
  }

  private SourceProvider.Source source(String path) {
    return texts.containsKey(path)
        ? new SourceProvider.Source.Found(texts.get(path))
        : new SourceProvider.Source.Failed("there is no such file");
  }
}
