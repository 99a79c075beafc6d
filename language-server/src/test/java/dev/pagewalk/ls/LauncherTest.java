package dev.pagewalk.ls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pagewalk.ls.FakeCheckout.Run;
import dev.pagewalk.ls.FakeCheckout.Started;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher on pretended machines: fast, since neither Java nor Maven really runs. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class LauncherTest {
  /** What the pretended Java returns: the status must reach the caller. */
  private static final int JAVA_STATUS = 3;

  @TempDir Path top;

  @Test
  void buildsOnceThenOnlyStarts() {
    FakeCheckout checkout = FakeCheckout.complete(top);
    Run first = checkout.run("check", "a b", "");
    assertThat(first.status()).isEqualTo(JAVA_STATUS);
    assertThat(first.stderr()).contains("first use", "step 2 of 6, dsl-grammar", "built");
    assertThat(first.stdout().lines()).containsSubsequence("arg <check>", "arg <a b>", "arg <>", "java 25");
    assertThat(first.stdout()).contains("arg <-Dpagewalk.home=" + real(checkout.root()) + ">");

    var products = checkout.products();
    Run second = checkout.run("check");
    assertThat(second.status()).isEqualTo(JAVA_STATUS);
    assertThat(second.stderr()).isEmpty();
    assertThat(second.stdout().lines()).contains("arg <check>");
    assertThat(checkout.products()).isEqualTo(products);
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void buildsAgainAfterAnyChangeOfSources() throws IOException {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.run();
    Path source = checkout.write("module/src/main/A.java", "class A { int changed; }");
    assertThat(checkout.run().stderr()).contains("the sources have changed");
    assertThat(checkout.builds()).hasSize(2);

    checkout.write("module/src/main/B.java", "class B {}");
    checkout.run();
    assertThat(checkout.builds()).hasSize(3);

    Files.delete(checkout.root().resolve("module/src/main/B.java"));
    checkout.run();
    assertThat(checkout.builds()).hasSize(4);

    // An older date does not hide another text: archives and synchronised folders keep dates.
    checkout.write("module/src/main/A.java", "class A { long changed; }");
    Files.setLastModifiedTime(source, FileTime.fromMillis(0));
    checkout.run();
    assertThat(checkout.builds()).hasSize(5);
    assertThat(checkout.kept("pagewalk.jar")).content().contains("long changed");
  }

  @Test
  void newDatesAloneAreNoChange() throws IOException {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.run();
    Files.setLastModifiedTime(checkout.write("pom.xml", "<project/>"), FileTime.fromMillis(4_000_000_000_000L));
    checkout.write("module/src/main/.A.java.swp", "an editor's own");
    assertThat(checkout.run().stderr()).isEmpty();
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void startsThroughLinksFromAnywhere() throws IOException {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.run();
    Files.createDirectories(top.resolve("bin"));
    Files.createSymbolicLink(top.resolve("bin/first"), Path.of("../a check out/pagewalk"));
    Files.createSymbolicLink(top.resolve("pw"), Path.of("bin/first"));
    for (List<String> command : List.of(List.of("./pw"), List.of("bin/first"), List.of("sh", "pw"))) {
      Run run = checkout.start(top, command).end();
      assertThat(run.stderr()).as("%s", command).isEmpty();
      assertThat(run.stdout()).contains("arg <-Dpagewalk.home=" + real(checkout.root()) + ">");
    }
    assertThat(checkout.start(checkout.root(), List.of("sh", "pagewalk")).end().status()).isEqualTo(JAVA_STATUS);
    assertThat(checkout.builds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash --posix", "busybox sh", "ksh", "zsh --emulate sh"})
  void runsInEveryShell(String shell) {
    FakeCheckout checkout = FakeCheckout.complete(top);
    List<String> command = Stream.concat(
        Stream.of(("/bin/" + shell).split(" ")), Stream.of(checkout.root().resolve("pagewalk").toString())).toList();
    assumeThat(Path.of(command.getFirst())).exists();
    Run run = checkout.start(top, command).end();
    assertThat(run.status()).isEqualTo(JAVA_STATUS);
    assertThat(run.stdout()).endsWith("java 25\n");
    assertThat(checkout.start(top, command).end().stderr()).isEmpty();
  }

  @Test
  void noJavaNamesTheRemedyOfEverySystem() {
    FakeCheckout checkout = new FakeCheckout(top);
    Run run = checkout.run("--version");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr())
        .contains("no Java 21 or newer was found", "JAVA_HOME (not set)")
        .contains("Debian 12 ", "Debian 13, Ubuntu ", "Fedora ", "Arch ", "macOS ");
  }

  @Test
  void tooOldJavaIsNamed() {
    FakeCheckout checkout = new FakeCheckout(top);
    checkout.jdk("1.8.0_402", true);
    Path old = checkout.jdk("17.0.15", true);
    Run run = checkout.run("--version");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.stderr()).contains("the newest that was found is 17, in " + old);
  }

  @Test
  void newestJavaWinsAndACompilerOfAnyFitBuilds() {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.jdk("9.0.4", true);
    checkout.jdk("21.0.2", true);
    checkout.jdk("100-ea", false);
    checkout.set("JAVA_HOME", checkout.jdk("17", true).toString());
    assertThat(checkout.run().stdout()).endsWith("java 100-ea\n");
    assertThat(checkout.builds()).singleElement().asString()
        .isEqualTo("JAVA_HOME=" + top.resolve("jdks/java 25") + " in " + real(checkout.root()));
  }

  @Test
  void aChosenJavaIsTaken() {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.set("PAGEWALK_JAVA_HOME", checkout.jdk("21.0.2", true).toString());
    assertThat(checkout.run().stdout()).endsWith("java 21.0.2\n");
    checkout.set("PAGEWALK_JAVA_HOME", top.resolve("nowhere").toString());
    assertThat(checkout.run().stderr()).contains("looked only in PAGEWALK_JAVA_HOME");
  }

  @Test
  void aScriptThatStandsInForJavaIsAsked() {
    FakeCheckout checkout = new FakeCheckout(top);
    checkout.maven("");
    Path jdk = checkout.jdk("25", true);
    checkout.set("PAGEWALK_JDKS", top.resolve("home").toString());
    FakeCheckout.script(top.resolve("tools/java"), "#!/bin/sh\necho '    java.home = " + jdk + "' >&2\n");
    assertThat(checkout.run().stdout()).endsWith("java 25\n");
  }

  @Test
  void missingCompilerIsNotMissingJava() {
    FakeCheckout checkout = new FakeCheckout(top);
    checkout.maven("");
    checkout.jdk("25", false);
    Run run = checkout.run();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.stderr()).contains("no JDK 21 or newer (with javac)");
  }

  @Test
  void missingOrOldMavenIsNamed() {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.remove("mvn");
    Run run = checkout.run();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.stderr()).contains("Maven 3.8 or newer (mvn) was not found", "sudo apt install maven");

    FakeCheckout.script(top.resolve("tools/mvn"), "#!/bin/sh\necho Apache Maven 3.6.3\n");
    assertThat(checkout.run().stderr()).contains("mvn is 3.6.3");
  }

  @Test
  void aFailedBuildShowsWhyAndIsTriedAgain() {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.maven("echo '[ERROR] A.java:[1,7] no such thing'; echo >&2 the end; exit 1");
    Run failed = checkout.run("check");
    assertThat(failed.status()).isEqualTo(70);
    assertThat(failed.stdout()).isEmpty();
    assertThat(failed.stderr()).contains("A.java:[1,7] no such thing", "target/launch/build.log");
    assertThat(checkout.run().status()).isEqualTo(70);
    checkout.maven("");
    assertThat(checkout.run().status()).isEqualTo(JAVA_STATUS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoThatStartTogetherBuildOnce(boolean hasFlock) {
    FakeCheckout checkout = FakeCheckout.complete(top);
    if (!hasFlock) {
      checkout.remove("flock");
    }
    checkout.maven("sleep 1");
    List<String> command = List.of(checkout.root().resolve("pagewalk").toString());
    Started first = checkout.start(top, command);
    Started second = checkout.start(top, command);
    Run one = first.end();
    Run other = second.end();
    assertThat(one.status()).isEqualTo(JAVA_STATUS);
    assertThat(other.status()).isEqualTo(JAVA_STATUS);
    assertThat(one.stderr() + other.stderr()).contains("waits: ");
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void aLockOfTheDeadIsCleared() {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.remove("flock");
    checkout.write("target/launch/lock.d/holders", "999999999 999999998");
    assertThat(checkout.run().status()).isEqualTo(JAVA_STATUS);
    assertThat(checkout.kept("lock.d")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptedBuildEndsWholeAndLeavesNoLock(boolean hasFlock) throws IOException {
    FakeCheckout checkout = FakeCheckout.complete(top);
    if (!hasFlock) {
      checkout.remove("flock");
    }
    checkout.maven("echo $$ > maven-pid; exec sleep 30");
    Started started = checkout.start(top, List.of(checkout.root().resolve("pagewalk").toString()));
    Path pid = checkout.root().resolve("maven-pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.onSpinWait();
    }
    started.process().toHandle().destroy();
    assertThat(started.end().status()).isEqualTo(143);
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(maven -> maven.onExit().join());
    checkout.maven("");
    assertThat(checkout.run().stderr()).doesNotContain("waits: ");
  }

  @ParameterizedTest
  @CsvSource({"21.0.2, -XX:SharedArchiveFile=", "25, -XX:AOTCache="})
  void laterStartsUseAnArchiveMadeInTheBackground(String version, String option) throws Exception {
    FakeCheckout checkout = FakeCheckout.complete(top);
    checkout.set("PAGEWALK_JAVA_HOME", checkout.jdk(version, true).toString());
    checkout.set("PAGEWALK_ARCHIVE", "");
    // The pretended Java fails also where an archive is tried: one that is not taken is not kept.
    assertThat(checkout.run().stdout()).doesNotContain(option).contains("cds*=off");
    Path key = checkout.kept(version + "+1/key");
    while (!Files.exists(key)) {
      Thread.sleep(50);
    }
    assertThat(key.resolveSibling("classes")).doesNotExist();
    assertThat(checkout.run().stdout()).doesNotContain(option);

    Path archive = Files.writeString(key.resolveSibling("classes"), "archive");
    assertThat(checkout.run().stdout()).as("an archive that was written to since it was made")
        .contains("arg <" + option + real(archive) + ">", "-XX:+VerifySharedSpaces");
    Files.setLastModifiedTime(archive, FileTime.from(Files.getLastModifiedTime(key).toInstant().minusSeconds(2)));
    assertThat(checkout.run().stdout()).contains("arg <" + option + real(archive) + ">")
        .doesNotContain("-XX:+VerifySharedSpaces");

    checkout.set("PAGEWALK_JAVA_OPTS", "-Xshare:off -Xmx1g");
    assertThat(checkout.run().stdout()).doesNotContain(option).contains("arg <-Xmx1g>");
    checkout.set("PAGEWALK_JAVA_OPTS", "");

    checkout.set("PAGEWALK_ARCHIVE", "off");
    checkout.write("module/src/main/A.java", "class A { int changed; }");
    assertThat(checkout.run().stdout()).as("an archive of another jar").doesNotContain(option);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
