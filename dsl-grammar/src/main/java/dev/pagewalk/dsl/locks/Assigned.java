package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which variables get another value after the start state is built. */
final class Assigned {
  private static final Set<Builtin> WRITE = EnumSet.of(
      Builtin.WRITE_ONCE, Builtin.SMP_STORE_RELEASE, Builtin.XCHG, Builtin.CMPXCHG, Builtin.TEST_AND_SET,
      Builtin.ATOMIC_ADD, Builtin.ATOMIC_INC, Builtin.ATOMIC_DEC, Builtin.ATOMIC_ADD_RETURN, Builtin.ATOMIC_INC_RETURN,
      Builtin.ATOMIC_DEC_RETURN, Builtin.ATOMIC_DEC_AND_TEST, Builtin.ATOMIC_INC_NOT_ZERO);

  private Assigned() {}

  /** The declarations of variables that {@code texts} assign, or may: set-up aside. */
  static Set<Name> in(List<? extends Node> texts, Resolution resolution) {
    Set<Name> found = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(texts);
    while (!open.isEmpty()) {
      Node node = open.poll();
      if (node instanceof ScenarioItem.Setup || node instanceof ProcessItem.Setup) {
        continue;
      }
      if (node instanceof Stmt.Assign assign) {
        variable(assign.target(), resolution, found);
      } else if (node instanceof Expr.Unary unary && unary.op() == Expr.UnaryOp.ADDRESS) {
        variable(unary.operand(), resolution, found);
      } else if (node instanceof Expr.Call call && call.callee() instanceof Expr.Ref ref
          && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.BuiltinFunction builtin
          && WRITE.contains(builtin.builtin())) {
        call.args().stream().limit(1).forEach(arg -> variable(arg.value(), resolution, found));
      }
      open.addAll(Children.of(node));
    }
    return found;
  }

  private static void variable(Expr target, Resolution resolution, Set<Name> found) {
    Expr expr = target;
    while (expr instanceof Expr.Paren paren) {
      expr = paren.inner();
    }
    if (expr instanceof Expr.Ref ref) {
      resolution.symbol(ref.name()).map(Symbol::declared).ifPresent(found::add);
    }
  }
}
