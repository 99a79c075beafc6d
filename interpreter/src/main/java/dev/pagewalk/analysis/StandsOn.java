package dev.pagewalk.analysis;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import dev.pagewalk.lower.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a verdict stands on: a {@code safe} because some call always gave up early must not look like one that means something.
 *
 * @param unreached statements of the scenario that no execution reached; only told after a complete search
 * @param assumptions how many {@code after} and {@code assume} there are
 * @param constantErrors functions called by the scenario that left at the same early {@code return} in every execution, in words
 */
record StandsOn(List<Span> unreached, int assumptions, List<String> constantErrors) {
  static StandsOn of(Decl.Scenario scenario, Machine machine, boolean complete, Function<Span, String> text) {
    List<Stmt.Block> bodies = bodies(scenario);
    int[] assumptions = {0};
    Walk counting = new Walk(
        statement -> assumptions[0] += statement instanceof Stmt.After ? 1 : 0,
        expr -> assumptions[0] += isAssume(expr) ? 1 : 0);
    bodies.forEach(counting::visit);
    if (!complete) {
      return new StandsOn(List.of(), assumptions[0], List.of());
    }
    List<Span> unreached = new ArrayList<>();
    bodies.forEach(body -> body.statements().forEach(statement -> collect(statement, machine, unreached)));
    return new StandsOn(unreached, assumptions[0], constantErrors(machine, text));
  }

  private static List<Stmt.Block> bodies(Decl.Scenario scenario) {
    List<Stmt.Block> bodies = new ArrayList<>();
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Thread thread) {
        bodies.add(thread.body());
      } else if (item instanceof ScenarioItem.Declaration declaration && declaration.decl() instanceof Decl.Fn fn) {
        fn.body().ifPresent(bodies::add);
      }
    }
    return bodies;
  }

  private static boolean isAssume(Expr expr) {
    return expr instanceof Expr.Call call
        && call.callee() instanceof Expr.Ref ref
        && ref.name().text().equals("assume");
  }

  private static void collect(Stmt statement, Machine machine, List<Span> unreached) {
    if (isCompiled(statement.span(), machine) && !isReached(statement.span(), machine)) {
      unreached.add(statement.span());
      return;
    }
    switch (statement) {
      case Stmt.Block block -> block.statements().forEach(inner -> collect(inner, machine, unreached));
      case Stmt.If branch -> {
        collect(branch.then(), machine, unreached);
        branch.otherwise().ifPresent(inner -> collect(inner, machine, unreached));
      }
      case Stmt.When when -> {
        collect(when.then(), machine, unreached);
        when.otherwise().ifPresent(inner -> collect(inner, machine, unreached));
      }
      case Stmt.While loop -> collect(loop.body(), machine, unreached);
      case Stmt.For loop -> collect(loop.body(), machine, unreached);
      case Stmt.Lock lock -> collect(lock.body(), machine, unreached);
      case Stmt.Atomic atomic -> collect(atomic.body(), machine, unreached);
      case Stmt.Choose choose -> choose.arms().forEach(inner -> collect(inner, machine, unreached));
      case Stmt.Let simple -> {}
      case Stmt.Assign simple -> {}
      case Stmt.Return simple -> {}
      case Stmt.Break simple -> {}
      case Stmt.Continue simple -> {}
      case Stmt.Expression simple -> {}
      case Stmt.Defer simple -> {}
      case Stmt.ChooseValue simple -> {}
      case Stmt.Await simple -> {}
      case Stmt.After simple -> {}
      case Stmt.Label simple -> {}
      case Stmt.Empty simple -> {}
      case Stmt.Missing simple -> {}
    }
  }

  private static boolean isCompiled(Span span, Machine machine) {
    return machine.program().instructions().stream().anyMatch(instruction -> isIn(instruction, span));
  }

  private static boolean isReached(Span span, Machine machine) {
    List<Instruction> instructions = machine.program().instructions();
    for (int i = 0; i < instructions.size(); i++) {
      if (isIn(instructions.get(i), span) && machine.isReached(i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(Instruction instruction, Span span) {
    Span at = instruction.span();
    return span.start() <= at.start() && at.end() <= span.end() && at.path().equals(span.path());
  }

  private static List<String> constantErrors(Machine machine, Function<Span, String> text) {
    Program program = machine.program();
    List<String> found = new ArrayList<>();
    List<Integer> bodies = program.agents().stream().map(agent -> agent.function()).toList();
    for (int i = 0; i < program.instructions().size(); i++) {
      Instruction instruction = program.instructions().get(i);
      if (instruction.op() == Op.CALL && bodies.contains(instruction.function())
          && instruction.function() != program.agents().get(program.setup()).function()) {
        CallSite site = program.callSites().get(instruction.a());
        int left = machine.onlyReturn(instruction.a());
        if (0 <= left && left < lastReturn(program, site.callee())) {
          String told = "`" + program.functions().get(site.callee()).name() + "` left at `"
              + text.apply(program.instructions().get(left).span()) + "` in every execution";
          if (!found.contains(told)) {
            found.add(told);
          }
        }
      }
    }
    return found;
  }

  private static int lastReturn(Program program, int function) {
    int last = -1;
    int best = -1;
    for (int i = 0; i < program.instructions().size(); i++) {
      Instruction instruction = program.instructions().get(i);
      if (instruction.function() == function && instruction.op() == Op.RETURN) {
        // The closing brace's own return is unreachable code where the body ends with a return statement.
        boolean isBrace = instruction.span().end() - instruction.span().start() <= 1;
        best = isBrace ? best : i;
        last = i;
      }
    }
    return isVoid(program, function, last, best) ? last : best;
  }

  private static boolean isVoid(Program program, int function, int last, int best) {
    return best < 0 || last != best && program.instructions().get(last - 1).op() != Op.RETURN;
  }
}
