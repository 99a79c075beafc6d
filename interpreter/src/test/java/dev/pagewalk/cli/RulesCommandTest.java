package dev.pagewalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.tables.RuleTable;
import dev.pagewalk.tables.RuleTables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every cell of the document's tables is explored, and is what the document says. */
class RulesCommandTest {
  private record Ran(int status, String out, String err) {}

  private static Ran run(List<RuleTable> tables, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        Map.of(), Path.of(""), false, false, Optional.empty());
    Session session = new Session(
        AnalysisEngine.factory(Optional.empty(), Optional.empty()), ToolRun.NO_EDITORS, ToolRun.NO_DEBUGGER, console,
        new Interruption(), List.of(arguments));
    CommandLine line = new CommandLine(new RulesCommand(session, tables));
    line.setErr(new PrintWriter(console.stderr(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(new Refusal());
    int status = line.execute(arguments);
    return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void everyCellIsAsInTheDocument() {
    Ran ran = run(RuleTables.shipped(), "--check");
    assertThat(ran.out()).contains("143 cells, 0 other than in the document");
    assertThat(ran.status()).as(ran.out() + ran.err()).isZero();
  }

  @Test
  void aWrongCellFails() {
    List<RuleTable> wrong = RuleTables.shipped().stream()
        .filter(table -> table.name().equals("exclusivity"))
        .map(table -> withDocument(table, 1, 1, "N"))
        .toList();
    Ran ran = run(wrong, "--check", "exclusivity");
    assertThat(ran.out())
        .contains("D     N  Y (document: N)  Y")
        .contains("differs  exclusivity: `D`, `D`: the document has N, found is Y (a = D, b = D: safe)")
        .contains("9 cells, 1 other than in the document");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(run(wrong, "exclusivity").status()).as("without --check").isZero();
  }

  private static RuleTable withDocument(RuleTable table, int row, int column, String document) {
    List<RuleTable.Row> rows = new ArrayList<>(table.rows());
    List<RuleTable.Cell> cells = new ArrayList<>(rows.get(row).cells());
    cells.set(column, new RuleTable.Cell(document, cells.get(column).probes(), cells.get(column).otherwise()));
    rows.set(row, new RuleTable.Row(rows.get(row).name(), cells));
    return new RuleTable(table.name(), table.title(), table.source(), table.compared(), table.file(), table.scenario(),
        table.corner(), table.columns(), rows, table.notes());
  }

  @Test
  void printsTheOrderAsAGraph() {
    assertThat(run(List.of(), "--dot").out())
        .startsWith("digraph lock_order {\n")
        .contains("  \"mm.mmap_lock\" -> \"address_space.i_mmap_rwsem\";\n")
        .contains("  \"inode.i_rwsem\" [style=dashed];\n")
        .endsWith("}\n");
    assertThat(run(List.of(), "--html").out())
        .startsWith("<!DOCTYPE html>").contains(">anon_vma.rwsem</text>").endsWith("</html>\n");
  }

  @Test
  void printsMarkdownAndJson() {
    List<RuleTable> one = RuleTables.shipped().stream().filter(table -> table.name().equals("exclusivity")).toList();
    assertThat(run(one, "--format", "markdown").out()).contains("| held | R | D | W |\n|---|---|---|---|\n| R | N | N | Y |");
    assertThat(run(one, "--format", "json", "exclusivity").out())
        .contains("\"scenario\": \"scenarios/process-addrs/table-exclusivity.pw::excludes\"")
        .contains("\"found\": \"Y\"").doesNotContain("mmap_lock\",");
  }

  @Test
  void refusesUnknownTables() {
    Ran ran = run(RuleTables.shipped(), "fields");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no table `fields`: the tables are lock-states, exclusivity, vma-fields");
  }
}
