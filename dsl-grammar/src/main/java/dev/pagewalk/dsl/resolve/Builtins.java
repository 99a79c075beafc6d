package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;

/** The names that are known without any library. */
final class Builtins {
  /** Stands for a file in the spans of names that no file declares. */
  static final String PATH = "<language>";

  private Builtins() {}

  /** A new outermost scope with everything of the language itself. */
  static Scope scope() {
    Scope scope = Scope.outermost();
    for (Builtin builtin : Builtin.values()) {
      Symbol symbol = new Symbol.BuiltinFunction(name(builtin.text()), builtin, BuiltinSignature.of(builtin).result());
      scope.put(Space.FUNCTION, builtin.text(), symbol);
    }
    MachineConstants.declare(scope);
    scope.put(Space.VALUE, "self", new Symbol.Self(name("self"), Type.Int.INT));
    return scope;
  }

  /** A name without a place in any file. */
  static Name name(String text) {
    return new Name(text, new Span(PATH, 0, 0));
  }
}
