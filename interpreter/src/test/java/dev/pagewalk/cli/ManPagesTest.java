package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Keeps {@code docs/man} what picocli makes of the commands; {@code UPDATE_EXPECT=1} writes it anew. */
class ManPagesTest {
  private static final Path MAN = Path.of("../docs/man");

  @Test
  void pagesSayWhatTheHelpSays(@TempDir Path fresh) throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console = new Console(
        InputStream.nullInputStream(), nowhere, nowhere, Map.of(), fresh, false, false, Optional.empty());
    CommandLine line = CommandLineTool.commandLine(
        new Session((where, library) -> new FakeEngine(), ToolRun.NO_EDITORS, ToolRun.NO_DEBUGGER,
            console, new Interruption(), List.of()));
    ManPageGenerator.generateManPage(fresh.toFile(), null, new boolean[0], true, line.getCommandSpec());
    if (System.getenv("UPDATE_EXPECT") != null) {
      Files.createDirectories(MAN);
      for (Map.Entry<String, String> page : pages(fresh).entrySet()) {
        Files.writeString(MAN.resolve(page.getKey()), page.getValue());
      }
      return;
    }
    assertThat(pages(MAN)).isEqualTo(pages(fresh));
  }

  private static Map<String, String> pages(Path folder) throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".adoc")).toList()) {
        pages.put(file.getFileName().toString(), Files.readString(file).replaceAll("[ \\t\\r]+(\\n|$)", "$1"));
      }
    }
    return pages;
  }
}
