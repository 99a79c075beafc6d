package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainArgumentsTest {
  @TempDir
  private Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(directory.resolve("a.pw"), """
        scenario lost_write(R: 1..4 = 2) { expect safe; }
        scenario fine(fixed: bool = true) { expect safe; expect safe with fixed = false; }
        """);
    Files.writeString(directory.resolve("b.pw"), "scenario slow { expect safe; }\n");
  }

  private ToolRun run(List<String> args) {
    return ToolRun.of(new FakeEngine(), directory, Map.of(), false, new Interruption(), args.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "check", "check a.pw", "check a.pw b.pw", "check .", "check a.pw::fine", "check missing.pw", "check a.pw::missing",
    "check a.pw -D R=3", "check -D R=3 -D fixed=false a.pw", "check a.pw -D none=1", "check a.pw --only fixed",
    "check --only nothing a.pw", "check a.pw --format json", "check a.pw --format text", "show a.pw", "show a.pw b.pw -D R=4",
    "show a.pw --format json --only fixed",
  })
  void areReadAsAllOthersAre(String line) {
    List<String> args = List.of(line.split(" "));
    assertThat(PlainArguments.read(args)).isPresent();
    // The same with an option that says what is usual, and is not plain.
    List<String> other = new ArrayList<>(args);
    other.addAll(List.of("--witness-dir", WitnessFolder.USUAL));
    assertThat(PlainArguments.read(other)).isEmpty();
    ToolRun plain = run(args);
    ToolRun usual = run(other);
    assertThat(timeless(plain.out())).isEqualTo(timeless(usual.out()));
    assertThat(plain.err()).isEqualTo(usual.err());
    assertThat(plain.status()).isEqualTo(usual.status());
  }

  private static String timeless(String out) {
    return out.replaceAll("[0-9]+\\.[0-9]+ s|\"(total)?[sS]econds\":[0-9.]+", "TIME");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "--help", "lsp", "check --help", "check -h", "check a.pw -", "check -D", "check a.pw -D R", "check a.pw -D R=x",
    "check -DR=3 a.pw", "check a.pw --only", "check a.pw --only [", "check a.pw --only -x", "check --only=x a.pw",
    "check a.pw --only x --only y", "check a.pw --format", "check a.pw --format xml", "check a.pw --reduce all",
    "check -- a.pw", "show", "show -D R=3", "outcomes a.pw", "chec a.pw",
  })
  void areNotWhatHasMoreInIt(String line) {
    assertThat(PlainArguments.read(List.of(line.split(" ")))).isEmpty();
  }

  @Test
  void areNotAnEmptyWord() {
    assertThat(PlainArguments.read(List.of("check", ""))).isEmpty();
    assertThat(PlainArguments.read(List.of("check", "a.pw", "--only", ""))).isEmpty();
  }
}
