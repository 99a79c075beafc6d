package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of {@code docs/seed-002.md} in step with what the scenarios give, as their {@code .expected} files say.
 * {@code UPDATE_EXPECT=1} writes them.
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

  private static final Map<String, List<String>> FIXES = fixes();

  private static Map<String, List<String>> fixes() {
    Map<String, List<String>> fixes = new LinkedHashMap<>();
    fixes.put("F1 mmap lock for writing", List.of("uffd_wp_write_lock", "clear_refs_mmap_write"));
    fixes.put("F1 with a flush", List.of("clear_refs_flush"));
    fixes.put("F2 copy behind the flush", List.of("wp_copy_under_ptl"));
    fixes.put("F2 with one flush", List.of("wp_copy_one_flush"));
    fixes.put("F3 compare before the flush", List.of("wp_copy_compare"));
    fixes.put("F3 compare behind the flush", List.of("wp_compare_after_flush"));
    fixes.put("F4 flush in the fault (merged)", List.of("uffd_wp_flush"));
    fixes.put("F4 in every VMA", List.of("wp_flush_pending"));
    fixes.put("F5 flush each entry under the lock", List.of("change_pte_flush_each"));
    fixes.put("F6 (1) flush before unlocking", List.of("change_pte_flush_under_ptl"));
    fixes.put("F6 (3) flush before unprotecting", List.of("uffd_unprotect_flush"));
    return fixes;
  }

  @Test
  void tablesSayWhatTheScenariosGive() throws IOException {
    String page = Files.readString(PAGE);
    String wanted = put(put(page, "releases", releases()), "fixes", byFix());
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

  private static String byFix() throws IOException {
    StringBuilder out = header("fix");
    row(out, "none", "5.10", List.of());
    for (Map.Entry<String, List<String>> fix : FIXES.entrySet()) {
      row(out, fix.getKey(), "5.10", fix.getValue());
    }
    return out.toString();
  }

  private static StringBuilder header(String first) {
    return new StringBuilder("| " + first + " | " + FORMS.stream().map(Form::name).collect(Collectors.joining(" | ")) + " |\n")
        .append("|---".repeat(1 + FORMS.size())).append("|\n");
  }

  private static void row(StringBuilder out, String title, String kernel, List<String> patches) throws IOException {
    out.append("| ").append(title);
    for (Form form : FORMS) {
      Map<String, String> cells = cells(form);
      String found = "";
      List<String> tried = patches.isEmpty() ? List.of("") : patches;
      for (String patch : tried) {
        String base = form.base().isEmpty() ? "" : " with " + form.base();
        String cell = cells.get("kernel " + kernel + base + (patch.isEmpty() ? "" : " with " + patch));
        found = cell == null ? found : cell;
      }
      out.append(" | ").append(found.isEmpty() ? "–" : found);
    }
    out.append(" |\n");
  }

  private static String releases() throws IOException {
    StringBuilder out = header("kernel");
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
