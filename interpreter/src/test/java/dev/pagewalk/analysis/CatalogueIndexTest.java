package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code scenarios/README.md} in step with the catalogue: each folder a table, each file its question, each
 * scenario what is expected of it. {@code UPDATE_EXPECT=1} writes the tables; the text around them is kept.
 */
class CatalogueIndexTest {
  private static final Path SCENARIOS = Path.of("../scenarios");
  private static final String BEGIN = "<!-- catalogue -->\n";

  @Test
  void readmeListsEveryScenario() throws IOException {
    Path readme = SCENARIOS.resolve("README.md");
    String written = Files.readString(readme);
    String head = written.substring(0, written.indexOf(BEGIN) + BEGIN.length());
    String wanted = head + tables();
    if (System.getenv("UPDATE_EXPECT") != null && !wanted.equals(written)) {
      Files.writeString(readme, wanted);
    }
    assertThat(Files.readString(readme)).isEqualTo(wanted);
  }

  @Test
  void everyFileSaysWhatItAsksAndWhereTheQuestionComesFrom() throws IOException {
    for (Path file : files()) {
      if (!scenarios(file).isEmpty()) {
        assertThat(header(file, "question:")).as(file + " question").isNotEmpty();
        assertThat(header(file, "source:")).as(file + " source").isNotEmpty();
      }
    }
  }

  @Test
  void everySafeHasANeighbourThatIsViolated() throws IOException {
    for (Path folder : folders()) {
      List<String> expected = new ArrayList<>();
      for (Path file : files()) {
        if (file.getParent().equals(folder)) {
          String text = Files.readString(file);
          scenarios(file).forEach(scenario -> expected.addAll(expectations(scenario, text)));
        }
      }
      boolean onlySafe = expected.stream().allMatch(text -> text.startsWith("safe"));
      boolean isNegative = folder.getFileName().toString().endsWith("-locked-walkers");
      assertThat(onlySafe && !isNegative).as(folder + " expects nothing but safe").isFalse();
    }
  }

  private static String tables() throws IOException {
    StringBuilder out = new StringBuilder();
    for (Path folder : folders()) {
      out.append("\n## ").append(folder.getFileName()).append("\n\n| scenario | question | expected |\n|---|---|---|\n");
      for (Path file : files()) {
        if (file.getParent().equals(folder)) {
          rows(file, out);
        }
      }
    }
    return out.toString();
  }

  private static void rows(Path file, StringBuilder out) throws IOException {
    String text = Files.readString(file);
    String link = "[" + file.getFileName() + "](" + file.getParent().getFileName() + "/" + file.getFileName() + ")";
    for (Decl.Scenario scenario : scenarios(file)) {
      out.append("| ").append(link).append("`::").append(scenario.name().text()).append("` | ")
          .append(header(file, "question:")).append(" | ")
          .append(String.join("<br>", expectations(scenario, text))).append(" |\n");
    }
  }

  private static List<String> expectations(Decl.Scenario scenario, String text) {
    List<String> expected = new ArrayList<>();
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Expect expect) {
        String line = text.substring(expect.span().start(), expect.span().end());
        expected.add(line.replaceFirst("^expect ", "").replaceFirst(";$", "").replaceAll("\\s+", " "));
      }
    }
    return expected.isEmpty() ? List.of("safe") : expected;
  }

  private static String header(Path file, String key) throws IOException {
    StringBuilder found = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("//!")) {
        break;
      }
      String text = line.substring(3).strip();
      if (text.startsWith(key)) {
        found.append(text.substring(key.length()).strip());
      } else if (text.isEmpty() || text.matches("\\w+:.*")) {
        if (0 < found.length()) {
          break;
        }
      } else if (0 < found.length()) {
        found.append(' ').append(text);
      }
    }
    return found.toString();
  }

  private static List<Decl.Scenario> scenarios(Path file) throws IOException {
    SourceUnit unit = Parsing.parse(file.toString(), Files.readString(file)).unit();
    return unit.decls().stream()
        .filter(Decl.Scenario.class::isInstance)
        .map(Decl.Scenario.class::cast)
        .toList();
  }

  private static List<Path> folders() throws IOException {
    return files().stream().map(Path::getParent).distinct().toList();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(SCENARIOS)) {
      return all.filter(file -> file.toString().endsWith(".pw")).sorted().toList();
    }
  }
}
