package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.resolve.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Holds the names in {@code -D}, {@code --with} and {@code --without} against the scenarios: each scenario gets those
 * that it has, and one that no scenario has is a mistake.
 */
final class OptionNames {
  private static final int LISTED = 8;

  private final CheckOptions options;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  OptionNames(CheckOptions options, List<Engine.Scenario> scenarios) {
    this.options = options;
    if (!scenarios.isEmpty()) {
      Collection<String> parameters = names(scenarios, Engine.Scenario::parameters);
      new TreeMap<>(options.parameters()).keySet().forEach(name ->
          demand(name, parameters, Code.NO_SUCH_PARAMETER, "no scenario here has a parameter `" + name + "`"));
      Collection<String> patches = names(scenarios, Engine.Scenario::patches);
      options.with().forEach(name -> demand(name, patches, Code.NO_SUCH_PATCH, noPatch(name)));
      options.without().forEach(name -> demand(name, patches, Code.NO_SUCH_PATCH, noPatch(name)));
    }
  }

  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  /** The options without what {@code scenario} does not know. */
  CheckOptions optionsFor(Engine.Scenario scenario) {
    Map<String, Long> parameters = new TreeMap<>(options.parameters());
    parameters.keySet().retainAll(scenario.parameters());
    return new CheckOptions(parameters, options.kernel(), options.arch(), known(options.with(), scenario),
        known(options.without(), scenario), options.search());
  }

  private static List<String> known(List<String> patches, Engine.Scenario scenario) {
    return patches.stream().filter(scenario.patches()::contains).toList();
  }

  private static Collection<String> names(
      List<Engine.Scenario> scenarios, Function<Engine.Scenario, List<String>> part) {
    Collection<String> names = new TreeSet<>();
    scenarios.forEach(scenario -> names.addAll(part.apply(scenario)));
    return names;
  }

  private static String noPatch(String name) {
    return "there is no patch `" + name + "` in the kernel library or in a scenario here";
  }

  private void demand(String name, Collection<String> known, Code code, String message) {
    if (known.contains(name)) {
      return;
    }
    String help = Spelling.nearest(name, known).map(near -> "did you mean `" + near + "`?").orElseGet(() -> {
      if (code == Code.NO_SUCH_PATCH) {
        return "`pagewalk list patches` names them all";
      }
      return known.isEmpty()
          ? "parameters stand in parentheses behind the scenario's name: scenario race(N: 1..4 = 2) { ... }"
          : "there is " + String.join(", ", known.stream().limit(LISTED).toList());
    });
    diagnostics.add(Targets.error(code, Targets.COMMAND_LINE, message, help));
  }
}
