package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A set of files with every name bound and every expression typed.
 *
 * <p>The side tables are keyed by the identity of syntax nodes and only ever looked up, never iterated.
 */
public final class Resolution {
  private final List<SourceUnit> library;
  private final List<SourceUnit> units;
  private final SideTable<Name, Symbol> symbols;
  private final SideTable<Expr, Type> types;
  private final SideTable<TypeExpr, Type> writtenTypes;
  private final SideTable<Expr, Long> constants;
  private final List<Diagnostic> diagnostics;
  private final SideTable<Decl.Struct, Map<String, Symbol.StructField>> fields;
  private final Map<Decl.Scenario, Replacements> replacements;

  /**
   * Made by {@link Resolver}.
   *
   * @param tables what it found out about names and expressions
   */
  Resolution(
      List<SourceUnit> library,
      List<SourceUnit> units,
      Tables tables,
      SideTable<Decl.Struct, Map<String, Symbol.StructField>> fields,
      Map<Decl.Scenario, Replacements> replacements) {
    this.library = List.copyOf(library);
    this.units = List.copyOf(units);
    symbols = tables.symbols;
    types = tables.types;
    writtenTypes = tables.written;
    constants = tables.constants;
    this.fields = fields;
    this.replacements = replacements;
    diagnostics = inOrder(tables.diagnostics);
  }

  /** The kernel library's files. */
  public List<SourceUnit> library() {
    return library;
  }

  /** The user's file first, then the files that it names, directly or not. */
  public List<SourceUnit> units() {
    return units;
  }

  /** What a name stands for, at its declaration or a use; empty where that was reported as a mistake. */
  public Optional<Symbol> symbol(Name name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /** The type of an expression; {@link Type.Error} where that was reported as a mistake. */
  public Type type(Expr expr) {
    return types.getOrDefault(expr, new Type.Error());
  }

  /** The type that a written type means. */
  public Type type(TypeExpr type) {
    return writtenTypes.getOrDefault(type, new Type.Error());
  }

  /**
   * The type that a written type means in one variant: ranges and arrays whose ends depend on the scenario's parameters
   * or on the machine have them here.
   *
   * @param values of {@link Symbol.ScenarioParameter} and {@link Symbol.MachineConstant} symbols in that variant
   */
  public Type type(TypeExpr type, Function<Symbol, OptionalLong> values) {
    return VariantTypes.of(this, type, values);
  }

  /**
   * The value of an expression in one variant; empty for one that is not known before the run.
   *
   * @param values of {@link Symbol.ScenarioParameter} and {@link Symbol.MachineConstant} symbols in that variant
   */
  public OptionalLong constant(Expr expr, Function<Symbol, OptionalLong> values) {
    return Constants.evaluate(this, expr, values);
  }

  /** The fields of a struct, in the order of declaration. */
  public List<Symbol.StructField> fields(Decl.Struct struct) {
    return List.copyOf(fields.getOrDefault(struct, Map.of()).values());
  }

  /**
   * What runs in {@code scenario} when {@code function} is called: a {@code replace fn} of the scenario or of its
   * files, or the function itself. Calls in the library stay bound to the library's functions.
   */
  public Symbol.Function target(Symbol.Function function, Decl.Scenario scenario) {
    Replacements found = replacements.get(scenario);
    return found == null ? function : found.target(function);
  }

  /**
   * The value of an expression that is the same in every variant. Scenario parameters are not constant in this sense.
   */
  public OptionalLong constant(Expr expr) {
    Long value = constants.get(expr);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** The scenarios of the user's file, in the order of the text. */
  public List<Decl.Scenario> scenarios() {
    return units.stream().limit(1)
        .flatMap(unit -> unit.decls().stream())
        .filter(Decl.Scenario.class::isInstance)
        .map(Decl.Scenario.class::cast)
        .toList();
  }

  /** What is wrong, in the order of the text, the user's file first. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** {@code all} in the order of the text, the user's file first. */
  public List<Diagnostic> inOrder(List<Diagnostic> all) {
    if (all.size() < 2) {
      return List.copyOf(all);
    }
    Map<String, Integer> files = new HashMap<>();
    units.forEach(unit -> files.putIfAbsent(unit.path(), files.size()));
    library.forEach(unit -> files.putIfAbsent(unit.path(), files.size()));
    return all.stream()
        .sorted(Comparator
            .comparingInt((Diagnostic d) -> files.getOrDefault(d.span().path(), Integer.MAX_VALUE))
            .thenComparingInt(d -> d.span().start()))
        .toList();
  }
}
