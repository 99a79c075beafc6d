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
import java.util.stream.Stream;

/** Binds every name and types every expression. */
public final class Resolver {
  private final World world;
  private final Replacements replacements = Replacements.ofFiles();
  private final List<SourceUnit> library;
  private final List<Decl> libraryDecls;
  private final List<SourceUnit> units;

  private Resolver(World world, List<SourceUnit> library, List<SourceUnit> units) {
    this.world = world;
    this.library = library;
    this.units = units;
    libraryDecls = library.stream().flatMap(unit -> unit.decls().stream()).toList();
  }

  /**
   * Resolves files together. Never throws, whatever is in them.
   *
   * @param library the kernel library's files; they see each other
   * @param userUnits the file that is being checked, then the files that it names by {@code use}, directly or not;
   *     each sees the library and what it names itself. Only the first one's scenarios are resolved.
   */
  public static Resolution resolve(List<SourceUnit> library, List<SourceUnit> userUnits) {
    return new Resolver(new World(paths(userUnits)), library, userUnits).run(false);
  }

  /**
   * The same on top of a library that is resolved already. What comes of it is the same too; only what patches of the
   * files change in the library is resolved again.
   */
  public static Resolution resolve(ResolvedLibrary library, List<SourceUnit> userUnits) {
    return library.isSound()
        ? new Resolver(new World(library.world(), paths(userUnits)), library.units(), userUnits).run(true)
        : resolve(library.units(), userUnits);
  }

  static ResolvedLibrary library(List<SourceUnit> library) {
    Resolver resolver = new Resolver(new World(Set.of()), library, List.of());
    Resolution resolution = resolver.run(false);
    return new ResolvedLibrary(resolver.world, resolution, resolver.replacements.isEmpty());
  }

  private static Set<String> paths(List<SourceUnit> units) {
    return units.stream().map(SourceUnit::path).collect(Collectors.toSet());
  }

  /** @param isLibraryKnown whether the world knows what is in the library */
  private Resolution run(boolean isLibraryKnown) {
    if (!isLibraryKnown) {
      new Declarations(world, world.library, replacements).declare(libraryDecls);
    }
    UnitScopes scopes = new UnitScopes(world, units, replacements);
    scopes.declare();
    List<Scenarios> scenarios = units.isEmpty() ? List.of() : scenarios(scopes);
    Functions ofLibrary = new Functions(world, world.library);
    if (!isLibraryKnown) {
      ofLibrary.collectEdits(libraryDecls);
    }
    units.forEach(unit -> new Functions(world, scopes.of(unit)).collectEdits(unit.decls()));
    scenarios.forEach(Scenarios::declare);

    List<Decl> edited = libraryDecls.stream()
        .filter(decl -> decl instanceof Decl.Fn fn && world.isEditedSince(fn))
        .toList();
    ofLibrary.bodies(edited);
    if (!isLibraryKnown) {
      new Rules(world, world.library).check(libraryDecls);
      world.lockOrders.add(libraryDecls);
      ofLibrary.bodies(libraryDecls);
    }
    for (SourceUnit unit : units) {
      new Rules(world, scopes.of(unit)).check(unit.decls());
      world.lockOrders.add(unit.decls());
      new Functions(world, scopes.of(unit)).bodies(unit.decls());
    }
    scenarios.forEach(Scenarios::resolve);

    checkCalls(scenarios, isLibraryKnown && edited.isEmpty() && replacements.isEmpty());
    checkPatches();
    return resolution(scenarios);
  }

  private List<Scenarios> scenarios(UnitScopes scopes) {
    SourceUnit checked = units.get(0);
    return checked.decls().stream()
        .filter(Decl.Scenario.class::isInstance)
        .map(decl -> new Scenarios(world, (Decl.Scenario) decl, scopes.of(checked), replacements))
        .toList();
  }

  /** @param areLibraryCallsKnown whether the library calls what it calls without the files, and that is checked */
  private void checkCalls(List<Scenarios> scenarios, boolean areLibraryCallsKnown) {
    List<Symbol.Function> own = functions(units.stream().flatMap(unit -> unit.decls().stream()));
    List<Symbol.Function> functions = new ArrayList<>(functions(libraryDecls.stream()));
    functions.addAll(own);
    List<Symbol.Function> unchecked = areLibraryCallsKnown ? own : functions;
    Set<Span> reported = new HashSet<>();
    CallGraph calls = new CallGraph(world, replacements);
    calls.checkCycles(unchecked, reported);
    for (Symbol.Function function : unchecked) {
      Body body = world.bodies.get(function.decl());
      if (body != null) {
        body.afters.forEach(after -> new Orderings(world, calls).check(after));
      }
    }
    scenarios.forEach(scenario -> scenario.checkCalls(functions, reported));
  }

  private List<Symbol.Function> functions(Stream<Decl> decls) {
    return decls
        .map(decl -> decl instanceof Decl.Fn ? world.tables.symbols.get(decl.name()) : null)
        .filter(Symbol.Function.class::isInstance)
        .map(Symbol.Function.class::cast)
        .toList();
  }

  private void checkPatches() {
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
    return new Resolution(library, units, world.tables, world.fields(), ofScenarios);
  }
}
