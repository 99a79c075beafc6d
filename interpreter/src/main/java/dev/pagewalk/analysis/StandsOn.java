package dev.pagewalk.analysis;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Function;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import dev.pagewalk.lower.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a verdict stands on: a {@code safe} because some call always gave up early must not look like one that means
 * something.
 *
 * @param unreached statements of the scenario that no execution reached; only told after a complete search
 * @param assumptions how many {@code after} and {@code assume} there are
 * @param constantErrors functions called by the scenario that returned the same error in every execution, in words
 */
record StandsOn(List<Span> unreached, int assumptions, List<String> constantErrors) {
  private static final Pattern SUCCESS = Pattern.compile("SUCC|DONE|OK$|NOPAGE|NONE");

  static StandsOn of(Decl.Scenario scenario, Machine machine, boolean complete) {
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
    return new StandsOn(unreached, assumptions[0], constantErrors(machine));
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
      case Stmt.Relax relax -> collect(relax.body(), machine, unreached);
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

  private static List<String> constantErrors(Machine machine) {
    Program program = machine.program();
    List<String> found = new ArrayList<>();
    List<Integer> bodies = program.agents().stream().map(Agent::function).toList();
    for (Instruction instruction : program.instructions()) {
      boolean inThread = bodies.contains(instruction.function())
          && instruction.function() != program.agents().get(program.setup()).function();
      if (instruction.op() == Op.CALL && inThread) {
        Function callee = program.functions().get(program.callSites().get(instruction.a()).callee());
        machine.onlyResult(instruction.a()).ifPresent(value -> error(callee.result(), value).ifPresent(error -> {
          String told = "`" + callee.name() + "` returned " + error + " in every execution";
          if (!found.contains(told)) {
            found.add(told);
          }
        }));
      }
    }
    return found;
  }

  /**
   * A result that says that a function gave up: a negative number, or an enum member whose name does not speak of
   * success.
   */
  private static Optional<String> error(Type type, long value) {
    if (type instanceof Type.Int && value < 0) {
      return Optional.of(Long.toString(value));
    }
    if (type instanceof Type.Enumeration enumeration && 0 <= value && value < enumeration.decl().members().size()) {
      String name = enumeration.decl().members().get((int) value).text();
      return SUCCESS.matcher(name).find() ? Optional.empty() : Optional.of("`" + name + "`");
    }
    return Optional.empty();
  }
}
