package dev.pagewalk.analysis;

import dev.pagewalk.dsl.resolve.Resolution;
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

/** Why rules were not applied to accesses that a search has made. */
final class Relaxations {
  private final Machine machine;
  private final Set<String> reasons = new LinkedHashSet<>();

  private Relaxations(Machine machine) {
    this.machine = machine;
  }

  /** The reasons that are written at code that was reached, each once, in the order of the text. */
  static List<String> of(Resolution resolution, Decl.Scenario scenario, Machine machine) {
    Relaxations found = new Relaxations(machine);
    Walk walk = new Walk(found::look, expr -> {});
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

  private static String text(Expr.StringLit reason) {
    return reason.value();
  }

  private boolean isReached(Span span) {
    List<Instruction> instructions = machine.program().instructions();
    for (int i = 0; i < instructions.size(); i++) {
      Span at = instructions.get(i).span();
      if (machine.isReached(i) && span.start() <= at.start() && at.end() <= span.end()
          && at.path().equals(span.path())) {
        return true;
      }
    }
    return false;
  }
}
