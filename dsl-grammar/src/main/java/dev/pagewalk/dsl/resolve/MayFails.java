package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;

/** Checks {@code may_fail alloc(STRUCT);} and {@code may_fail trylock(LOCK);}. */
final class MayFails {
  private final World world;
  private final Scope scope;

  MayFails(World world, Scope scope) {
    this.world = world;
    this.scope = scope;
  }

  void check(ScenarioItem.MayFail item) {
    if (item.call() instanceof Expr.Missing) {
      return;
    }
    if (!(item.call() instanceof Expr.Call call) || !(call.callee() instanceof Expr.Ref ref) || call.args()
        .size() != 1) {
      world.tables.report(ScenarioDiagnostics.mayFail(item.call().span()));
      return;
    }
    String name = ref.name().text();
    if (name.equals("alloc")) {
      new Expressions(Frame.constant(world, scope)).of(call);
    } else if (name.equals("trylock")) {
      new LockPaths(world, scope).lock(call.args().get(0).value(), true);
    } else if (!ref.name().isMissing()) {
      world.tables.report(ScenarioDiagnostics.mayFail(item.call().span()));
    }
  }
}
