package dev.pagewalk.ls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real editors with the set-ups of {@code docs/editors.md}: what they show is asserted in the scripts of
 * {@code src/test/editors}. Runs with {@code mvn verify -Peditors}, which installs the editors.
 */
@Tag("editors")
class EditorsTest {
  private static final Path SCRIPTS = Path.of("src/test/editors").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/editors").toAbsolutePath();
  private static final Clients CLIENTS = new Clients(INSTALLED, Duration.ofMinutes(20));
  private static final Path EXTENSION = Path.of("../vscode-extension").toAbsolutePath().normalize();
  private static final Path DOCUMENT = Path.of("../docs/editors.md");
  private static final String RACE = """
      scenario race {
        process P { map A at 2M size 4K private anon prot rw; }
        var count: int;

        machine { data_races 0; }   // both read before either writes
        thread a in P { count = count + 1; }
        thread b in P { count = count + 1; }
        final count == 2;
        expect safe;
      }
      """;

  @TempDir
  private Path folder;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    assertThat(run(Path.of(""), Path.of("target/install.log"), List.of(SCRIPTS + "/install", INSTALLED.toString())))
        .isZero();
    Path bin = Files.createDirectories(INSTALLED.resolve("bin")).resolve("pagewalk");
    Files.writeString(bin, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
        + "' -XX:+UseSerialGC -Xss16m -Dpagewalk.home='" + Path.of("..").toAbsolutePath().normalize() + "' -cp '"
        + classes() + "' dev.pagewalk.ls.Main \"$@\"\n");
    assertThat(bin.toFile().setExecutable(true)).isTrue();
  }

  /** Surefire hides it in a jar of its own. */
  private static String classes() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("race.pw"), RACE);
  }

  /** The only block of the document in this language. */
  private static String setUp(String language) throws IOException {
    String text = Files.readString(DOCUMENT);
    int start = text.indexOf("```" + language + "\n") + language.length() + 4;
    return text.substring(start, text.indexOf("```", start));
  }

  private static int run(Path directory, Path log, List<String> command) throws IOException, InterruptedException {
    return CLIENTS.run(directory, log, command, environment(directory));
  }

  private void check(List<String> command, int least) throws IOException, InterruptedException {
    CLIENTS.check(folder, command, environment(folder), least);
  }

  private static Map<String, String> environment(Path home) {
    return Map.of("JAVA_HOME", System.getProperty("java.home"), "HOME", home.toAbsolutePath().toString());
  }

  @Test
  void neovim() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("init.lua"), setUp("lua"));
    check(List.of("nvim", "--headless", "-n", "-u", "init.lua", "-c", "luafile " + SCRIPTS.resolve("neovim.lua"),
        "-c", "cq"), 29);
  }

  @Test
  void emacs() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("init.el"), setUp("elisp"));
    check(List.of("emacs", "--batch", "-l", "init.el", "-l", SCRIPTS.resolve("emacs.el").toString()), 16);
  }

  @Test
  void protocolLibraryOfVsCode() throws IOException, InterruptedException {
    check(List.of("node", SCRIPTS.resolve("client.js").toString(), INSTALLED.toString()), 48);
  }

  @Test
  void vsCode() throws IOException, InterruptedException {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "pagewalk", "editors");
    Path codeServer = Files.createDirectories(cache).resolve("code-server");
    Path log = Path.of("target/install-vscode.log");
    assertThat(run(Path.of(""), log, List.of(SCRIPTS + "/install-vscode", codeServer.toString())))
        .as(Files.readString(log)).isZero();
    Path jar = INSTALLED.resolve("pagewalk.jar");
    writeJar(jar);
    assertThat(run(EXTENSION, log, List.of("sh", "-c",
        "npm ci --ignore-scripts --no-audit --no-fund --silent && npm test --silent"
            + " && npm run --silent package -- --jar '" + jar + "' --out '" + INSTALLED + "'")))
        .as(Files.readString(log)).isZero();
    String vsix;
    try (Stream<Path> files = Files.list(INSTALLED)) {
      vsix = files.filter(file -> file.toString().endsWith(".vsix")).findFirst().orElseThrow().toString();
    }
    check(List.of("node", EXTENSION.resolve("test/e2e/drive.js").toString(), codeServer.toString(), vsix,
        INSTALLED.toString(), folder.resolve("vscode").toString(), INSTALLED.resolve("pictures").toString()), 14);
  }

  /** A jar that only says where the classes are: the real one is made after the tests. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "dev.pagewalk.ls.Main");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Stream.of(classes().split(File.pathSeparator))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" ")));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
  }

  @Test
  void aClientThatBehavesBadly() throws IOException, InterruptedException {
    check(List.of("node", SCRIPTS.resolve("hostile.js").toString(), INSTALLED.toString()), 30);
  }
}
