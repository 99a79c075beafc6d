package dev.pagewalk.ls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real debugging client and a terminal: what they show is asserted in the scripts of {@code src/test/debuggers}. Runs
 * with {@code mvn verify -Peditors}, which installs both.
 */
@Tag("editors")
class DebuggersTest {
  private static final Path SCRIPTS = Path.of("src/test/debuggers").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/debuggers").toAbsolutePath();
  private static final Clients CLIENTS = new Clients(INSTALLED, Duration.ofMinutes(5));
  private static final Path SCENARIOS = Path.of("../scenarios").toAbsolutePath().normalize();

  @TempDir
  private Path folder;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    assertThat(run(Path.of(""), Path.of("target/install-debuggers.log"),
        List.of(SCRIPTS + "/install", INSTALLED.toString()))).isZero();
    Path bin = Files.createDirectories(INSTALLED.resolve("bin")).resolve("pagewalk");
    Files.writeString(bin, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
        + "' -XX:+UseSerialGC -Xss16m ${PAGEWALK_TERMINAL:+-Dpagewalk.terminal=out,err} -Dpagewalk.home='"
        + Path.of("..").toAbsolutePath().normalize() + "' -cp '"
        + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        + "' dev.pagewalk.ls.Main \"$@\"\n");
    assertThat(bin.toFile().setExecutable(true)).isTrue();
  }

  private static int run(Path directory, Path log, List<String> command) throws IOException, InterruptedException {
    return CLIENTS.run(directory, log, command, Map.of());
  }

  private void check(List<String> command, int least) throws IOException, InterruptedException {
    CLIENTS.check(folder, command, Map.of(), least);
  }

  @Test
  void testClientOfVsCode() throws IOException, InterruptedException {
    check(List.of("node", SCRIPTS.resolve("client.js").toString(), INSTALLED.toString(), SCENARIOS.toString()), 53);
  }

  @Test
  void terminal() throws IOException, InterruptedException {
    check(List.of(SCRIPTS.resolve("terminal").toString(), SCENARIOS.toString()), 15);
  }
}
