package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.report.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the arguments and options of a command ask for.
 *
 * @param sources the texts that were read, for messages
 * @param severalFiles whether there is more than one text
 * @param units what is to be looked at, in the order of the arguments and texts; none if an option is wrong
 * @param diagnostics what is wrong with arguments, texts and options
 */
record Selection(
    Engine engine, Sources sources, boolean severalFiles, List<Engine.Unit> units, List<Diagnostic> diagnostics) {
  Selection {
    units = List.copyOf(units);
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Reads {@code targets} and selects of them.
   *
   * @param targets files, folders, {@code FILE::NAME}, {@code -}
   * @param only the variants that are asked for, by their phrases
   */
  static Selection of(
      Session session,
      List<String> targets,
      Optional<Path> library,
      CheckOptions options,
      Predicate<List<String>> only) {
    Console console = session.console();
    Targets wanted = Targets.read(targets, console);
    Engine engine = session.engines().create(console.directory(), library);
    Engine.Opened opened = engine.open(wanted.sources());
    List<Engine.Scenario> scenarios = wanted.select(opened);
    List<Diagnostic> diagnostics = new ArrayList<>(wanted.diagnostics());
    diagnostics.addAll(opened.diagnostics());
    OptionNames names = new OptionNames(options, scenarios);
    diagnostics.addAll(names.diagnostics());
    List<Engine.Unit> units = new ArrayList<>();
    if (names.diagnostics().isEmpty()) {
      for (Engine.Scenario scenario : scenarios) {
        Engine.Plan plan = engine.plan(scenario, names.optionsFor(scenario));
        diagnostics.addAll(plan.diagnostics());
        plan.units().stream().filter(unit -> only.test(engine.variant(unit))).forEach(units::add);
      }
    }
    return new Selection(engine, new Sources(path -> wanted.text(path).or(() -> engine.text(path))),
        1 < wanted.sources().size(), units, diagnostics);
  }
}
