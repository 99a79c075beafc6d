package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explain.Page;
import dev.pagewalk.explain.Pages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every diagnostic and every verdict has a page, and what the page shows gives that very diagnostic or verdict.
 *
 * <p>The text of {@code ```pw example.pw} is the file; {@code $ } lines of {@code ```console} are what is done with it,
 * by a shell where it is not {@code pagewalk}; without them the file is checked. An example of a verdict expects it.
 */
class ExplainCommandTest {
  private static final Path PAGES = Path.of("src/main/resources/dev/pagewalk/explain");
  private static final Pattern FILE = Pattern.compile("(?ms)^```pw example\\.pw\n(.*?)^```$");
  private static final Pattern CONSOLE = Pattern.compile("(?ms)^```console\n(.*?)^```$");

  /** Said by pages about verdicts that are known and that no oracle gives. */
  private static final String NOT_REPORTED = "Nothing reports it yet";

  static Stream<String> names() {
    return Stream.concat(Pages.codes().stream(), Pages.verdicts().stream());
  }

  @ParameterizedTest
  @MethodSource("names")
  void pageShowsWhatItExplains(String name, @TempDir Path directory) throws IOException, InterruptedException {
    Page page = Pages.page(name);
    assertThat(page.text()).startsWith("# " + name + ": " + page.title() + "\n").endsWith("\n");
    assertThat(page.title()).isNotBlank().doesNotEndWith(".");
    if (page.text().contains(NOT_REPORTED)) {
      assertThat(page.text()).doesNotContain("```");
      return;
    }
    Ran ran = run(page.text(), directory);
    if (name.startsWith("PW")) {
      assertThat(ran.output()).contains("[" + name + "]: ");
    } else {
      assertThat(page.text()).contains("expect " + name);
      assertThat(ran.output()).doesNotContain("[PW");
      assertThat(ran.status()).as(ran.output()).isZero();
    }
  }

  @Test
  void thereIsNoPageTooMany() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactlyElementsOf(names().map(ExplainCommandTest::file).sorted().toList());
    }
  }

  @Test
  void findsPagesByWhatIsPrinted() {
    assertThat(Pages.find("pw0201").orElseThrow().name()).isEqualTo("PW0201");
    assertThat(Pages.find("0201").orElseThrow().name()).isEqualTo("PW0201");
    assertThat(Pages.find("use_after_free(folio)").orElseThrow().name()).isEqualTo("use_after_free");
    assertThat(Pages.find("lock_rule(order)").orElseThrow().name()).isEqualTo("lock_rule(order)");
    assertThat(Pages.find("not_held").orElseThrow().name()).isEqualTo("lock_rule(not_held)");
    assertThat(Pages.find("page_tables").orElseThrow().name()).isEqualTo("page_tables");
    for (String other : List.of("", "PW9999", "use_after_free(fish)", "(order)", "../PW0201", "lock_rule(", "ssafe(x)")) {
      assertThat(Pages.find(other)).as(other).isEmpty();
    }
  }

  @Test
  void pagesAgreeWithTheModelAboutWhatIsNotReported() throws IOException {
    String sentence = Files.readString(Path.of("../docs/model.md")).lines()
        .filter(line -> line.endsWith("nothing reports them yet.")).findFirst().orElse("");
    List<String> unreported = Pages.verdicts().stream()
        .filter(name -> !name.contains("(") && Pages.page(name).text().contains(NOT_REPORTED)).toList();
    assertThat(Pattern.compile("`([a-z_]+)`").matcher(sentence).results().map(found -> found.group(1))
        .filter(name -> !name.equals("expect"))).containsExactlyInAnyOrderElementsOf(unreported);
  }

  private record Ran(String output, int status) {}

  private static Ran run(String page, Path directory) throws IOException, InterruptedException {
    Matcher file = FILE.matcher(page);
    if (file.find()) {
      Files.writeString(directory.resolve("example.pw"), file.group(1));
    }
    Matcher console = CONSOLE.matcher(page);
    List<String> commands = new ArrayList<>();
    if (console.find()) {
      console.group(1).lines().forEach(line -> commands.add(line.substring("$ ".length())));
    } else {
      commands.add("pagewalk check example.pw");
    }
    Ran last = new Ran("", 0);
    for (String command : commands) {
      last = command.startsWith("pagewalk ") ? pagewalk(command, directory) : shell(command, directory);
    }
    return last;
  }

  private static Ran pagewalk(String command, Path directory) throws IOException {
    String[] halves = command.split(" < ", 2);
    byte[] stdin = halves.length == 2 ? Files.readAllBytes(directory.resolve(halves[1])) : new byte[0];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Console console = new Console(
        new ByteArrayInputStream(stdin), both, both, Map.of(), directory, false, false, Optional.empty());
    List<String> words = List.of(halves[0].split(" "));
    int status = CommandLineTool.run(words.subList(1, words.size()), console,
        AnalysisEngine.factory(Optional.of(Path.of("..")), Optional.empty()), ToolRun.NO_EDITORS,
        ToolRun.NO_DEBUGGER, new Interruption());
    return new Ran(bytes.toString(StandardCharsets.UTF_8), status);
  }

  private static Ran shell(String command, Path directory) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return new Ran(output, 0);
  }

  private static String file(String name) {
    return name.replace('(', '.').replace(")", "") + ".md";
  }
}
