package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
  private static final String LOOSE = "scenario s{thread a { }}\n";
  private static final String FORMATTED = "scenario s { thread a { } }\n";

  @TempDir
  private Path directory;

  @Test
  void standardInputGoesToStandardOutput() {
    ToolRun run = withInput(LOOSE, "fmt", "-");
    assertThat(run).isEqualTo(new ToolRun(0, FORMATTED, ""));
    assertThat(withInput(FORMATTED, "fmt", "-").out()).isEqualTo(FORMATTED);
    assertThat(withInput(LOOSE, "fmt", "--check", "-")).isEqualTo(new ToolRun(1, "would change <stdin>\n", ""));
    ToolRun broken = withInput("scenario {", "fmt", "-");
    assertThat(broken.status()).isEqualTo(2);
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err()).contains("error[");
  }

  @Test
  void aReadOnlyFileIsLeftAsItIs() throws IOException {
    Path file = Files.writeString(directory.resolve("a.pw"), LOOSE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    ToolRun run = ToolRun.of(directory, "fmt", "a.pw");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("pagewalk: `a.pw` cannot be written and was left as it is: it is read-only\n");
    assertThat(file).hasContent(LOOSE);
    assertThat(names()).containsExactly("a.pw");
  }

  @Test
  void permissionsAndLinksStay() throws IOException {
    Path file = Files.writeString(directory.resolve("a.pw"), LOOSE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link.pw"), Path.of("a.pw"));
    assertThat(ToolRun.of(directory, "fmt", "link.pw")).isEqualTo(new ToolRun(0, "formatted link.pw\n", ""));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent(FORMATTED);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
    assertThat(names()).containsExactly("a.pw", "link.pw");
  }

  @Test
  void whatWouldNotChangeIsNotWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("a.pw"), FORMATTED);
    FileTime old = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, old);
    assertThat(ToolRun.of(directory, "fmt", ".")).isEqualTo(new ToolRun(0, "", ""));
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private ToolRun withInput(String text, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(), directory, false, false, Optional.empty());
    int status = CommandLineTool.run(
        List.of(args), console, (where, library) -> new FakeEngine(), ToolRun.NO_EDITORS, ToolRun.NO_DEBUGGER, new Interruption());
    return new ToolRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
