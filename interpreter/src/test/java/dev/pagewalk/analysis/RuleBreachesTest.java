package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.tables.Breaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Each rule of the library has a scenario that breaks it and is told, as its {@code .expected} file shows; which, the
 * tool says itself. UPDATE_EXPECT=1 writes that list.
 */
class RuleBreachesTest {
  private static final Path LIST = Path.of("src/main/resources/dev/pagewalk/tables/breaches.txt");
  private static final String HEAD =
      "# Which scenario breaks which rule. Written by RuleBreachesTest with UPDATE_EXPECT=1.\n\n";

  private static final Pattern SECTION =
      Pattern.compile("==== (\\S+): expect lock_rule\\((?:field|page_tables|order)\\)(?: (\\(.*\\)))?");
  private static final Pattern FIELD = Pattern.compile("the rule is `(\\w+\\.\\w+: \\w+) needs");
  private static final Pattern TABLES = Pattern.compile("the rule is `([a-z ]+) needs");
  private static final Pattern ORDER = Pattern.compile("by the lock order `([\\w.]+)` comes before `([\\w.]+)`");

  @Test
  void everyRuleIsBrokenBySomeScenario() {
    assertThat(broken().keySet()).containsAll(rules());
  }

  @Test
  void theToolNamesTheScenarios() throws IOException {
    Map<String, String> broken = broken();
    broken.keySet().retainAll(rules());
    String text = HEAD + broken.entrySet().stream().map(each -> each.getKey() + " | " + each.getValue() + "\n")
        .collect(Collectors.joining());
    if ("1".equals(System.getenv("UPDATE_EXPECT"))) {
      Files.writeString(LIST, text);
    }
    assertThat(Files.readString(LIST)).isEqualTo(text);
    assertThat(Breaches.shipped().all()).isNotEmpty();
  }

  /** The rules of the library, by the names that findings give them. */
  private static TreeSet<String> rules() {
    TreeSet<String> rules = new TreeSet<>();
    for (SourceUnit unit : Catalogue.analysis().library().units()) {
      for (Decl decl : unit.decls()) {
        if (decl instanceof Decl.StructRules struct) {
          struct.rules().forEach(line -> line.names().forEach(field -> line.rules().forEach(rule ->
              rules.add(struct.name().text() + '.' + field.text() + ": " + rule.access().text()))));
        } else if (decl instanceof Decl.PageTables tables) {
          tables.rules().forEach(rule -> rules.add("page tables: "
              + rule.operation().stream().map(Name::text).collect(Collectors.joining(" "))));
        }
      }
    }
    Catalogue.analysis().lockOrder().modelledPairs()
        .forEach(pair -> rules.add("lock order: " + String.join(" -> ", pair)));
    return rules;
  }

  /** The rules that the recorded results name as broken, each with the first scenario that expects so. */
  private static Map<String, String> broken() {
    Map<String, String> found = new TreeMap<>();
    for (String path : Catalogue.files()) {
      for (String section : sections(path)) {
        Matcher head = SECTION.matcher(section.lines().findFirst().orElse(""));
        if (head.matches()) {
          String scenario = path + "::" + head.group(1) + (head.group(2) == null ? "" : " " + head.group(2));
          rulesIn(section).forEach(rule -> found.putIfAbsent(rule, scenario));
        }
      }
    }
    return found;
  }

  private static List<String> sections(String path) {
    Path expected = Catalogue.ROOT.resolve(path.replaceAll("\\.pw$", ".expected"));
    try {
      return Files.exists(expected) ? List.of(Files.readString(expected).split("\n(?===== )")) : List.of();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static List<String> rulesIn(String section) {
    String text = section.replaceAll("\\s+", " ");
    List<String> rules = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      rules.add(field.group(1));
    }
    Matcher tables = TABLES.matcher(text);
    while (tables.find()) {
      rules.add("page tables: " + tables.group(1));
    }
    Matcher order = ORDER.matcher(text);
    while (order.find()) {
      rules.add("lock order: " + order.group(1) + " -> " + order.group(2));
    }
    return rules;
  }
}
