package dev.pagewalk.exec;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.SearchVisitor;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Counts, while a search goes on, behind which places of the source new states come about: both the place that makes
 * the step and the place in the thread's own body from where it was called. Tells where the states are that a search
 * costs.
 */
public final class HotLines extends DelegatingSystem implements SearchVisitor {
  private final Machine machine;
  private final Program program;

  /** New states by the instruction that made the step. */
  private final long[] byInstruction;

  /** New states by the call in a thread's body inside of which the step was made. */
  private final long[] byCall;

  /** New states by the instruction of a thread's own body. */
  private final long[] byOwn;

  private long byDevices;
  private long represented;
  private int call;

  /** Counts for a search of {@code searched}, which shows the states of {@code machine}. */
  public HotLines(Machine machine, TransitionSystem searched) {
    super(searched);
    this.machine = machine;
    program = machine.program();
    byInstruction = new long[program.instructions().size()];
    byOwn = new long[program.instructions().size()];
    byCall = new long[program.callSites().size()];
    represented = machine.standsFor();
  }

  @Override
  public Outcome step(int agent, Choices choices) {
    call = -1;
    if (agent < program.agents().size()) {
      List<Integer> stack = machine.callStack(agent);
      call = stack.isEmpty() ? -1 : stack.getFirst();
    }
    return super.step(agent, choices);
  }

  @Override
  public void entered() {
    represented += machine.standsFor();
    int made = machine.visibleInstruction();
    if (made < 0) {
      byDevices++;
      return;
    }
    byInstruction[made]++;
    if (0 <= call) {
      byCall[call]++;
    } else {
      byOwn[made]++;
    }
  }

  @Override
  public void atEnd(Supplier<List<Move>> execution) {}

  /** New states by place in threads' own bodies, in no order. */
  public Map<Span, Long> inBodies() {
    Map<Span, Long> states = new LinkedHashMap<>();
    for (int i = 0; i < byOwn.length; i++) {
      add(states, program.instructions().get(i).span(), byOwn[i]);
    }
    for (int i = 0; i < byCall.length; i++) {
      add(states, program.callSites().get(i).span(), byCall[i]);
    }
    return states;
  }

  private static void add(Map<Span, Long> states, Span span, long more) {
    if (0 < more) {
      states.merge(span, more, Long::sum);
    }
  }

  /** New states behind the steps that instruction {@code i} has made. */
  public long states(int i) {
    return byInstruction[i];
  }

  /** New states behind steps of interrupts and devices, and of threads that end. */
  public long elsewhere() {
    return byDevices;
  }

  /**
   * How many states there would be without symmetry: each counts for all that come of it by exchanging members. Empty
   * where threads allocate, or may, since they run the kernel: then states also differ in the slots that objects have.
   */
  public OptionalLong represented() {
    int setup = program.agents().get(program.setup()).function();
    boolean allocates = program.instructions().stream()
        .anyMatch(each -> each.op() == Op.ALLOCATE && each.function() != setup);
    return allocates || !program.owners().ofCpus().isEmpty() ? OptionalLong.empty() : OptionalLong.of(represented);
  }
}
