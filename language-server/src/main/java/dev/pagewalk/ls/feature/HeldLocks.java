package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which locks a text holds behind each statement that takes or gives back one, read off the text alone.
 *
 * <p>Only calls that always take or give back are followed: those of the language, and {@code lock} blocks. What is
 * taken in one branch only, or in a called function, is not shown.
 */
final class HeldLocks {
  private static final Map<Builtin, String> TAKES = Map.of(
      Builtin.SPIN_LOCK, "", Builtin.MUTEX_LOCK, "", Builtin.BIT_SPIN_LOCK, "", Builtin.READ_LOCK, "(r)",
      Builtin.DOWN_READ, "(r)", Builtin.WRITE_LOCK, "(w)", Builtin.DOWN_WRITE, "(w)");
  private static final Map<Builtin, String> GIVES = Map.of(
      Builtin.SPIN_UNLOCK, "", Builtin.MUTEX_UNLOCK, "", Builtin.BIT_SPIN_UNLOCK, "", Builtin.READ_UNLOCK, "(r)",
      Builtin.UP_READ, "(r)", Builtin.WRITE_UNLOCK, "(w)", Builtin.UP_WRITE, "(w)");

  private final FileView view;
  private final List<Held> found = new ArrayList<>();

  private HeldLocks(FileView view) {
    this.view = view;
  }

  /** What is held from {@code offset} on, in words. */
  record Held(int offset, String text) {}

  static List<Held> of(FileView view) {
    HeldLocks locks = new HeldLocks(view);
    locks.bodies(view.unit());
    return locks.found;
  }

  private void bodies(Node node) {
    if (node instanceof Stmt.Block block) {
      block(block, new ArrayList<>());
    } else {
      Children.of(node).forEach(this::bodies);
    }
  }

  private void block(Stmt.Block block, List<String> held) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Lock lock) {
        List<String> inside = new ArrayList<>(held);
        inside.add(view.text(lock.lock().span()) + lock.mode().map(mode -> "(" + mode + ")").orElse(""));
        tell(lock.body().span().start() + 1, inside);
        block(lock.body(), inside);
      } else if (stmt instanceof Stmt.Expression expression && expression.expr() instanceof Expr.Call call) {
        if (call(call, held)) {
          tell(stmt.span().end(), held);
        }
      } else {
        Children.of(stmt).forEach(child -> nested(child, held));
      }
    }
  }

  private void nested(Node node, List<String> held) {
    if (node instanceof Stmt.Block block) {
      block(block, new ArrayList<>(held));
    } else {
      Children.of(node).forEach(child -> nested(child, held));
    }
  }

  /** Whether the call takes or gives back a lock. */
  private boolean call(Expr.Call call, List<String> held) {
    Optional<Builtin> builtin = call.callee() instanceof Expr.Ref ref
        ? view.resolution().symbol(ref.name())
            .filter(Symbol.BuiltinFunction.class::isInstance)
            .map(symbol -> ((Symbol.BuiltinFunction) symbol).builtin())
        : Optional.empty();
    if (builtin.isEmpty() || call.args().size() != 1) {
      return false;
    }
    String lock = view.text(call.args().get(0).span());
    if (TAKES.containsKey(builtin.get())) {
      held.add(lock + TAKES.get(builtin.get()));
      return true;
    }
    return GIVES.containsKey(builtin.get()) && held.remove(lock + GIVES.get(builtin.get()));
  }

  private void tell(int offset, List<String> held) {
    found.add(new Held(offset, held.isEmpty() ? "holds nothing" : "holds " + String.join(", ", held)));
  }
}
