package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a resolution finds out, while it does: the side tables of {@link Resolution} and the diagnostics. */
final class Tables {
  /** More messages than anybody reads: what follows is dropped, and nothing is guessed for it. */
  private static final int MOST = 1_000;

  final SideTable<Name, Symbol> symbols;
  final SideTable<Expr, Type> types;
  final SideTable<TypeExpr, Type> written;
  final SideTable<Expr, Long> constants;
  final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Empty tables. */
  Tables() {
    symbols = SideTable.empty();
    types = SideTable.empty();
    written = SideTable.empty();
    constants = SideTable.empty();
  }

  /** Tables in which what {@code below} knows is known, but its diagnostics. */
  Tables(Tables below) {
    symbols = below.symbols.above();
    types = below.types.above();
    written = below.written.above();
    constants = below.constants.above();
  }

  void bind(Name name, Symbol symbol) {
    symbols.put(name, symbol);
  }

  Type type(Expr expr, Type type) {
    types.put(expr, type);
    return type;
  }

  Type typeOf(Expr expr) {
    return types.getOrDefault(expr, new Type.Error());
  }

  void constant(Expr expr, long value) {
    constants.put(expr, value);
  }

  OptionalLong constantOf(Expr expr) {
    Long value = constants.get(expr);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  void report(Diagnostic diagnostic) {
    if (diagnostics.size() < MOST) {
      diagnostics.add(diagnostic);
    }
  }

  /** The name that was meant, if one is near. */
  Optional<String> nearest(String text, Collection<String> candidates) {
    return diagnostics.size() < MOST ? Spelling.nearest(text, candidates) : Optional.empty();
  }
}
