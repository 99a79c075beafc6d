package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a text is being resolved: what its names can mean, and what is known at this point of it. */
final class Frame {
  final World world;
  final Tables tables;
  final Body body;

  /** Everything but variables of the running thread. */
  final Scope globals;

  /** Variables of the running thread, innermost block first. */
  Scope locals;

  NullFacts nulls = NullFacts.NONE;

  /** What is known where the innermost loop is left by {@code break}; empty outside loops. */
  Optional<NullFacts> breaks = Optional.empty();

  /** Whether the statements stand in {@code defer}. */
  boolean deferred;

  /** How many statements are around this point. */
  int depth;

  /** What patches put at labels of this body. */
  List<World.Edit> edits = List.of();

  /** What conditions tell, by their identity. */
  final Map<Expr, Refinement> refinements = new IdentityHashMap<>();

  Frame(World world, Scope globals, Scope locals, Body body) {
    this.world = world;
    this.tables = world.tables;
    this.globals = globals;
    this.locals = locals;
    this.body = body;
  }

  /** A frame for expressions that are evaluated before anything runs. */
  static Frame constant(World world, Scope globals) {
    return new Frame(world, globals, Scope.outermost(), Body.constant());
  }

  Optional<Symbol> value(String text) {
    Optional<Symbol> local = locals.find(Space.VALUE, text);
    return local.isPresent() ? local : globals.find(Space.VALUE, text);
  }

  Set<String> visibleValues() {
    Set<String> all = new LinkedHashSet<>(locals.visible(Space.VALUE));
    all.addAll(globals.visible(Space.VALUE));
    return all;
  }

  Optional<String> nearest(Name name, Collection<String> candidates) {
    return tables.nearest(name.text(), candidates);
  }

  void report(Diagnostic diagnostic) {
    tables.report(diagnostic);
  }

  Refinement refinement(Expr condition) {
    return refinements.getOrDefault(condition, Refinement.NOTHING);
  }

  /** Remembers what a condition tells; nothing is stored for most. */
  void refine(Expr condition, Refinement refinement) {
    if (!refinement.equals(Refinement.NOTHING)) {
      refinements.put(condition, refinement);
    }
  }

  /** The variable of the running thread that an expression names, parentheses aside. */
  Optional<Symbol> localOf(Expr expr) {
    Expr e = expr;
    while (e instanceof Expr.Paren paren) {
      e = paren.inner();
    }
    return e instanceof Expr.Ref ref
        ? Optional.ofNullable(tables.symbols.get(ref.name())).filter(Symbol.Local.class::isInstance)
        : Optional.empty();
  }

  /** Declares a variable of the running thread in the innermost block. */
  void declare(Symbol.Local local) {
    Name name = local.declared();
    if (name.isMissing()) {
      return;
    }
    locals.here(Space.VALUE, name.text()).ifPresent(earlier -> report(NameDiagnostics.duplicate(name, earlier)));
    locals.put(Space.VALUE, name.text(), local);
    tables.bind(name, local);
  }

  /** Runs {@code inside} in a block of its own. */
  void block(Runnable inside) {
    Scope around = locals;
    locals = around.inner();
    inside.run();
    locals = around;
  }

  /** Marks the object {@code local} as null or not, from here on. */
  void assigned(Symbol local, boolean isNull) {
    List<Symbol> it = List.of(local);
    nulls = isNull ? nulls.learn(it, List.of()) : nulls.learn(List.of(), it);
  }
}
