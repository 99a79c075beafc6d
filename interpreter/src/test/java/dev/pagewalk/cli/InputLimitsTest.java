package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users point the tool at by mistake. */
class InputLimitsTest {
  @TempDir
  private Path directory;

  @Test
  void hugeFileIsRefusedUnread() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("huge.pw").toFile(), "rw")) {
      file.setLength(50L << 30);
    }
    assertThat(check("huge.pw")).contains("error[PW0112]: `huge.pw` is larger than 4 MB and was not read");
  }

  @Test
  void endlessDeviceIsReadToTheLimitOnly() {
    assumeTrue(Files.exists(Path.of("/dev/zero")));
    assertThat(check("/dev/zero")).contains("PW0112");
  }

  @Test
  void bytesThatAreNoTextAreShownWithTheirPlace() throws IOException {
    Files.write(directory.resolve("latin.pw"), "scenario a {\n  // caf\u00e9\n}\n".getBytes("ISO-8859-1"));
    assertThat(check("latin.pw")).isEqualTo("""
        error[PW0402]: the file is not UTF-8 text
         --> latin.pw:2:9
          |
        2 |   // caf\ufffd
          |         ^ the byte 0xe9 is not part of a character
          = help: save it as UTF-8: iconv -f LATIN1 -t UTF-8

        """);
  }

  @Test
  void byteOrderMarkIsSkipped() throws IOException {
    Files.writeString(directory.resolve("mark.pw"), "\ufeffscenario kept { }\n");
    assertThat(ToolRun.of(directory, "check", "mark.pw").status()).isZero();
  }

  @Test
  void emptyFolderSaysSo() throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    assertThat(check("empty")).contains("error[PW0403]: there is no .pw file in the folder `empty`");
  }

  @Test
  void danglingLinkIsNotAMissingFile() throws IOException {
    Files.createSymbolicLink(directory.resolve("link.pw"), Path.of("nowhere"));
    assertThat(check("link.pw")).contains("`link.pw` is a link to a file that does not exist");
    assertThat(check(".")).contains("`link.pw` is a link to a file that does not exist");
  }

  @Test
  void folderIsReadInOrderWithoutHiddenAndRepeatedFiles() throws IOException {
    for (String file : new String[] {"b/z.pw", "a.pw", "b/a.pw", ".git/x.pw", "b/.#a.pw", "c.txt"}) {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.writeString(directory.resolve(file), "scenario kept { }\n");
    }
    Files.createSymbolicLink(directory.resolve("b/loop"), directory);
    ToolRun run = ToolRun.of(directory, "check", "b/a.pw", ".", "b/../a.pw");
    assertThat(run.out().lines().filter(line -> line.startsWith("met")).map(line -> line.replaceAll(" +|:.*|met", "")))
        .containsExactly("b/a.pw", "a.pw", "b/z.pw");
  }

  @Test
  void unwritableWitnessFolderIsAWarning() throws IOException {
    Files.writeString(directory.resolve("a.pw"), "scenario lost { }\nscenario lost2 { }\n");
    Files.writeString(directory.resolve("file"), "");
    ToolRun run = ToolRun.of(directory, "check", "--witness-dir", "file/x", "a.pw");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).containsOnlyOnce("warning[PW0407]: witnesses cannot be written to `file/x`");
    assertThat(run.out()).contains("0 met, 2 unmet").doesNotContain("replay:");
  }

  @Test
  void witnessesOfDifferentFilesDoNotReplaceEachOther() throws IOException {
    Files.writeString(directory.resolve("a.pw"), "scenario lost { }\n");
    Files.writeString(directory.resolve("b.pw"), "scenario lost { }\n");
    assertThat(ToolRun.of(directory, "check", "a.pw").out()).contains("replay .pagewalk/lost.witness\n");
    assertThat(ToolRun.of(directory, "check", "b.pw").out()).contains("replay .pagewalk/lost-2.witness\n");
    assertThat(ToolRun.of(directory, "check", "a.pw").out()).contains("replay .pagewalk/lost.witness\n");
    assertThat(Files.readString(directory.resolve(".pagewalk/.gitignore"))).isEqualTo("*\n");
    try (var files = Files.list(directory.resolve(".pagewalk"))) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void nameThatNoFileCanHaveIsNoCrash() {
    assertThat(check("a\0b.pw")).contains("PW0401");
  }

  private String check(String target) {
    ToolRun run = ToolRun.of(new FakeEngine(), directory, Map.of(), false, new Interruption(), "check", target);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    return run.err();
  }
}
