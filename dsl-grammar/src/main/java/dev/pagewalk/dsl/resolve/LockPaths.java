package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * Binds locks that are named by where they live, not by which object has them: {@code mm.mmap_lock},
 * {@code vma.lock(w)}.
 */
final class LockPaths {
  private final World world;
  private final Tables tables;
  private final Scope scope;

  LockPaths(World world, Scope scope) {
    this.world = world;
    this.tables = world.tables;
    this.scope = scope;
  }

  /**
   * Binds the names of a lock.
   *
   * @param strict whether a name that nothing declares is reported; in rules it may be a class of locks
   */
  void lock(Expr expr, boolean strict) {
    switch (expr) {
      case Expr.Call call -> lock(call.callee(), strict);
      case Expr.Paren paren -> lock(paren.inner(), strict);
      case Expr.Ref ref -> name(ref, strict);
      case Expr.Field field -> field(field, strict);
      case Expr.Index index -> lock(index.target(), strict);
      case Expr.Missing missing -> { }
      case Expr.IntLit e -> wrong(e, strict);
      case Expr.BoolLit e -> wrong(e, strict);
      case Expr.NullLit e -> wrong(e, strict);
      case Expr.StringLit e -> wrong(e, strict);
      case Expr.Unary e -> wrong(e, strict);
      case Expr.Binary e -> wrong(e, strict);
      case Expr.Conditional e -> wrong(e, strict);
    }
  }

  private void wrong(Expr expr, boolean strict) {
    if (strict) {
      tables.report(TypeDiagnostics.notALock(expr.span(), "this", new Type.Error()));
    }
  }

  private void name(Expr.Ref ref, boolean strict) {
    Optional<Symbol> found = scope.find(Space.VALUE, ref.name().text());
    found.ifPresent(symbol -> {
      tables.bind(ref.name(), symbol);
      tables.type(ref, symbol.type());
      if (TypeRules.lockKind(elementOf(symbol.type())).isEmpty() && !TypeRules.isError(symbol.type()) && strict) {
        tables.report(TypeDiagnostics.notALock(ref.span(), "this", symbol.type()));
      }
    });
    if (found.isEmpty() && strict && !ref.name().isMissing()) {
      tables.report(NameDiagnostics.unknownName(
          ref.name(), tables.nearest(ref.name().text(), scope.visible(Space.VALUE))));
    }
  }

  private void field(Expr.Field field, boolean strict) {
    Optional<Type.Ref> owner = owner(field.target(), strict);
    if (owner.isEmpty() || field.name().isMissing()) {
      return;
    }
    Map<String, Symbol.StructField> fields = world.fields(owner.get().struct());
    Symbol.StructField found = fields.get(field.name().text());
    if (found != null) {
      tables.bind(field.name(), found);
      tables.type(field, found.type());
    } else if (strict) {
      tables.report(NameDiagnostics.unknownField(
          field.name(), "struct `" + TypeNames.of(owner.get()) + "`",
          tables.nearest(field.name().text(), fields.keySet()), new ArrayList<>(fields.keySet())));
    }
  }

  /** The struct that a path leads to: a struct's name, or a field that refers to one. */
  private Optional<Type.Ref> owner(Expr target, boolean strict) {
    if (target instanceof Expr.Ref ref) {
      Name name = ref.name();
      Optional<Symbol> type = scope.find(Space.TYPE, name.text()).filter(Symbol.StructName.class::isInstance);
      type.ifPresent(symbol -> {
        tables.bind(name, symbol);
        tables.type(ref, symbol.type());
      });
      if (type.isEmpty() && strict && !name.isMissing()) {
        tables.report(NameDiagnostics.unknownType(name, tables.nearest(name.text(), scope.visible(Space.TYPE))));
      }
      return type.map(symbol -> (Type.Ref) symbol.type());
    }
    if (target instanceof Expr.Field field) {
      field(field, strict);
      Type type = tables.typeOf(field);
      return type instanceof Type.Ref r ? Optional.of(r)
          : type instanceof Type.NullableRef n ? Optional.of(new Type.Ref(n.struct())) : Optional.empty();
    }
    return Optional.empty();
  }

  private static Type elementOf(Type type) {
    Type element = type;
    while (element instanceof Type.Array array) {
      element = array.element();
    }
    return element;
  }
}
