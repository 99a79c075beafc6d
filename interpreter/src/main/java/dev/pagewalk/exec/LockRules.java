package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.LockOrder;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import java.util.Set;

/** What a thread must not do when it takes a lock, although nothing goes wrong at once. All of it is recorded only. */
final class LockRules {
  private final Program program;
  private final State state;
  private final LockOrder order;
  private final int[][] rivals;

  LockRules(Program program, State state) {
    this.program = program;
    this.state = state;
    order = program.lockOrder();
    rivals = new int[order.classes().size()][];
    for (int i = 0; i < rivals.length; i++) {
      rivals[i] = rivals(i);
    }
  }

  /** The locks that may be held wrongly when one of a class is taken: those of later classes, and of its own. */
  private int[] rivals(int taken) {
    return java.util.stream.IntStream.range(0, order.classes().size())
        .filter(held -> held == taken || order.isAfter(taken, held))
        .flatMap(held -> java.util.Arrays.stream(order.words()[held]))
        .distinct()
        .toArray();
  }

  /** To be called before a lock that may sleep is taken. */
  void checkMaySleep(StepContext context, int agent, int base, int place) {
    int section = section(agent, base);
    if (section != 0) {
      context.report(Finding.recorded("lock_rule", "sleeping_while_atomic",
          "{" + place + "} may sleep, but the thread is in a section that must not sleep", section, "entered"));
    }
  }

  /** The index of the word that says that a thread is in a section in which it must not sleep; 0 if it is in none. */
  int section(int agent, int base) {
    if (state.get(base + ThreadWords.ATOMIC_DEPTH) != 0) {
      return base + ThreadWords.ATOMIC_DEPTH;
    }
    int nesting = program.rcuNesting() + agent;
    return state.get(nesting) == 0 ? 0 : nesting;
  }

  /** To be called after a lock was taken, not by a trylock: those are exempt, but order what follows. */
  void checkOrder(StepContext context, int agent, int base, int place) {
    if (order.isEmpty() || agent == program.setup()) {
      return;
    }
    int taken = order.classOf(state, place);
    if (taken < 0) {
      return;
    }
    for (int held : rivals[taken]) {
      long lock = state.get(held);
      if (lock != 0 && held != place && LockWord.isHeld(lock, agent)) {
        check(context, base, taken, place, order.classOf(state, held), held);
      }
    }
  }

  private void check(StepContext context, int base, int taken, int place, int rival, int held) {
    if (rival == taken && !nests(base, taken)) {
      context.report(Finding.recorded("lock_rule", "order",
          "{" + place + "} is taken while {" + held + "} is held: the lock order has no place for two `"
              + order.classes().get(taken) + "` at a time", held, "locked"));
    } else if (rival != taken && 0 <= rival && order.isAfter(taken, rival)) {
      context.report(Finding.recorded("lock_rule", "order",
          "{" + place + "} is taken while {" + held + "} is held: by the lock order `" + order.classes().get(taken)
              + "` comes before `" + order.classes().get(rival) + "`", held, "locked"));
    }
  }

  /** Whether the thread is in a function in which locks of the class nest. */
  private boolean nests(int base, int taken) {
    Set<String> functions = order.nests().getOrDefault(taken, Set.of());
    if (functions.isEmpty()) {
      return false;
    }
    int frame = base + (int) state.get(base + ThreadWords.FRAME);
    for (int site = (int) state.get(frame) - 1; 0 <= site; site = (int) state.get(frame) - 1) {
      CallSite call = program.callSites().get(site);
      if (functions.contains(program.functions().get(call.callee()).name())) {
        return true;
      }
      frame -= call.callerFrameSize();
    }
    return false;
  }
}
