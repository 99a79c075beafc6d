package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios that come with the tool, judged for real. */
class CatalogueTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyExpectationIsMetAndEveryWitnessReplaysToItsEnd(@TempDir Path folder) throws IOException {
    Engine engine = AnalysisEngine.factory(Optional.of(ROOT), Optional.empty()).create(ROOT, Optional.empty());
    ToolRun check = run(engine, "check", "--show", "--format=json", "--witness-dir", folder.toString(), "scenarios");
    assertThat(check.err()).isEmpty();
    assertThat(check.status()).as(check.out()).isZero();
    String schema = Files.readString(ROOT.resolve("docs/check-result.schema.json"));
    assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema).validate(check.out(), InputFormat.JSON)).isEmpty();

    List<Path> witnesses;
    try (Stream<Path> files = Files.list(folder)) {
      witnesses = files.filter(file -> file.toString().endsWith(".witness")).sorted().toList();
    }
    assertThat(witnesses).hasSizeGreaterThan(30);
    for (Path witness : witnesses) {
      ToolRun replay = run(engine, "replay", witness.toString());
      assertThat(replay.status()).as(replay.out() + replay.err()).isZero();
      assertThat(replay.out()).contains("\nends as recorded: ").doesNotContain("has changed since");
    }
  }

  private static ToolRun run(Engine engine, String... args) {
    return ToolRun.of(engine, ROOT, Map.of(), false, new Interruption(), args);
  }
}
