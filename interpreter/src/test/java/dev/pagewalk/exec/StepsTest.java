package dev.pagewalk.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each statement and each function of the language does, as tables: the files in {@code steps/}. A case is
 *
 * <pre>
 *   ==== title
 *   the inside of a scenario, or a whole file
 *   ----
 *   found: none                    the findings of all executions, by name
 *   says: part of a message        of one of them
 *   ends x y: 1 2 | 2 2            the values of these shared variables (all, if none is named) in all end states
 *   steps: 3                       of the longest execution
 *   states: 4                      and so on: transitions, finished, cut
 *   start: part of a message       why the start state cannot be built
 * </pre>
 *
 * with as many of these lines as matter. Every case is searched twice, by the fast and by the slow search, which have
 * to agree.
 */
class StepsTest {
  private record Case(String title, String source, Map<String, String> expected) {}

  @TestFactory
  Stream<DynamicNode> everyCase() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/steps"))) {
      return files.sorted().map(file -> DynamicContainer.dynamicContainer(file.getFileName().toString(),
          cases(file).stream().map(one -> DynamicTest.dynamicTest(one.title, () -> check(one))))).toList().stream()
          .map(DynamicNode.class::cast);
    }
  }

  private static List<Case> cases(Path file) {
    try {
      return Arrays.stream(Files.readString(file).split("(?m)^==== ")).skip(1).map(StepsTest::read).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Case read(String text) {
    int line = text.indexOf('\n');
    int bar = text.indexOf("\n----\n");
    assertThat(bar).as("`----` in the case `%s`", text.substring(0, line)).isPositive();
    Map<String, String> expected = new LinkedHashMap<>();
    text.substring(bar + 6).lines().map(String::strip).filter(one -> !one.isEmpty()).forEach(one -> {
      int colon = one.indexOf(':');
      expected.put(one.substring(0, colon), one.substring(colon + 1).strip());
    });
    return new Case(text.substring(0, line).strip(), text.substring(line + 1, bar), expected);
  }

  private static void check(Case one) {
    Model model = Model.withoutRaces(one.source, Map.of());
    if (one.expected.containsKey("start")) {
      assertThat(model.machine().setupProblem()).hasValueSatisfying(
          problem -> assertThat(problem).contains(one.expected.get("start")));
      return;
    }
    assertThat(model.machine().setupProblem()).as("problem of the start state").isEmpty();
    SearchResult fast = model.search();
    assertThat(fast.stopped()).isEmpty();
    ReferenceSearch.Result slow = model.reference(20_000);
    Map<String, String> actual = new LinkedHashMap<>();
    one.expected.keySet().forEach(key -> actual.put(key, actual(key, one.expected.get(key), model, fast, slow)));
    assertThat(text(actual)).isEqualTo(text(one.expected));
    assertThat(List.of(fast.states(), fast.transitions(), fast.finished(), fast.cut()))
        .as("states, transitions, finished, cut: both searches")
        .containsExactly(slow.states(), slow.transitions(), slow.finished(), slow.cut());
  }

  private static String actual(
      String key, String expected, Model model, SearchResult fast, ReferenceSearch.Result slow) {
    return switch (key) {
      case "found" -> Model.found(fast).isEmpty() ? "none" : String.join(", ", Model.found(fast));
      case "says" -> fast.found().stream().map(found -> found.finding().message())
          .filter(message -> message.contains(expected)).findFirst().map(message -> expected)
          .orElseGet(() -> fast.found().toString());
      case "states" -> String.valueOf(fast.states());
      case "transitions" -> String.valueOf(fast.transitions());
      case "steps" -> String.valueOf(fast.depth());
      case "finished" -> String.valueOf(fast.finished());
      case "cut" -> String.valueOf(fast.cut());
      default -> {
        assertThat(key).as("an expectation").startsWith("ends");
        yield ends(key.substring(4).strip(), model, slow);
      }
    };
  }

  private static String ends(String named, Model model, ReferenceSearch.Result slow) {
    List<String> names = named.isEmpty() ? List.of() : List.of(named.split(" +"));
    Set<String> values = new TreeSet<>();
    slow.ends().forEach(state -> values.add(model.values(state, names).replaceAll(
        named.isEmpty() ? "(?!)" : "\\w+=", "")));
    return String.join(" | ", values);
  }

  private static String text(Map<String, String> lines) {
    List<String> text = new ArrayList<>();
    lines.forEach((key, value) -> text.add(key + ": " + (key.startsWith("ends") ? sorted(value) : value)));
    return String.join("\n", text);
  }

  private static String sorted(String ends) {
    return String.join(" | ", new TreeSet<>(Arrays.asList(ends.split(" \\| "))));
  }
}
