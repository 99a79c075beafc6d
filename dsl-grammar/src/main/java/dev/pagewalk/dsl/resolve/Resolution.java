package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A set of files with every name bound and every expression typed.
 *
 * <p>The side tables are keyed by the identity of syntax nodes and only ever looked up, never iterated.
 */
public final class Resolution {
  private final List<SourceUnit> library;
  private final List<SourceUnit> units;
  private final Map<Name, Symbol> symbols;
  private final Map<Expr, Type> types;
  private final Map<TypeExpr, Type> writtenTypes;
  private final Map<Expr, Long> constants;
  private final List<Diagnostic> diagnostics;

  /**
   * Used by {@link Resolver} and by tests.
   *
   * @param symbols by the identity of each name, at its declaration and at each use
   * @param constants values of expressions that are the same in every variant
   */
  Resolution(
      List<SourceUnit> library,
      List<SourceUnit> units,
      Map<Name, Symbol> symbols,
      Map<Expr, Type> types,
      Map<TypeExpr, Type> writtenTypes,
      Map<Expr, Long> constants,
      List<Diagnostic> diagnostics) {
    this.library = List.copyOf(library);
    this.units = List.copyOf(units);
    this.symbols = symbols;
    this.types = types;
    this.writtenTypes = writtenTypes;
    this.constants = constants;
    this.diagnostics = List.copyOf(diagnostics);
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
   * The value of an expression that is the same in every variant. Scenario parameters are not constant in this sense.
   */
  public OptionalLong constant(Expr expr) {
    Long value = constants.get(expr);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** The scenarios of the user's file, in the order of the text. */
  public List<Decl.Scenario> scenarios() {
    return units.get(0).decls().stream()
        .filter(Decl.Scenario.class::isInstance)
        .map(Decl.Scenario.class::cast)
        .toList();
  }

  /** What is wrong, in the order of the text, the user's file first. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
