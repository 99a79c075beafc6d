package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Name;
import java.util.Optional;

/** Binds the names of patches. */
final class PatchNames {
  private PatchNames() {}

  /** Binds {@code name} to the patch that {@code scope} sees, or reports that there is none. */
  static Optional<Symbol.Patch> bind(Name name, Scope scope, Tables tables) {
    if (name.isMissing()) {
      return Optional.empty();
    }
    Optional<Symbol> found = scope.find(Space.PATCH, name.text());
    if (found.isEmpty()) {
      tables.report(ScenarioDiagnostics.unknownPatch(name, tables.nearest(name.text(), scope.visible(Space.PATCH))));
      return Optional.empty();
    }
    tables.bind(name, found.get());
    return found.map(Symbol.Patch.class::cast);
  }
}
