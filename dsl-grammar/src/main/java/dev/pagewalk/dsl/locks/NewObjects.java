package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds locks of new objects that are taken before they are initialised: behind {@code let o = alloc(S);}, in the same
 * block, as long as nobody else is given the object.
 */
final class NewObjects {
  private static final int DEEPEST = 150;

  private final Resolution resolution;
  private final Decl.Scenario scenario;
  private Optional<InitialisedLocks> initialised = Optional.empty();
  private final Mistakes mistakes;

  NewObjects(Resolution resolution, Decl.Scenario scenario, Mistakes mistakes) {
    this.resolution = resolution;
    this.scenario = scenario;
    this.mistakes = mistakes;
  }

  /** Looks at all blocks of a text. */
  void check(Node text) {
    Deque<Node> open = new ArrayDeque<>(List.of(text));
    while (!open.isEmpty()) {
      Node node = open.poll();
      if (node instanceof Stmt.Block block) {
        block(block.statements());
      }
      open.addAll(Children.of(node));
    }
  }

  private void block(List<Stmt> statements) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof Stmt.Let let && let.value().filter(this::allocates).isPresent()) {
        follow(let, statements.subList(i + 1, statements.size()));
      }
    }
  }

  private boolean allocates(Expr value) {
    return value instanceof Expr.Call call && builtin(call).filter(b -> b == Builtin.ALLOC).isPresent();
  }

  private void follow(Stmt.Let let, List<Stmt> behind) {
    for (Stmt statement : behind) {
      if (isOver(statement, let.name(), let.span(), 0)) {
        return;
      }
    }
  }

  /**
   * Whether nothing is known of the object's locks any more behind this node, which may be because of what is wrong.
   */
  private boolean isOver(Node node, Name object, Span allocated, int depth) {
    if (DEEPEST <= depth) {
      return true;
    }
    if (node instanceof Stmt.Lock lock && fieldOf(lock.lock(), object).isPresent()) {
      return taken(lock.lock(), object, allocated);
    }
    if (node instanceof Expr.Call call && !call.args().isEmpty()) {
      Expr first = call.args().get(0).value();
      Optional<Builtin> builtin = builtin(call);
      if (builtin.isPresent() && fieldOf(first, object).isPresent()) {
        boolean takes = builtin.flatMap(LockCall::of)
            .filter(Set.of(LockCall.TAKE, LockCall.TAKE_SHARED, LockCall.TRY, LockCall.TRY_SHARED)::contains).isPresent();
        return takes ? taken(first, object, allocated) : InitialisedLocks.isInitialiser(call, resolution);
      }
    }
    if (node instanceof Expr.Field field && means(field.target(), object)) {
      return false;
    }
    if (node instanceof Expr expr && means(expr, object)) {
      return true;
    }
    return Children.of(node).stream().anyMatch(child -> isOver(child, object, allocated, depth + 1));
  }

  private boolean taken(Expr lock, Name object, Span allocated) {
    Optional<Symbol.StructField> field = fieldOf(lock, object);
    field.flatMap(this::initialisation).ifPresent(place -> mistakes.notInitialised(lock.span(),
        object.text() + '.' + field.get().declared().text(), allocated, place));
    return true;
  }

  /** Where some code initialises a lock: all functions are looked through, once somebody asks. */
  private Optional<Span> initialisation(Symbol.StructField lock) {
    if (initialised.isEmpty()) {
      initialised = Optional.of(InitialisedLocks.in(resolution, scenario));
    }
    return initialised.get().place(lock);
  }

  /** The field of the object that an expression names. */
  private Optional<Symbol.StructField> fieldOf(Expr expr, Name object) {
    return expr instanceof Expr.Field field && means(field.target(), object)
        && resolution.symbol(field.name()).orElse(null) instanceof Symbol.StructField found
        ? Optional.of(found) : Optional.empty();
  }

  private boolean means(Expr expr, Name object) {
    return expr instanceof Expr.Ref ref
        && resolution.symbol(ref.name()).map(Symbol::declared).filter(object::equals).isPresent();
  }

  private Optional<Builtin> builtin(Expr.Call call) {
    return call.callee() instanceof Expr.Ref ref
        && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.BuiltinFunction found
        ? Optional.of(found.builtin()) : Optional.empty();
  }
}
