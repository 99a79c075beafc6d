package dev.pagewalk.cli;

import com.google.gson.stream.JsonWriter;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Searching;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.Sources;
import dev.pagewalk.tables.Breaches;
import dev.pagewalk.tables.Computed;
import dev.pagewalk.tables.OrderGraph;
import dev.pagewalk.tables.RuleTable;
import dev.pagewalk.tables.RuleTables;
import dev.pagewalk.tables.TablesText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pagewalk rules}. */
@Command(
    name = "rules",
    sortOptions = false,
    customSynopsis = "pagewalk rules [OPTION...] [TABLE...]",
    description = {
      "Print the kernel's tables about the locks of process addresses: each cell is explored, not written down.",
      "TABLE is lock-states, exclusivity, vma-fields, page-tables, lock-order or breaches; all of them if none is",
      "named. A cell is shown by the scenario that is named with its table (--verbose: by which variants);",
      "breaches lists the scenario that breaks each rule, and each pair of the lock order, and is told."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done; with --check, every cell is as in the document",
      "1:a cell is not, with --check",
      "2:bad input or usage",
      "3:a search ended before it could tell",
      "70:Pagewalk itself failed",
      "130:interrupted"
    })
final class RulesCommand implements Callable<Integer> {
  /** The lock order is a graph, not a table of cells. */
  private static final String ORDER = "lock-order";

  /** Rules and the scenarios that break them are a list. */
  private static final String BREACHES = "breaches";
  private static final String FOLDER = "scenarios/process-addrs/";

  private final Session session;
  private final List<RuleTable> tables;
  private boolean isUndecided;

  @Spec
  private CommandSpec command;

  @Parameters(arity = "0..*", paramLabel = "TABLE", description = "A table. Default: all.")
  private List<String> names = List.of();

  @Option(names = "--check", description = "Compare each cell with the document, and say which differ.")
  private boolean check;

  @Option(names = "--verbose", description = "Say for each cell which variants show it.")
  private boolean verbose;

  @Option(names = "--dot", description = "Print the lock order for Graphviz, and nothing else.")
  private boolean dot;

  @Option(names = "--html", description = "Print the lock order as a page for browsers, and nothing else.")
  private boolean html;

  @Mixin
  private TableFormat format;

  @Mixin
  private LibraryOption library;

  @Mixin
  private HelpOption help;

  RulesCommand(Session session) {
    this(session, RuleTables.shipped());
  }

  /** @param tables what documents say */
  RulesCommand(Session session, List<RuleTable> tables) {
    this.session = session;
    this.tables = tables;
  }

