package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.List;
import java.util.Optional;

/**
 * Binds the names in rules: of fields, of the lock order, of page tables.
 *
 * <p>Model: a rule may speak of classes of locks and of predicates that no declaration names; these stay unbound and
 * unreported.
 */
final class Rules {
  private final World world;
  private final Scope scope;

  Rules(World world, Scope scope) {
    this.world = world;
    this.scope = scope;
  }

  /** Binds the rules among {@code decls}. */
  void check(List<Decl> decls) {
    for (Decl decl : decls) {
      switch (decl) {
        case Decl.Struct d -> d.fields().forEach(field -> field.rules().forEach(
            rule -> rule.alternatives().forEach(all -> all.terms().forEach(term -> term(term, Optional.of(d))))));
        case Decl.LockOrder d -> {
          d.chains().forEach(chain -> chain(chain, 0));
          d.nests().forEach(this::nest);
        }
        case Decl.PageTables d -> d.rules().forEach(
            rule -> rule.alternatives().forEach(all -> all.terms().forEach(term -> term(term, Optional.empty()))));
        case Decl.Const d -> { }
        case Decl.Enumeration d -> { }
        case Decl.Flags d -> { }
        case Decl.Fn d -> { }
        case Decl.Patch d -> { }
        case Decl.Var d -> { }
        case Decl.Scenario d -> { }
        case Decl.Missing d -> { }
      }
    }
  }

  private void chain(SyntaxPart.OrderChain chain, int depth) {
    chain.lock().ifPresent(lock -> new LockPaths(world, scope).lock(lock, false));
    if (depth < 256) {
      chain.stages().forEach(stage -> stage.alternatives().forEach(inner -> chain(inner, depth + 1)));
    }
  }

  private void nest(SyntaxPart.Nest nest) {
    new LockPaths(world, scope).lock(nest.lock(), false);
    nest.functions().forEach(name -> scope.find(Space.FUNCTION, name.text()).ifPresent(
        function -> world.tables.bind(name, function)));
  }

  /** Binds what can be bound: fields of the struct itself, structs, locks, functions. */
  private void term(Expr term, Optional<Decl.Struct> struct) {
    Expr e = term;
    while (e instanceof Expr.Call call) {
      call.args().forEach(arg -> own(arg.value(), struct));
      e = call.callee();
    }
    if (e instanceof Expr.Ref ref && !own(ref, struct)) {
      scope.find(Space.FUNCTION, ref.name().text()).ifPresent(function -> world.tables.bind(ref.name(), function));
    }
    if (e instanceof Expr.Field field && !path(field, struct)) {
      new LockPaths(world, scope).lock(field, false);
    }
  }

  private boolean own(Expr expr, Optional<Decl.Struct> struct) {
    Symbol.StructField field = expr instanceof Expr.Ref ref && struct.isPresent()
        ? world.fields(struct.get()).get(ref.name().text()) : null;
    if (field == null) {
      return false;
    }
    world.tables.bind(((Expr.Ref) expr).name(), field);
    world.tables.type(expr, field.type());
    return true;
  }

  /** {@code this.lock}, {@code field.lock}: from an object of the struct. */
  private boolean path(Expr.Field field, Optional<Decl.Struct> struct) {
    if (struct.isEmpty()) {
      return false;
    }
    Expr target = field.target();
    if (target instanceof Expr.Ref ref && ref.name().text().equals("this")) {
      world.tables.type(ref, new Type.Ref(struct.get()));
    } else if (!own(target, struct) && !(target instanceof Expr.Field inner && path(inner, struct))) {
      return false;
    }
    Type type = world.tables.typeOf(target);
    Decl.Struct owner = type instanceof Type.Ref r ? r.struct() : type instanceof Type.NullableRef n ? n.struct()
        : null;
    Symbol.StructField found = owner == null ? null : world.fields(owner).get(field.name().text());
    if (found != null) {
      world.tables.bind(field.name(), found);
      world.tables.type(field, found.type());
    } else if (owner != null && !field.name().isMissing()) {
      world.tables.report(NameDiagnostics.unknownField(
          field.name(), "struct `" + owner.name() + "`",
          world.tables.nearest(field.name().text(), world.fields(owner).keySet()),
              List.copyOf(world.fields(owner).keySet())));
    }
    return true;
  }
}
