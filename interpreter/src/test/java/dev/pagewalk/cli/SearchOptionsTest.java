package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways to search that do not go together are refused with a reason. */
class SearchOptionsTest {
  @TempDir
  private Path directory;

  @BeforeEach
  void aFile() throws IOException {
    Files.writeString(directory.resolve("a.pw"), "scenario a { }\n");
  }

  private ToolRun check(String options) {
    return ToolRun.of(directory, ("check a.pw " + options).split(" "));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "--runs 5                        | '--runs': it is for `--strategy random` only",
    "--seed 5                        | '--seed': it is for `--strategy random` only",
    "--depth 5                       | '--depth': it is for `--strategy random` only",
    "--strategy random --runs 0      | '--runs': `0` is not a number such as 500000, 20M or 1G, above 0",
    "--strategy random --depth 0     | '--depth': `0` is not a number from 1 to 20",
    "--strategy random --depth 21    | '--depth': `21` is not a number from 1 to 20",
    "--strategy random --workers 2   | '--workers': `--strategy random` is for one worker",
    "--strategy preemptions --workers 2  | '--workers': `--strategy preemptions` is for one worker",
    "--max-preemptions 1 --workers 2 | '--workers': `--max-preemptions` is for one worker",
    "--max-preemptions -1            | '--max-preemptions': at least 0",
    "--max-preemptions 1 --strategy random | '--max-preemptions': it is not for `--strategy random`",
    "--max-preemptions 1 --coverage  | '--coverage': one worker counts, in a search of everything",
    "--exact --workers 2             | '--workers': `--exact` is for one worker",
    "--coverage --workers 2          | '--coverage': one worker counts, in a search of everything",
    "--coverage --strategy random    | '--coverage': one worker counts, in a search of everything",
    "--strategy randon               | did you mean `random`?",
  })
  void isRefused(String options, String reason) {
    ToolRun run = check(options);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"--strategy random --runs 5K --seed -1 --depth 2", "--exact --max-memory 10M", "--strategy preemptions --exact",
    "--max-preemptions 2", "--coverage", "--workers 2"})
  void isAccepted(String options) {
    assertThat(check(options).status()).isZero();
  }
}
