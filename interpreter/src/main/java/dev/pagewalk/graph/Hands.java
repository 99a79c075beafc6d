package dev.pagewalk.graph;

import dev.pagewalk.exec.Machine;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.ir.Variable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;

/** What threads have in their variables: a reference that was read before somebody else freed the object is the race. */
final class Hands {
  private final Machine machine;
  private final Program program;
  private final State state;
  private final LongToIntFunction target;

  /**
   * The threads of a machine.
   *
   * @param target gives the header of the object to which a value leads, 0 for none
   */
  Hands(Machine machine, LongToIntFunction target) {
    this.machine = machine;
    this.program = machine.program();
    this.state = machine.state();
    this.target = target;
  }

  /** For each object to which a thread's variables lead the names of these, the outermost function's first. */
  Map<Integer, Set<String>> of(int thread) {
    Map<Integer, Set<String>> found = new TreeMap<>();
    int base = program.agents().get(thread).base();
    if (machine.position(thread) < 0 || state.peek(base + ThreadWords.FRAME) == ThreadWords.NOT_STARTED) {
      return found;
    }
    List<Integer> sites = machine.callStack(thread);
    int frame = base + (int) state.peek(base + ThreadWords.FRAME);
    int pc = machine.position(thread);
    for (int depth = sites.size(); 0 < depth; depth--) {
      CallSite site = program.callSites().get(sites.get(depth - 1));
      look(site.callee(), frame, pc, found);
      frame -= site.callerFrameSize();
      pc = site.returnTo();
    }
    look(program.agents().get(thread).function(), frame, pc, found);
    return found;
  }

  private void look(int function, int frame, int pc, Map<Integer, Set<String>> found) {
    for (Variable variable : program.functions().get(function).variables()) {
      int object = variable.from() <= pc && pc < variable.to() ? target.applyAsInt(state.peek(frame + variable.slot())) : 0;
      if (object != 0) {
        found.computeIfAbsent(object, key -> new LinkedHashSet<>()).add(variable.name());
      }
    }
  }
}
