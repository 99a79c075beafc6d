package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Matrix;
import dev.pagewalk.report.MatrixMarkdown;
import dev.pagewalk.report.Sources;
import dev.pagewalk.witness.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of {@code docs/seed-002.md} in step with what the scenarios give, as their {@code .expected} files
 * say. {@code UPDATE_EXPECT=1} writes them.
 */
class Seed002TablesTest {
  private static final Path PAGE = Path.of("../docs/seed-002.md");
  private static final Path SCENARIOS = Path.of("../scenarios");
  private static final Pattern SECTION = Pattern.compile("(\\w+): expect [^\\n]*?\\((kernel [^\\n]*)\\)");

  private record Form(String name, String file, String scenario, String base, String fix) {}

  private static final List<Form> FORMS = List.of(
      new Form("a: protect, unprotect", "seed-002-userfaultfd/protect-unprotect",
          "write_fault_vs_protect_and_unprotect", "", "uffd_wp_flush"),
      new Form("b: unprotect", "seed-002-userfaultfd/unprotect", "write_fault_vs_unprotect", "", "uffd_wp_flush"),
      new Form("c: clear_refs", "seed-002-soft-dirty/clear-refs", "write_fault_vs_clear_refs", "", "clear_refs_mmap_write"),
      new Form("d: driver", "seed-002-driver/aba", "write_fault_vs_driver", "", ""),
      new Form("e: downgrade", "seed-002-downgrade/mprotect", "write_fault_vs_mprotect", "mprotect_downgrade", ""),
      new Form("e, of a device", "seed-002-downgrade/special", "write_fault_vs_mprotect_of_a_device",
          "mprotect_downgrade", ""));

  private static final Pattern COMMAND =
      Pattern.compile("(?m)^pagewalk matrix ([^']*) --only '([^']*)' --counts --format markdown$");

  @Test
  void tablesSayWhatTheScenariosGive() throws IOException {
    String page = Files.readString(PAGE);
    String wanted = put(put(page, "releases", releases()), "fixes", byFix(page));
    if (System.getenv("UPDATE_EXPECT") != null && !wanted.equals(page)) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(wanted);
  }

  private static String put(String page, String name, String table) {
    String begin = "<!-- " + name + " -->\n";
    int start = page.indexOf(begin) + begin.length();
    return page.substring(0, start) + table + page.substring(page.indexOf("<!-- end -->", start));
  }

  /** What the command of the page prints, with the results that the {@code .expected} files hold. */
  private static String byFix(String page) throws IOException {
    Matcher command = COMMAND.matcher(page);
    assertThat(command.find()).isTrue();
    Pattern only = Pattern.compile(command.group(2));
    List<Matrix.Entry> entries = new ArrayList<>();
    for (String folder : command.group(1).split(" ")) {
      String inside = folder.replaceFirst("^scenarios/", "") + "/";
      for (String file : Catalogue.files().stream().filter(each -> each.startsWith(inside)).toList()) {
        String recorded = recorded(file);
        for (Catalogue.Entry entry : Catalogue.entries(file)) {
          if (only.matcher(entry.plan().description()).find()) {
            entries.add(new Matrix.Entry(file, entry.plan().scenario().name().text(), entry.plan().words(),
                Optional.of(result(entry, section(recorded, entry.title())))));
          }
        }
      }
    }
    return new MatrixMarkdown(new Sources(path -> Optional.empty())).render(new Matrix(entries, true));
  }

  private static String recorded(String file) throws IOException {
    Path expected = SCENARIOS.resolve(file.replaceFirst("\\.pw$", ".expected"));
    return Files.exists(expected) ? Files.readString(expected) : "";
  }

  private static String section(String recorded, String title) {
    String begin = "==== " + title + "\n";
    assertThat(recorded).contains(begin);
    String behind = recorded.substring(recorded.indexOf(begin) + begin.length());
    int end = behind.indexOf("\n==== ");
    return end < 0 ? behind : behind.substring(0, end);
  }

  private static CheckResult result(Catalogue.Entry entry, String section) {
    CheckPlan plan = entry.plan();
    String[] verdict = value(section, "verdict").split(" ");
    boolean safe = verdict[0].equals("safe");
    String oracle = safe ? "" : verdict[1];
    return new CheckResult("", plan.scenario().name().text(), plan.description(), plan.kernel(), "x86_64", "sc",
        plan.expected(), plan.span(), safe ? Verdict.SAFE : Verdict.VIOLATED, oracle,
        plan.expected().equals(safe ? "safe" : oracle), safe, Long.parseLong(value(section, "states")), 0, 0, 0, 0,
        List.of(), 0, List.of(), Optional.empty(), Duration.ZERO, Optional.empty(), List.of(), Optional.empty(),
        safe ? Optional.empty() : Optional.of(steps(Integer.parseInt(value(section, "steps")), plan.span())), !safe, List.of(),
        Optional.empty(), Searching.DEFAULT, Optional.empty(), Statistics.NONE);
  }

  private static Trace steps(int count, Span span) {
    return new Trace(List.of(), Collections.nCopies(count, new Trace.Line(Trace.Kind.STEP, 0, 0, "", span, List.of(), 1)),
        Optional.empty());
  }

  private static StringBuilder header() {
    return new StringBuilder("| kernel | " + FORMS.stream().map(Form::name).collect(Collectors.joining(" | ")) + " |\n")
        .append("|---".repeat(1 + FORMS.size())).append("|\n");
  }

  private static String releases() throws IOException {
    StringBuilder out = header();
    for (String release : List.of("5.8", "5.9", "5.10", "5.11", "5.12", "5.18", "5.19", "6.6")) {
      out.append("| ").append(release);
      for (Form form : FORMS) {
        Map<String, String> cells = cells(form);
        String with = form.base().isEmpty() ? "" : " with " + form.base();
        String plain = cells.get("kernel " + release + with);
        String without = cells.entrySet().stream()
            .filter(e -> !form.fix().isEmpty() && e.getKey().startsWith("kernel " + release + " without " + form.fix()))
            .map(Map.Entry::getValue).findFirst().orElse(null);
        out.append(" | ").append(plain == null ? "" : plain)
            .append(plain != null && without != null ? "; " : "")
            .append(without == null ? "" : "without: " + without)
            .append(plain == null && without == null ? "–" : "");
      }
      out.append(" |\n");
    }
    return out.toString();
  }

  /** What a scenario gives for each of its variants. */
  private static Map<String, String> cells(Form form) throws IOException {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String section : Files.readString(SCENARIOS.resolve(form.file() + ".expected")).split("(?m)^==== ")) {
      Matcher title = SECTION.matcher(section.lines().findFirst().orElse(""));
      if (title.matches() && title.group(1).equals(form.scenario())) {
        cells.put(title.group(2), section.contains("\nverdict: safe\n")
            ? "safe (" + value(section, "states") + ")"
            : "**lost** (" + value(section, "steps") + ")");
      }
    }
    assertThat(cells).as(form.file()).isNotEmpty();
    return cells;
  }

  private static String value(String section, String key) {
    return section.lines().filter(line -> line.startsWith(key + ": ")).findFirst().orElseThrow().substring(key.length() + 2);
  }
}
