package dev.pagewalk.dsl.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Fix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mistake is reported where it is, once, and nothing else is: a line {@code //^^^^ PW0201 part of the message}
 * below a line marks a place; what is not marked must stay silent.
 */
class MistakesTest {
  static Stream<Path> fixtures() {
    return Fixture.files("mistakes");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void isReportedWhereItIs(Path file) {
    Fixture fixture = Fixture.of(Fixture.read(file));
    List<Diagnostic> found = new ArrayList<>(fixture.resolve().diagnostics());
    List<String> problems = new ArrayList<>();
    fixture.texts().forEach((path, text) -> problems.addAll(compare(path, text, found)));
    found.forEach(d -> problems.add("not marked: " + d.span() + " " + d.code().id() + " " + d.message()));
    assertThat(problems).isEmpty();
  }

  private static List<String> compare(String path, String text, List<Diagnostic> found) {
    List<String> problems = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    int start = 0;
    int above = 0;
    for (String line : lines) {
      if (line.strip().matches("// *\\^.*")) {
        int from = line.indexOf('^');
        int to = line.lastIndexOf('^') + 1;
        String[] wanted = line.substring(to).strip().split(" ", 2);
        int first = above + from;
        int end = Math.min(above + to, text.indexOf('\n', above));
        List<Diagnostic> here = found.stream()
            .filter(d -> d.span().path().equals(path) && d.span().start() == first)
            .filter(d -> Math.min(d.span().end(), text.indexOf('\n', first)) == end)
            .filter(d -> d.code().id().equals(wanted[0]))
            .filter(d -> wanted.length < 2 || said(d).contains(wanted[1]))
            .toList();
        if (here.isEmpty()) {
          problems.add("missing: " + path + "@" + first + ".." + end + " " + String.join(" ", wanted));
        }
        found.removeAll(here.stream().limit(1).toList());
      } else {
        above = start;
      }
      start += line.length() + 1;
    }
    return problems;
  }

  private static String said(Diagnostic d) {
    return d.message() + " | " + d.label() + " | " + d.help().orElse("");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void isGoneAfterItsFix(Path file) {
    Fixture fixture = Fixture.of(Fixture.read(file));
    for (Diagnostic diagnostic : fixture.resolve().diagnostics()) {
      for (Fix fix : diagnostic.fixes()) {
        String path = fix.span().path();
        String text = fixture.texts().get(path);
        String fixed = text.substring(0, fix.span().start()) + fix.replacement() + text.substring(fix.span().end());
        long before = count(fixture, diagnostic.code());
        assertThat(count(fixture.with(path, fixed), diagnostic.code()))
            .describedAs(fix.title() + " at " + fix.span())
            .isLessThan(before);
      }
    }
  }

  private static long count(Fixture fixture, Code code) {
    return fixture.resolve().diagnostics().stream().filter(d -> d.code() == code).count();
  }

  /** From PW0330 on, the compiler reports: its tests have their cases. */
  @Test
  void hasAFixtureForEachCode() {
    String all = fixtures().map(Fixture::read).collect(Collectors.joining());
    List<String> lacking = Arrays.stream(Code.values())
        .filter(code -> code != Code.TOO_DEEP) // NeverThrowsTest has its cases: they are too long to read
        .map(Code::id)
        .filter(id -> "PW0200".compareTo(id) < 0 && id.compareTo("PW0330") < 0)
        .filter(id -> !all.contains(id))
        .toList();
    assertThat(lacking).isEmpty();
  }

  @Test
  void isToldInTheUsersWords() {
    List<String> problems = new ArrayList<>();
    fixtures().map(Fixture::read).map(Fixture::of).forEach(fixture -> {
      for (Diagnostic d : fixture.resolve().diagnostics()) {
        boolean ours = !d.code().id().startsWith("PW01");
        if (ours && (d.message().endsWith(".") || d.message().contains("Type[") || d.label().isEmpty())) {
          problems.add(d.toString());
        }
        fixesStandInTheText(fixture.texts(), d, problems);
      }
    });
    assertThat(problems).isEmpty();
  }

  private static void fixesStandInTheText(Map<String, String> texts, Diagnostic d, List<String> problems) {
    for (Fix fix : d.fixes()) {
      if (!texts.containsKey(fix.span().path())) {
        problems.add("a fix outside the texts: " + fix);
      }
    }
  }
}
