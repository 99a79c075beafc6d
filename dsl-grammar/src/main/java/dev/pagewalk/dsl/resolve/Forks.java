package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds {@code let c = fork() { ... }} and {@code fork() { ... }} among the statements of threads: each is a thread of
 * its own, of a process of its own, that starts when the call returns.
 */
final class Forks {
  private static final String NAME = "fork";

  private final Map<Expr.Call, ScenarioItem.Thread> children = new IdentityHashMap<>();

  /** The child of each fork in a thread's statements, children's children included, in the order of the text. */
  List<ScenarioItem.Thread> collect(ScenarioItem.Thread thread) {
    List<ScenarioItem.Thread> found = new ArrayList<>();
    if (thread.process().isPresent()) {
      block(thread.body(), thread, found);
    }
    return found;
  }

  /** The thread that a call of {@code fork} starts; empty where it does not stand as a statement of a thread. */
  Optional<ScenarioItem.Thread> child(Expr.Call call) {
    return Optional.ofNullable(children.get(call));
  }

  /** Whether an expression calls {@code fork} with a block for the child. */
  static boolean isFork(Expr expr) {
    return expr instanceof Expr.Call call
        && call.block().isPresent()
        && call.callee() instanceof Expr.Ref ref
        && ref.name().text().equals(NAME);
  }

  private void block(Stmt.Block block, ScenarioItem.Thread parent, List<ScenarioItem.Thread> found) {
    block.statements().forEach(statement -> statement(statement, parent, found));
  }

  private void statement(Stmt statement, ScenarioItem.Thread parent, List<ScenarioItem.Thread> found) {
    switch (statement) {
      case Stmt.Let let -> let.value().ifPresent(value -> fork(value, Optional.of(let.name()), parent, found));
      case Stmt.Expression expression -> fork(expression.expr(), Optional.empty(), parent, found);
      case Stmt.Block block -> block(block, parent, found);
      case Stmt.If branch -> {
        statement(branch.then(), parent, found);
        branch.otherwise().ifPresent(otherwise -> statement(otherwise, parent, found));
      }
      case Stmt.When when -> {
        statement(when.then(), parent, found);
        when.otherwise().ifPresent(otherwise -> statement(otherwise, parent, found));
      }
      case Stmt.Choose choose -> choose.arms().forEach(arm -> block(arm, parent, found));
      case Stmt.While loop -> {}
      case Stmt.For loop -> {}
      case Stmt.Defer defer -> {}
      case Stmt.Lock lock -> {}
      case Stmt.Atomic atomic -> {}
      case Stmt.Relax relax -> {}
      case Stmt.Assign assign -> {}
      case Stmt.Return leave -> {}
      case Stmt.Break leave -> {}
      case Stmt.Continue leave -> {}
      case Stmt.ChooseValue choose -> {}
      case Stmt.Await await -> {}
      case Stmt.After after -> {}
      case Stmt.Label label -> {}
      case Stmt.Empty empty -> {}
      case Stmt.Missing missing -> {}
    }
  }

  private void fork(Expr value, Optional<Name> name, ScenarioItem.Thread parent, List<ScenarioItem.Thread> found) {
    if (!isFork(value)) {
      return;
    }
    Expr.Call call = (Expr.Call) value;
    Name called = ((Expr.Ref) call.callee()).name();
    Name own = name.filter(n -> !n.isMissing())
        .orElseGet(() -> new Name("child " + (found.size() + 1) + " of " + parent.name().text(), called.span()));
    ScenarioItem.Thread child = new ScenarioItem.Thread(Optional.empty(), false, parent.daemon(), own, parent.count(),
        parent.symmetric(), parent.process(), Optional.empty(), call.block().orElseThrow(), call.span());
    children.put(call, child);
    found.add(child);
    block(child.body(), child, found);
  }
}
