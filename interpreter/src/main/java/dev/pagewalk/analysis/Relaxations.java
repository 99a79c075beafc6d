package dev.pagewalk.analysis;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.lower.Walk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Why rules were not applied to accesses that a search has made, and why races that it has met are meant as they are.
 */
final class Relaxations {
  private final Resolution resolution;
  private final Machine machine;
  private final Set<String> reasons = new LinkedHashSet<>();

  private Relaxations(Resolution resolution, Machine machine) {
    this.resolution = resolution;
    this.machine = machine;
  }

  /** The reasons that are written at code that was reached, each once, in the order of the text. */
  static List<String> of(Resolution resolution, Decl.Scenario scenario, Machine machine) {
    Relaxations found = new Relaxations(resolution, machine);
    Walk walk = new Walk(found::look, found::look);
    List<Decl> decls = new ArrayList<>();
    for (SourceUnit unit : resolution.library()) {
      decls.addAll(unit.decls());
    }
    resolution.units().forEach(unit -> decls.addAll(unit.decls()));
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Thread thread) {
        walk.visit(thread.body());
      } else if (item instanceof ScenarioItem.Declaration declaration) {
        decls.add(declaration.decl());
      }
    }
    decls.stream().filter(Decl.Fn.class::isInstance).forEach(decl -> ((Decl.Fn) decl).body().ifPresent(walk::visit));
    return List.copyOf(found.reasons);
  }

  private void look(Stmt statement) {
    if (statement instanceof Stmt.Relax relax && !reasons.contains(text(relax.reason())) && isReached(relax.span())) {
      reasons.add(text(relax.reason()));
    }
  }

  private void look(Expr expr) {
    if (expr instanceof Expr.Call call && call.callee() instanceof Expr.Ref ref && isDataRace(ref)
        && isIntendedRace(call.span())) {
      reasons.add(call.args().size() == 2 && call.args().get(1).value() instanceof Expr.StringLit reason
          ? "a data race is meant: " + text(reason) : "a data race is meant");
    }
  }

  private boolean isDataRace(Expr.Ref ref) {
    return resolution.symbol(ref.name()).orElse(null) instanceof Symbol.BuiltinFunction builtin
        && builtin.builtin() == Builtin.DATA_RACE;
  }

  private boolean isIntendedRace(Span span) {
    return isAny(span, machine::isIntendedRace);
  }

  private static String text(Expr.StringLit reason) {
    return reason.value();
  }

  private boolean isReached(Span span) {
    return isAny(span, machine::isReached);
  }

  private boolean isAny(Span span, IntPredicate wanted) {
    List<Instruction> instructions = machine.program().instructions();
    for (int i = 0; i < instructions.size(); i++) {
      Span at = instructions.get(i).span();
      if (wanted.test(i) && span.start() <= at.start() && at.end() <= span.end()
          && at.path().equals(span.path())) {
        return true;
      }
    }
    return false;
  }
}
