package dev.pagewalk.ls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left when a disk is full. A limit of the shell for the size of files does for a full disk: the write that goes
 * beyond it fails in the middle of the file, and needs no rights to set up.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class FullDiskTest {
  /** Two blocks of 512 or 1024 bytes, as the shell counts; what the tests write has more. */
  private static final String LIMIT = "ulimit -f 2";

  private static final String RACE = """
      scenario race {
        var count: int;
        fn add() { WRITE_ONCE(count, READ_ONCE(count) + 1); }
        thread a { add(); }
        thread b { add(); }
        thread c { add(); }
        final count == 3;
      }
      """;

  @TempDir Path directory;

  private record Run(int status, String out, String err) {}

  @Test
  void formattingLeavesTheFileAsItWas() throws IOException, InterruptedException {
    String loose = "scenario s{thread t{ }}\n" + "//\tnothing\n".repeat(400);
    Files.writeString(directory.resolve("a.pw"), loose);
    Run run = pagewalk(LIMIT, "fmt", "a.pw");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("pagewalk: `a.pw` cannot be written and was left as it is: ").hasLineCount(1);
    assertThat(directory.resolve("a.pw")).hasContent(loose);
    assertThat(names(directory)).containsExactly("a.pw");
  }

  @Test
  void witnessesLeaveWhatWasThereAndCostNoVerdict() throws IOException, InterruptedException {
    // A witness names its scenario's file, so that a long name makes it too long.
    String folder = "long-".repeat(40);
    Path file = directory.resolve(folder).resolve(folder).resolve(folder).resolve(folder).resolve(folder)
        .resolve(folder).resolve(folder).resolve(folder).resolve(folder).resolve(folder).resolve(folder).resolve("a.pw");
    Files.createDirectories(file.getParent());
    Files.writeString(file, RACE);
    String name = directory.relativize(file).toString();
    assertThat(pagewalk("true", "check", name).status()).isEqualTo(1);
    Path witness = directory.resolve(".pagewalk/race.witness");
    String before = Files.readString(witness);
    assertThat(before).hasSizeGreaterThan(2048);

    Run run = pagewalk(LIMIT, "check", name);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("0 met, 1 unmet").doesNotContain("replay:");
    assertThat(run.err()).containsOnlyOnce("warning[PW0407]: witnesses cannot be written to `.pagewalk`");
    assertThat(witness).hasContent(before);
    assertThat(names(directory.resolve(".pagewalk"))).containsExactly(".gitignore", "race.witness");
  }

  @Test
  void aNewScenarioIsWrittenWholeOrNotAtAll() throws IOException, InterruptedException {
    Run run = pagewalk("ulimit -f 0", "new", "race.pw");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("pagewalk: `race.pw` cannot be written: ").hasLineCount(1);
    assertThat(names(directory)).isEmpty();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Run pagewalk(String before, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", before + "; exec \"$@\"", "sh",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData", "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // Unpacking the library is not what is tested, and fails in silence.
    builder.environment().put("XDG_CACHE_HOME", "/dev/null");
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), out, err);
  }
}
