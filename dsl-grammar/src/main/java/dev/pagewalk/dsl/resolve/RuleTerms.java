package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Binds and types what rules demand: locks that are reached from an object, conditions, fields that are set, tests of
 * the library.
 *
 * @param self the object whose rules they are: its fields can be named on their own, itself is {@code this}
 * @param names what else has a name: the parameters of a condition, or what an operation on page tables is about
 */
record RuleTerms(World world, Scope scope, Optional<Type.Ref> self, Map<String, Symbol> names) {
  /** What a thread can be in, beside holding locks. */
  static final Set<String> FACTS = Set.of("rcu", "irqs_off");

  /** Binds the terms of alternatives. */
  void alternatives(List<SyntaxPart.Conjunction> alternatives) {
    alternatives.forEach(all -> all.terms().forEach(this::term));
  }

  /** Binds one term. */
  void term(Expr term) {
    switch (term) {
      case Expr.Unary not -> term(not.operand());
      case Expr.Call call -> call(call);
      case Expr.Ref ref when isFact(ref) -> world.tables.type(ref, new Type.Bool());
      case Expr.Ref ref when isPatch(ref) -> scope.find(Space.PATCH, ref.name().text()).ifPresent(
          patch -> world.tables.bind(ref.name(), patch));
      case Expr.Ref ref -> held(ref, Optional.empty());
      case Expr.Field field -> held(field, Optional.empty());
      default -> { }
    }
  }

  private boolean isFact(Expr.Ref ref) {
    return FACTS.contains(ref.name().text()) && lookUp(ref.name().text()).isEmpty();
  }

  private boolean isPatch(Expr.Ref ref) {
    return lookUp(ref.name().text()).isEmpty() && scope.find(Space.PATCH, ref.name().text()).isPresent();
  }

  private void call(Expr.Call call) {
    if (call.callee() instanceof Expr.Ref ref
        && scope.find(Space.CONDITION, ref.name().text()).orElse(null) instanceof Symbol.Condition condition) {
      world.tables.bind(ref.name(), condition);
      arguments(call, ref.name(), condition.parameters(), condition);
      return;
    }
    if (call.callee() instanceof Expr.Ref ref
        && scope.find(Space.FUNCTION, ref.name().text()).orElse(null) instanceof Symbol.Function function
        && function.decl().kind() == Decl.FnKind.EXTERN && function.type() instanceof Type.Bool) {
      world.tables.bind(ref.name(), function);
      arguments(call, ref.name(), function.parameters(), function);
      return;
    }
    boolean isMode = call.args().size() == 1 && call.args().getFirst().value() instanceof Expr.Ref mode
        && Set.of("r", "w").contains(mode.name().text());
    if (isMode) {
      held(call.callee(), Optional.of(((Expr.Ref) call.args().getFirst().value()).name()));
    } else if (call.callee() instanceof Expr.Ref ref && !ref.name().isMissing()) {
      world.tables.report(RuleDiagnostics.unknownCondition(ref.name(),
          world.tables.nearest(ref.name().text(), scope.visible(Space.CONDITION))));
    } else {
      held(call.callee(), Optional.empty());
    }
  }

  private void arguments(Expr.Call call, Name name, List<Type> wanted, Symbol called) {
    if (call.args().size() != wanted.size()) {
      world.tables.report(RuleDiagnostics.conditionArguments(call.span(), name, wanted.size(), called));
    }
    for (int i = 0; i < call.args().size(); i++) {
      Expr given = call.args().get(i).value();
      Type found = path(given);
      if (i < wanted.size() && !isSameStruct(wanted.get(i), found)) {
        world.tables.report(TypeDiagnostics.notAnObject(given.span(), "`" + name + "`", found));
      }
    }
  }

  private static boolean isSameStruct(Type wanted, Type found) {
    return TypeRules.isError(wanted) || TypeRules.isError(found)
        || struct(wanted).isPresent() && struct(wanted).equals(struct(found));
  }

  private void held(Expr path, Optional<Name> mode) {
    Type type = path(path);
    if (TypeRules.isError(type)) {
      return;
    }
    Optional<Type.LockKind> kind = TypeRules.lockKind(type);
    boolean isSharable = kind.filter(k -> k == Type.LockKind.RWLOCK || k == Type.LockKind.RWSEM).isPresent();
    if (kind.isPresent() && mode.isPresent() && !isSharable) {
      world.tables.report(TypeDiagnostics.lockModeSuperfluous(mode.get(), kind.get()));
    } else if (kind.isEmpty() && (mode.isPresent() || !isTruth(type))) {
      world.tables.report(TypeDiagnostics.notALock(path.span(), "a rule", type));
    }
  }

  private static boolean isTruth(Type type) {
    return type instanceof Type.Bool || struct(type).isPresent() || type instanceof Type.Int;
  }

  /** Binds the names of a way from an object to a field; gives what is there. */
  private Type path(Expr expr) {
    Type type = switch (expr) {
      case Expr.Ref ref -> start(ref);
      case Expr.Field field -> field(field);
      default -> new Type.Error();
    };
    return world.tables.type(expr, type);
  }

  private Type start(Expr.Ref ref) {
    String text = ref.name().text();
    if (text.equals("this") && self.isPresent()) {
      return self.get();
    }
    Optional<Symbol> found = lookUp(text);
    if (found.isEmpty() && !ref.name().isMissing()) {
      Set<String> known = new HashSet<>(names.keySet());
      self.ifPresent(struct -> known.addAll(world.fields(struct.struct()).keySet()));
      world.tables.report(NameDiagnostics.unknownName(ref.name(), world.tables.nearest(text, known)));
    }
    found.ifPresent(symbol -> world.tables.bind(ref.name(), symbol));
    return found.map(Symbol::type).orElseGet(Type.Error::new);
  }

  private Optional<Symbol> lookUp(String text) {
    Symbol named = names.get(text);
    Symbol own = self.map(struct -> world.fields(struct.struct()).get(text)).orElse(null);
    return named != null ? Optional.of(named) : own != null ? Optional.of(own)
        : scope.find(Space.VALUE, text).filter(Symbol.Global.class::isInstance);
  }

  private Type field(Expr.Field field) {
    Type owner = path(field.target());
    Optional<Type.Ref> struct = struct(owner);
    if (struct.isEmpty() || field.name().isMissing()) {
      if (!TypeRules.isError(owner)) {
        world.tables.report(TypeDiagnostics.notAnObject(field.target().span(), "`." + field.name() + "`", owner));
      }
      return new Type.Error();
    }
    Map<String, Symbol.StructField> fields = world.fields(struct.get().struct());
    Symbol.StructField found = fields.get(field.name().text());
    if (found == null) {
      world.tables.report(NameDiagnostics.unknownField(field.name(), "struct `" + TypeNames.of(struct.get()) + "`",
          world.tables.nearest(field.name().text(), fields.keySet()), new ArrayList<>(fields.keySet())));
      return new Type.Error();
    }
    world.tables.bind(field.name(), found);
    return found.type();
  }

  private static Optional<Type.Ref> struct(Type type) {
    return switch (type) {
      case Type.Ref ref -> Optional.of(ref);
      case Type.NullableRef ref -> Optional.of(new Type.Ref(ref.struct()));
      default -> Optional.empty();
    };
  }
}
