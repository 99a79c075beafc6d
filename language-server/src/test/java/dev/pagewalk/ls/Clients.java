package dev.pagewalk.ls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs real clients, which say {@code ok} for each thing that they find as it should be.
 *
 * @param installed where the clients are; what stands in its {@code bin} is found first
 * @param limit after which a client is ended
 */
record Clients(Path installed, Duration limit) {
  /** Runs a command, and gives its exit status; what it says goes to {@code log}. */
  int run(Path directory, Path log, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
    builder.environment().merge("PATH", installed.resolve("bin").toString(), (old, ours) -> ours + ":" + old);
    builder.environment().put("npm_config_cache", installed.resolve("npm").toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile())
        .redirectInput(Path.of("/dev/null").toFile()).start();
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /** Runs a client in {@code folder}; it has to end well, and to say {@code ok} so often at least. */
  void check(Path folder, List<String> command, Map<String, String> environment, int least)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    int status = run(folder, log, command, environment);
    List<String> said = new ArrayList<>(Files.readAllLines(log));
    assertThat(said.stream().filter(line -> line.startsWith("ok ")).count())
        .as(String.join("\n", said)).isGreaterThanOrEqualTo(least);
    assertThat(status).as(String.join("\n", said)).isZero();
  }
}
