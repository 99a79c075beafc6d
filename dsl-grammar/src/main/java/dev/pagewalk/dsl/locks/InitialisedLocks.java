package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The locks that code initialises: fields that some text gives to {@code spin_lock_init} and the like. In a new object
 * they cannot be taken before; all other locks can. It is the texts that count, also those that a variant leaves out:
 * who replaces the code that initialises a lock does not change that it has to be.
 */
public final class InitialisedLocks {
  private static final Set<Builtin> INITIALISERS =
      EnumSet.of(Builtin.SPIN_LOCK_INIT, Builtin.RWLOCK_INIT, Builtin.INIT_RWSEM, Builtin.MUTEX_INIT);

  private final Map<String, Map<String, Span>> fields = new LinkedHashMap<>();

  private InitialisedLocks() {}

  /** Those of the library, of the user's files, and of one of their scenarios. */
  public static InitialisedLocks in(Resolution resolution, Decl.Scenario scenario) {
    InitialisedLocks found = new InitialisedLocks();
    Deque<Node> open = new ArrayDeque<>();
    resolution.library().forEach(unit -> functions(unit.decls(), open));
    resolution.units().forEach(unit -> functions(unit.decls(), open));
    open.add(scenario);
    while (!open.isEmpty()) {
      Node node = open.poll();
      found.look(node, resolution);
      open.addAll(Children.of(node));
    }
    return found;
  }

  private static void functions(List<Decl> decls, Deque<Node> into) {
    decls.stream().filter(decl -> decl instanceof Decl.Fn || decl instanceof Decl.Patch).forEach(into::add);
  }

  /** The fields of a struct that are such locks, in the order in which the texts name them. */
  public List<String> fieldsOf(String struct) {
    return new ArrayList<>(fields.getOrDefault(struct, Map.of()).keySet());
  }

  /** Where some code initialises the lock that is this field of a struct. */
  Optional<Span> place(Symbol.StructField field) {
    return Optional.ofNullable(
        fields.getOrDefault(field.struct().name().text(), Map.of()).get(field.declared().text()));
  }

  /** Whether a call initialises a lock. */
  static boolean isInitialiser(Expr.Call call, Resolution resolution) {
    return call.callee() instanceof Expr.Ref ref
        && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.BuiltinFunction builtin
        && INITIALISERS.contains(builtin.builtin());
  }

  private void look(Node node, Resolution resolution) {
    if (node instanceof Expr.Call call && isInitialiser(call, resolution) && !call.args().isEmpty()
        && call.args().get(0).value() instanceof Expr.Field field
        && resolution.symbol(field.name()).orElse(null) instanceof Symbol.StructField found) {
      fields.computeIfAbsent(found.struct().name().text(), s -> new LinkedHashMap<>())
          .putIfAbsent(found.declared().text(), call.span());
    }
  }
}
