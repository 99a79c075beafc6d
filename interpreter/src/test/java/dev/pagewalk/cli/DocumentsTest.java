package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs every command of the documents that users read, with the real engine, and compares what it prints with what the
 * document shows. See {@link MarkdownSession} for the form; {@code UPDATE_EXPECT=1} writes what happened.
 */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/first-race.md", "docs/exploration.md", "docs/commands.md"})
  void commandsDoWhatTheDocumentShows(String document, @TempDir Path directory) throws IOException {
    Path file = ROOT.resolve(document);
    copyScenarios(directory);
    String written = Files.readString(file);
    String happened = MarkdownSession.run(
        written, directory, AnalysisEngine.factory(Optional.of(ROOT), Optional.empty()))
        .replace("../runtime-mm/", "runtime-mm/");
    if (System.getenv("UPDATE_EXPECT") != null && !happened.equals(written)) {
      Files.writeString(file, happened);
    }
    assertThat(happened).isEqualTo(written);
  }

  private static void copyScenarios(Path directory) throws IOException {
    Path scenarios = ROOT.resolve("scenarios");
    try (Stream<Path> files = Files.walk(scenarios)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".pw")).sorted().toList();
      for (Path file : all) {
        Path copy = directory.resolve("scenarios").resolve(scenarios.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
