package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the sessions in {@code src/test/resources/cli/*.md} against an engine that is told what to find: what is tested
 * is what the commands make of it. See {@link MarkdownSession} for the form.
 */
class CliSessionsTest {
  @ParameterizedTest
  @MethodSource
  void sessions(Path file, @TempDir Path directory) throws IOException {
    String written = Files.readString(file);
    String happened = MarkdownSession.run(written, directory, (where, library) -> new FakeEngine());
    if (System.getenv("UPDATE_EXPECT") != null) {
      Files.writeString(file, happened);
      return;
    }
    assertThat(happened).isEqualTo(written);
  }

  static List<Path> sessions() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/cli"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
