package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Binds every name and types every expression. */
public final class Resolver {
  private final World world;
  private final Replacements replacements = Replacements.ofFiles();
  private final List<SourceUnit> library;
  private final List<SourceUnit> units;

  private Resolver(List<SourceUnit> library, List<SourceUnit> units) {
    this.library = library;
    this.units = units;
    this.world = new World(units.stream().map(SourceUnit::path).collect(Collectors.toSet()));
  }

  /**
   * Resolves files together. Never throws, whatever is in them.
   *
   * @param library the kernel library's files; they see each other
   * @param userUnits the file that is being checked, then the files that it names by {@code use}, directly or not;
   *     each sees the library and what it names itself. Only the first one's scenarios are resolved.
   */
  public static Resolution resolve(List<SourceUnit> library, List<SourceUnit> userUnits) {
    return new Resolver(library, userUnits).run();
  }

  private Resolution run() {
    List<Decl> libraryDecls = library.stream().flatMap(unit -> unit.decls().stream()).toList();
    new Declarations(world, world.library, replacements).declare(libraryDecls);
    UnitScopes scopes = new UnitScopes(world, units, replacements);
    scopes.declare();
    List<Scenarios> scenarios = units.isEmpty() ? List.of() : scenarios(scopes);
    Functions ofLibrary = new Functions(world, world.library);
    ofLibrary.collectEdits(libraryDecls);
    units.forEach(unit -> new Functions(world, scopes.of(unit)).collectEdits(unit.decls()));
    scenarios.forEach(Scenarios::declare);

    new Rules(world, world.library).check(libraryDecls);
    world.lockOrders.add(libraryDecls);
    ofLibrary.bodies(libraryDecls);
    for (SourceUnit unit : units) {
      new Rules(world, scopes.of(unit)).check(unit.decls());
      world.lockOrders.add(unit.decls());
      new Functions(world, scopes.of(unit)).bodies(unit.decls());
    }
    scenarios.forEach(Scenarios::resolve);

    checkCalls(libraryDecls, scenarios);
    checkPatches(libraryDecls);
    return resolution(scenarios);
  }

  private List<Scenarios> scenarios(UnitScopes scopes) {
    SourceUnit checked = units.get(0);
    return checked.decls().stream()
        .filter(Decl.Scenario.class::isInstance)
        .map(decl -> new Scenarios(world, (Decl.Scenario) decl, scopes.of(checked), replacements))
        .toList();
  }

  private void checkCalls(List<Decl> libraryDecls, List<Scenarios> scenarios) {
    List<Decl> decls = new ArrayList<>(libraryDecls);
    units.forEach(unit -> decls.addAll(unit.decls()));
    List<Symbol.Function> functions = decls.stream()
        .map(decl -> decl instanceof Decl.Fn ? world.tables.symbols.get(decl.name()) : null)
        .filter(Symbol.Function.class::isInstance)
        .map(Symbol.Function.class::cast)
        .toList();
    Set<Span> reported = new HashSet<>();
    CallGraph calls = new CallGraph(world, replacements);
    calls.checkCycles(functions, reported);
    for (Symbol.Function function : functions) {
      Body body = world.bodies.get(function.decl());
      if (body != null) {
        body.afters.forEach(after -> new Orderings(world, calls).check(after));
      }
    }
    scenarios.forEach(scenario -> scenario.checkCalls(functions, reported));
  }

  private void checkPatches(List<Decl> libraryDecls) {
    List<Decl> decls = new ArrayList<>(libraryDecls);
    for (SourceUnit unit : units) {
      decls.addAll(unit.decls());
      unit.decls().stream().filter(Decl.Scenario.class::isInstance).forEach(
          scenario -> ((Decl.Scenario) scenario).items().forEach(item -> {
            if (item instanceof ScenarioItem.Declaration declaration) {
              decls.add(declaration.decl());
            }
          }));
    }
    new PatchNeeds(world.tables).check(decls);
  }

  private Resolution resolution(List<Scenarios> scenarios) {
    Map<Decl.Scenario, Replacements> ofScenarios = new IdentityHashMap<>();
    scenarios.forEach(s -> ofScenarios.put(s.scenario(), s.replacements()));
    Tables tables = world.tables;
    return new Resolution(
        library, units, tables.symbols, tables.types, tables.written, tables.constants, tables.diagnostics,
            world.fields(), ofScenarios);
  }
}
