package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The scopes of the user's files: each has its own names, around them those of the files it uses, around these the
 * library.
 */
final class UnitScopes {
  private final World world;
  private final List<SourceUnit> units;
  private final Replacements replacements;
  private final Map<String, SourceUnit> byPath = new HashMap<>();
  private final Map<String, Scope> own = new HashMap<>();

  UnitScopes(World world, List<SourceUnit> units, Replacements replacements) {
    this.world = world;
    this.units = units;
    this.replacements = replacements;
    units.forEach(unit -> byPath.putIfAbsent(unit.path(), unit));
  }

  /** What the declarations of {@code unit} can see. */
  Scope of(SourceUnit unit) {
    return own.get(unit.path());
  }

  /** Declares the names of every file, a file's after those of the files it uses. */
  void declare() {
    Set<String> entered = new HashSet<>();
    for (SourceUnit unit : units) {
      Deque<SourceUnit> path = new ArrayDeque<>();
      path.push(unit);
      while (!path.isEmpty()) {
        SourceUnit next = path.peek();
        entered.add(next.path());
        Optional<SourceUnit> first = used(next).stream().filter(u -> !entered.contains(u.path())).findFirst();
        if (first.isPresent()) {
          path.push(first.get());
        } else {
          declare(path.pop());
        }
      }
    }
  }

  private List<SourceUnit> used(SourceUnit unit) {
    return unit.uses().stream().map(use -> target(unit, use)).flatMap(Optional::stream).toList();
  }

  private Optional<SourceUnit> target(SourceUnit unit, SyntaxPart.Use use) {
    return Optional.ofNullable(byPath.get(UsePaths.resolve(unit.path(), use.path())));
  }

  private void declare(SourceUnit unit) {
    if (own.containsKey(unit.path())) {
      return;
    }
    Scope imports = world.library.inner();
    Set<String> seen = new HashSet<>();
    for (SyntaxPart.Use use : unit.uses()) {
      target(unit, use).map(this::of).filter(scope -> seen.add(use.path()))
          .ifPresent(scope -> bringIn(scope, imports, use));
    }
    Scope scope = imports.inner();
    own.put(unit.path(), scope);
    new Declarations(world, scope, replacements).declare(unit.decls());
  }

  private void bringIn(Scope from, Scope into, SyntaxPart.Use use) {
    for (Space space : Space.values()) {
      from.own(space).forEach((name, symbol) -> {
        Optional<Symbol> earlier = into.here(space, name);
        if (earlier.isPresent() && earlier.get() != symbol) {
          world.tables.report(NameDiagnostics.importedTwice(use, earlier.get(), symbol));
        } else {
          into.put(space, name, symbol);
        }
      });
    }
  }
}