  @Override
  public Integer call() {
    List<String> known = new ArrayList<>(tables.stream().map(RuleTable::name).toList());
    known.add(ORDER);
    known.add(BREACHES);
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(command.commandLine(),
            "there is no table `" + name + "`: the tables are " + String.join(", ", known));
      }
    }
    Console console = session.console();
    Engine engine = library.open(session);
    if (dot || html) {
      OrderGraph graph = engine.lockOrder();
      console.stdout().print(dot ? graph.dot() : graph.html());
      console.stdout().flush();
      return ExitStatus.DONE.code();
    }
    List<RuleTable> wanted = tables.stream().filter(table -> names.isEmpty() || names.contains(table.name())).toList();
    List<Computed> computed = new ArrayList<>();
    for (RuleTable table : wanted) {
      Optional<Computed> found = compute(engine, table);
      if (found.isEmpty()) {
        return ExitStatus.BAD_INPUT.code();
      }
      computed.add(found.get());
    }
    print(engine, computed);
    if (session.interruption().isRequested()) {
      return ExitStatus.INTERRUPTED.code();
    }
    boolean differs = check && computed.stream().anyMatch(each -> !each.differences().isEmpty());
    return (isUndecided ? ExitStatus.UNKNOWN : differs ? ExitStatus.UNMET : ExitStatus.DONE).code();
  }

  /** Empty if the scenario has errors, which are printed: a library that it does not fit. */
  private Optional<Computed> compute(Engine engine, RuleTable table) {
    String path = FOLDER + table.file();
    Engine.Opened opened = engine.open(List.of(new Engine.Source(path, RuleTables.scenario(table.file()))));
    Optional<Engine.Scenario> scenario =
        opened.scenarios().stream().filter(each -> each.name().equals(table.scenario())).findFirst();
    List<Diagnostic> errors =
        opened.diagnostics().stream().filter(each -> each.severity() == Severity.ERROR).toList();
    if (scenario.isEmpty() || !errors.isEmpty()) {
      Console console = session.console();
      DiagnosticText text = new DiagnosticText(
          new Sources(engine::text), new ColorOption().messages(console), console.width());
      errors.forEach(each -> console.stderr().print(text.render(each) + "\n"));
      console.stderr().flush();
      return Optional.empty();
    }
    Map<Map<String, Long>, CheckResult> judged = new LinkedHashMap<>();
    List<List<Computed.Found>> rows = new ArrayList<>();
    for (RuleTable.Row row : table.rows()) {
      rows.add(row.cells().stream().map(cell -> find(engine, scenario.get(), cell, judged)).toList());
    }
    return Optional.of(new Computed(table, rows));
  }

  private Computed.Found find(
      Engine engine, Engine.Scenario scenario, RuleTable.Cell cell, Map<Map<String, Long>, CheckResult> judged) {
    List<String> shown = new ArrayList<>();
    for (RuleTable.Probe probe : cell.probes()) {
      CheckResult result = judged.computeIfAbsent(probe.parameters(), values -> judge(engine, scenario, values));
      boolean isSafe = result.verdict() == Verdict.SAFE;
      boolean isViolated = result.verdict() == Verdict.VIOLATED;
      shown.add(result.variant() + ": " + (isViolated ? result.oracle() : result.verdict().text()));
      if (!isSafe && !isViolated) {
        isUndecided = true;
        return new Computed.Found("?", shown);
      }
      if (isSafe) {
        return new Computed.Found(probe.meaning(), shown);
      }
    }
    return new Computed.Found(cell.otherwise(), shown);
  }

  private CheckResult judge(Engine engine, Engine.Scenario scenario, Map<String, Long> parameters) {
    CheckOptions options = new CheckOptions(
        parameters, Optional.empty(), Optional.empty(), List.of(), List.of(), Searching.DEFAULT);
    Engine.Unit unit = engine.plan(scenario, options).units().getFirst();
    return engine.check(unit, session.interruption(), Reporter.SILENT);
  }

  private void print(Engine engine, List<Computed> computed) {
    Console console = session.console();
    boolean hasOrder = names.isEmpty() || names.contains(ORDER);
    boolean hasBreaches = names.isEmpty() || names.contains(BREACHES);
    switch (format.form()) {
      case TEXT -> {
        List<String> parts = new ArrayList<>(computed.stream().map(each -> TablesText.text(each, verbose)).toList());
        if (hasOrder) {
          parts.add(engine.lockOrder().text());
        }
        if (hasBreaches) {
          parts.add(Breaches.shipped().text());
        }
        console.stdout().print(String.join("\n", parts));
      }
      case MARKDOWN -> console.stdout().print(
          String.join("\n", computed.stream().map(TablesText::markdown).toList()));
      case JSON -> console.stdout().print(json(computed,
          hasOrder ? engine.lockOrder().edges() : List.of(),
          hasBreaches ? Breaches.shipped().all() : List.of()) + "\n");
    }
    if (check && format.form() == TableFormat.Form.TEXT) {
      computed.forEach(each -> each.differences().forEach(line -> console.stdout().print("differs  " + line + "\n")));
      int cells = computed.stream().mapToInt(Computed::count).sum();
      int differ = computed.stream().mapToInt(each -> each.differences().size()).sum();
      console.stdout().print("\n" + cells + " cells, " + differ + " other than in the document\n");
    }
    console.stdout().flush();
  }

  private static String json(
      List<Computed> computed, List<OrderGraph.Edge> edges, List<Breaches.Breach> breaches) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      json.beginObject().name("tables").beginArray();
      for (Computed each : computed) {
        table(each, json);
      }
      json.endArray().name("lockOrder").beginArray();
      for (OrderGraph.Edge edge : edges) {
        json.beginObject().name("first").value(edge.first()).name("then").value(edge.second())
            .name("checked").value(edge.isChecked()).name("source").value(edge.source()).endObject();
      }
      json.endArray().name("breaches").beginArray();
      for (Breaches.Breach breach : breaches) {
        json.beginObject().name("rule").value(breach.rule()).name("scenario").value(breach.scenario()).endObject();
      }
      json.endArray().endObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void table(Computed computed, JsonWriter json) throws IOException {
    RuleTable table = computed.table();
    json.beginObject().name("name").value(table.name()).name("title").value(table.title());
    json.name("source").value(table.source()).name("compared").value(table.compared());
    json.name("scenario").value(FOLDER + table.file() + "::" + table.scenario());
    json.name("cells").beginArray();
    for (int row = 0; row < table.rows().size(); row++) {
      for (int column = 0; column < table.columns().size(); column++) {
        Computed.Found found = computed.cells().get(row).get(column);
        json.beginObject().name("row").value(table.rows().get(row).name());
        json.name("column").value(table.columns().get(column)).name("found").value(found.value());
        json.name("document").value(table.rows().get(row).cells().get(column).document());
        json.name("shown").beginArray();
        for (String shown : found.shown()) {
          json.value(shown);
        }
        json.endArray().endObject();
      }
    }
    json.endArray().endObject();
  }
}
