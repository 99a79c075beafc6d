package dev.pagewalk.step;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.Function;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.ir.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The functions that threads are in. */
final class Stack {
  private Stack() {}

  /** The frames of a thread, innermost first; none once it has ended, before it is forked, and for a device. */
  static List<Frame> of(Machine machine, int agent) {
    Program program = machine.program();
    if (program.agents().size() <= agent || machine.position(agent) < 0) {
      return List.of();
    }
    int base = program.agents().get(agent).base();
    if (machine.state().get(base + ThreadWords.FRAME) == ThreadWords.NOT_STARTED) {
      return List.of();
    }
    List<Integer> sites = machine.callStack(agent);
    List<Frame> frames = new ArrayList<>();
    int at = base + (int) machine.state().get(base + ThreadWords.FRAME);
    int pc = machine.position(agent);
    Span span = program.instructions().get(pc).span();
    for (int depth = sites.size(); 0 < depth; depth--) {
      CallSite site = program.callSites().get(sites.get(depth - 1));
      frames.add(frame(program, agent, depth, site.callee(), pc, span, at));
      at -= site.callerFrameSize();
      pc = site.returnTo();
      span = site.span();
    }
    frames.add(frame(program, agent, 0, program.agents().get(agent).function(), pc, span, at));
    return frames;
  }

  private static Frame frame(Program program, int agent, int depth, int function, int pc, Span span, int base) {
    Function body = program.functions().get(function);
    List<Variable> visible = body.variables().stream()
        .filter(variable -> variable.from() <= pc && pc < variable.to())
        .sorted(Comparator.comparingInt(Variable::slot))
        .toList();
    String name = depth == 0 ? program.agents().get(agent).name() : body.name();
    return new Frame(agent, depth, name, pc, span, base, visible);
  }
}
