package dev.pagewalk.ls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A checkout with the real launcher and tiny sources, on a machine of its own: the commands on its PATH are those that
 * the launcher may expect anywhere, plus the pretended JDKs and Maven that a test adds.
 */
final class FakeCheckout {
  /** What one run of the launcher gave. */
  record Run(int status, String stdout, String stderr) {}

  /** A run that has not ended yet. */
  record Started(Process process, Path stderrFile) {
    /** Waits for its end, which is also that of its output: whatever stays behind must not hold that open. */
    Run end() {
      try {
        String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return new Run(status, stdout, Files.readString(stderrFile));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("interrupted while the launcher was running", interrupted);
      }
    }
  }

  private static final List<String> COMMANDS = List.of(
      "cat", "chmod", "cksum", "cp", "date", "find", "flock", "grep", "head", "mkdir", "mv", "nice", "ps", "readlink",
      "rm", "sed", "sh", "sleep", "sort", "tail", "timeout", "touch", "tr");

  private static final String MAVEN = """
      #!/bin/sh
      case $* in *-version*) echo "Apache Maven 3.8.7 (fake)"; exit 0 ;; esac
      echo "JAVA_HOME=$JAVA_HOME in $PWD" >> "$MAVEN_CALLS"
      echo "[INFO] Building dsl-grammar 0.1.0      [2/6]"
      %s
      mkdir -p language-server/target
      cat */src/main/* > language-server/target/pagewalk.jar
      """;

  private static final String JAVA = """
      #!/bin/sh
      for each in "$@"; do
        echo "arg <$each>"
        case $each in
          -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*) echo archive > "${each#*=}" ;;
        esac
      done
      echo "java %s"
      exit 3
      """;

  private final Path top;
  private final Path root;
  private final Path tools;
  private final Map<String, String> environment = new TreeMap<>();

  FakeCheckout(Path top) {
    this.top = top;
    this.root = top.resolve("a check out");
    this.tools = top.resolve("tools");
    environment.put("PATH", tools.toString());
    environment.put("HOME", top.resolve("home").toString());
    environment.put("PAGEWALK_JDKS", top.resolve("jdks").toString());
    environment.put("PAGEWALK_ARCHIVE", "off");
    environment.put("PAGEWALK_MAVEN", tools.resolve("mvn").toString());
    environment.put("MAVEN_CALLS", top.resolve("maven-calls").toString());
    try {
      for (String folder : List.of("home", "tools", "jdks")) {
        Files.createDirectories(top.resolve(folder));
      }
      for (String command : COMMANDS) {
        Stream.of("/usr/bin/", "/bin/").map(place -> Path.of(place + command)).filter(Files::exists).findFirst()
            .ifPresent(found -> script(tools.resolve(command), "#!/bin/sh\nexec " + found + " \"$@\"\n"));
      }
      Files.createDirectories(root);
      Files.copy(Path.of("..", "pagewalk"), root.resolve("pagewalk"));
      root.resolve("pagewalk").toFile().setExecutable(true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    write("pom.xml", "<project/>");
    write("module/pom.xml", "<project/>");
    write("module/src/main/A.java", "class A {}");
  }

  /** A machine on which everything is there: JDK 25 and Maven. */
  static FakeCheckout complete(Path top) {
    FakeCheckout checkout = new FakeCheckout(top);
    checkout.jdk("25", true);
    checkout.maven("");
    return checkout;
  }

  /** Where the checkout is; its path has a blank. */
  Path root() {
    return root;
  }

  /** A file that the launcher keeps. */
  Path kept(String name) {
    return root.resolve("target/launch").resolve(name);
  }

  /** Writes a file of the checkout. */
  Path write(String name, String text) {
    return put(root.resolve(name), text);
  }

  /** Adds a JDK or, without {@code compiler}, what is needed to run only. */
  Path jdk(String version, boolean compiler) {
    Path folder = top.resolve("jdks/java " + version);
    script(folder.resolve("bin/java"), JAVA.formatted(version));
    if (compiler) {
      script(folder.resolve("bin/javac"), "#!/bin/sh\n");
    }
    put(folder.resolve("release"), """
        IMPLEMENTOR="Nobody"
        JAVA_RUNTIME_VERSION="%s+1"
        JAVA_VERSION="%s"
        """.formatted(version, version));
    return folder;
  }

  /** Adds a Maven that does {@code extra} in the middle of each build. */
  void maven(String extra) {
    script(tools.resolve("mvn"), MAVEN.formatted(extra));
  }

  /** Writes a program. */
  static Path script(Path file, String text) {
    put(file, text).toFile().setExecutable(true);
    return file;
  }

  /** Takes a command off the machine. */
  void remove(String command) {
    try {
      Files.deleteIfExists(tools.resolve(command));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sets a variable of the environment. */
  void set(String variable, String value) {
    environment.put(variable, value);
  }

  /** The builds so far, one line each. */
  List<String> builds() {
    Path calls = top.resolve("maven-calls");
    try {
      return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The files of {@code target} with their times. */
  Map<String, FileTime> products() {
    Map<String, FileTime> products = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("target"))) {
      for (Path file : files.toList()) {
        products.put(file.toString(), Files.getLastModifiedTime(file));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return products;
  }

  /** Runs the launcher by its path, from a folder outside the checkout. */
  Run run(String... arguments) {
    Stream<String> launcher = Stream.of(root.resolve("pagewalk").toString());
    return start(top, Stream.concat(launcher, Stream.of(arguments)).toList()).end();
  }

  /** Starts a command in a folder, on this machine. */
  Started start(Path folder, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Path stderr = Files.createTempFile(top, "stderr", "");
      return new Started(builder.redirectError(stderr.toFile()).start(), stderr);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path put(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
