package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles {@code fork() { ... }}: the library copies the address space; then, in the same step as the copy's last, a
 * CPU of the child's own loads it and the child's thread starts.
 *
 * <p>Model: each fork of the text runs once. The child has a CPU to itself.
 */
final class Forks {
  private Forks() {}

  /** The threads that a scenario's threads fork, in the order of the text. */
  static List<ScenarioItem.Thread> of(Resolution resolution, Decl.Scenario scenario) {
    List<ScenarioItem.Thread> children = new ArrayList<>();
    Walk walk = new Walk(statement -> {}, expr -> {
      if (expr instanceof Expr.Call call && call.block().isPresent() && call.callee() instanceof Expr.Ref ref
          && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Thread child) {
        children.add(child.decl());
      }
    });
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Thread thread) {
        walk.visit(thread.body());
      }
    }
    return children;
  }

  /** Emits a fork by member {@code self} of its family. A fork that finds no memory starts nobody. */
  static void emit(LoweringContext context, Symbol.Thread child, int self, Expressions expressions, Emitter out, Span at) {
    int mm = expressions.intrinsic(context.binding("current_mm"), new int[0], at);
    int copy = expressions.callLibrary("fork_mm", new int[] {mm}, at);
    int end = out.newLabel();
    out.emit(Op.JUMP_IF_ZERO, copy, end, at);
    out.intrinsic(new IntrinsicSite(context.startOf(child.decl(), self), new int[] {copy}), at);
    out.emit(Op.START, context.agents.get(child.decl()) + self, at);
    out.bind(end);
  }
}
