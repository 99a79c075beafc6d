package dev.pagewalk.ls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is rehearsed is what both servers answer today: a script that waits in vain records less than a start needs. */
@Timeout(180)
class RehearsalTest {
  private static final Path RACE = Path.of("../vscode-extension/media/walkthrough/first-race.pw");

  @TempDir
  private Path folder;

  @Test
  void goesThroughToItsEndAndKeepsTheLibrary() {
    Path trees = folder.resolve("trees");
    Editors editors = new Editors(Optional.empty(), Optional.of(folder), Optional.of(trees));
    assertThat(new Rehearsal(editors, RACE).perform()).isZero();
    assertThat(Files.isRegularFile(trees)).isTrue();
  }

  @Test
  void withoutAScenarioThereIsNothingToRehearse() {
    Editors editors = new Editors(Optional.empty(), Optional.of(folder), Optional.empty());
    assertThat(new Rehearsal(editors, folder.resolve("missing.pw")).perform()).isEqualTo(1);
  }
}
