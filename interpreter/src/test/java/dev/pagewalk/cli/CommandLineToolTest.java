package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineToolTest {
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  @Test
  void versionNamesTheToolAndItsJdk() {
    assertThat(run("--version")).isZero();
    assertThat(stdout.toString(StandardCharsets.UTF_8))
        .matches("(?s)pagewalk \\d+\\.\\d+\\.\\d+\\R.*")
        .contains("JDK " + Runtime.version());
    assertThat(stderr.size()).isZero();
  }

  @Test
  void helpGoesToStdout() {
    assertThat(run("--help")).isZero();
    assertThat(stdout.toString(StandardCharsets.UTF_8)).contains("pagewalk").contains("--version");
    assertThat(stderr.size()).isZero();
  }

  @Test
  void misspeltOptionIsBadUsageAndSuggestsTheNearest() {
    assertThat(run("--vresion")).isEqualTo(2);
    assertThat(stdout.size()).isZero();
    assertThat(stderr.toString(StandardCharsets.UTF_8)).contains("--vresion").contains("--version");
  }

  private int run(String... args) {
    return CommandLineTool.run(
        List.of(args),
        InputStream.nullInputStream(),
        new PrintStream(stdout, true, StandardCharsets.UTF_8),
        new PrintStream(stderr, true, StandardCharsets.UTF_8));
  }
}
