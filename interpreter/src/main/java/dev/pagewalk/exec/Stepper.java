package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.CheckSite;
import dev.pagewalk.ir.Function;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.ir.Update;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the instructions of threads. This is the hot class: the loop of {@link #run} switches on numbers and allocates
 * nothing.
 */
final class Stepper {
  /** Instructions that a thread may execute between two visible steps before it counts as endless. */
  static final int LOCAL_LIMIT = 1_000_000;

  /** Numbers between which one step may choose. */
  static final int CHOICE_LIMIT = 65_536;

  private static final Op[] OPS = Op.values();
  private static final Arithmetic[] ARITHMETIC = Arithmetic.values();
  private static final Update[] UPDATES = Update.values();
  private static final int FIRST_VISIBLE = Op.LOAD.ordinal();
  private static final int CHOOSE = Op.CHOOSE.ordinal();

  private final Program program;
  private final State state;
  private final Step step;
  private final LockSteps locks;
  private final Coverage coverage;
  private final HotSteps hot;
  private final DeadLocals dead;
  private final boolean[] reached;
  private final int[] code;
  private final boolean[] visible;
  private final long[] constants;
  private final long[] registers;
  private final long[] arguments = new long[16];
  private final int[] bases;
  private final int[] frameSizes;
  private final Pool[] pools;
  private final Function[] functions;
  private final CallSite[] callSites;
  private final IntrinsicSite[] intrinsicSites;
  private final Accesses accesses;

  // Where the running thread is, beside step.pc: its words, its innermost frame, how deep it is in atomic blocks.
  private int base;
  private int frame;
  private int atomic;
  private long returned;
  private boolean isLookingAhead;

  /** @param accesses what instructions access, for those who judge races; null if nobody does */
  Stepper(Program program, State state, Step step, LockSteps locks, Code assembled, Coverage coverage,
      HotSteps hot, DeadLocals dead, Accesses accesses) {
    this.accesses = accesses;
    this.program = program;
    this.state = state;
    this.step = step;
    this.locks = locks;
    this.coverage = coverage;
    reached = coverage.reached;
    this.hot = hot;
    this.dead = dead;
    code = assembled.words;
    visible = assembled.visible;
    constants = program.constants();
    registers = new long[Math.max(1, program.registers())];
    bases = program.agents().stream().mapToInt(Agent::base).toArray();
    pools = program.layout().pools().toArray(Pool[]::new);
    functions = program.functions().toArray(Function[]::new);
    frameSizes = program.agents().stream().mapToInt(each -> functions[each.function()].frameSize()).toArray();
    callSites = program.callSites().toArray(CallSite[]::new);
    intrinsicSites = program.intrinsicSites().toArray(IntrinsicSite[]::new);
  }

  /** Puts a thread before the first instruction of a function. */
  void prepare(int thread, int function) {
    Function body = functions[function];
    state.set(bases[thread] + ThreadWords.PC, body.entry() + 1L);
    state.set(bases[thread] + ThreadWords.FRAME, ThreadWords.STACK);
  }

  /** Makes one step of a thread that has not ended; {@code step} has begun. */
  void move(int thread) {
    enter(thread);
    if (hot.isCompiled(step.pc) && !step.isRecording && !state.isWatched()) {
      compiled();
    } else {
      hot.interpreted(step.pc, program, coverage);
      run(false);
    }
  }

  private void compiled() {
    int pc = step.pc;
    int begun = frame;
    step.visiblePc = pc;
    long result = hot.run(pc, this, state, base, begun);
    if (result == CompiledSteps.DONE) {
      if (step.outcome == Outcome.ENDED) {
        step.outcome = Outcome.MOVED;
      }
    } else if (result == CompiledSteps.RESTART) {
      step.pc = pc;
      step.visiblePc = -1;
      run(false);
    } else {
      step.pc = CompiledSteps.pc(result);
      frame = begun + CompiledSteps.offset(result);
      atomic = CompiledSteps.depth(result);
      run(true);
    }
  }

  /** The call sites that lead to the function that runs now, the outermost first. */
  List<Integer> calls() {
    return calls(frame);
  }

  /** The call sites that lead to the function whose frame is at {@code innermost}, the outermost first. */
  List<Integer> calls(int innermost) {
    List<Integer> stack = new ArrayList<>();
    int at = innermost;
    for (int site = (int) state.get(at) - 1; 0 <= site; site = (int) state.get(at) - 1) {
      stack.add(site);
      at -= callSites[site].callerFrameSize();
    }
    return stack.reversed();
  }

  // What compiled steps call.

  /** The index of the word to which a pointer leads; 0 if there is something to report about it. */
  int place(long pointer) {
    int index = (int) pointer;
    return step.isAlive(index) ? index : 0;
  }

  boolean acquire(int pc, int place, int mode, boolean spins) {
    step.pc = pc + 1;
    return locks.acquire(step, step.agent(), place, mode, spins);
  }

  void release(int pc, int place, int mode, boolean spins) {
    step.pc = pc + 1;
    locks.release(step, step.agent(), place, mode, spins);
  }

  /** Ends the thread, whose outermost frame is at {@code at}; false if it must not end so. */
  boolean finish(int pc, int at) {
    frame = at;
    step.pc = pc + 1;
    if (!locks.mayEnd(step.agent())) {
      return false;
    }
    clearThread();
    return true;
  }

  boolean hasMoved() {
    return step.outcome == Outcome.MOVED;
  }

  void block() {
    step.block();
  }

  void mark(int pc) {
    reached[pc] = true;
  }

  void pass(int label) {
    state.set(program.labels() + label * step.threads + step.agent(), 1);
  }

  static boolean takes(int operator, long right) {
    return ARITHMETIC[operator].takes(right);
  }

  static void returned(long result, Stepper stepper, int site) {
    stepper.coverage.returned(site, result);
  }

  long register(int number) {
    return registers[number];
  }

  void setRegister(int number, long value) {
    registers[number] = value;
  }

  /** Executes one instruction that is neither jump nor call, in the frame at {@code at}. */
  void single(int pc, int at) {
    frame = at;
    reached[pc] = true;
    step.pc = pc + 1;
    int op = code[pc * Code.STRIDE];
    if (op < FIRST_VISIBLE) {
      local(op, pc * Code.STRIDE);
    } else {
      shared(op, pc * Code.STRIDE);
    }
  }

  /**
   * Runs a thread's local instructions up to its first visible one; a finding on the way, or a choice, is left for its
   * first step.
   */
  void prime(int thread) {
    int mark = state.mark();
    step.begin(thread, null);
    enter(thread);
    run(true);
    if (step.outcome != Outcome.MOVED || !step.findings.isEmpty()) {
      state.undo(mark);
    }
  }

  /**
   * Runs a thread that stands before a choice up to the visible instruction behind it, and gives that; -1 if it comes
   * to none. The caller takes back what has changed.
   */
  int lookAhead(int thread, Choices choices) {
    step.begin(thread, choices);
    enter(thread);
    isLookingAhead = true;
    run(false);
    isLookingAhead = false;
    return step.visiblePc;
  }

  /** The word that an instruction accesses in the frame in which the thread runs now. */
  int word(Accesses accesses, int pc) {
    return (accesses.kind(pc) & Accesses.WORD) == 0 ? 0 : accesses.word(state, pc, frame, registers);
  }

  /**
   * Runs a function without parameters on the present state, as one step of {@code thread}, and gives its result;
   * {@code step} has begun. The state stays as it was.
   */
  long evaluate(int thread, int function) {
    int mark = state.mark();
    prepare(thread, function);
    enter(thread);
    atomic = 1;
    run(false);
    state.undo(mark);
    return returned;
  }

  private void enter(int thread) {
    base = bases[thread];
    step.pc = (int) state.get(base + ThreadWords.PC) - 1;
    frame = base + (int) state.get(base + ThreadWords.FRAME);
    atomic = 0;
  }

  /**
   * Runs on until the thread stands before a visible instruction; {@code stepped}: before the very first one.
   */
  private void run(boolean stepped) {
    Step now = step;
    boolean done = stepped;
    boolean hasChosen = false;
    int budget = LOCAL_LIMIT;
    while (true) {
      int pc = now.pc;
      int at = pc * Code.STRIDE;
      int op = code[at];
      if (visible[pc]) {
        if (done && atomic == 0) {
          break;
        }
        if (op != CHOOSE && !done) {
          done = true;
          now.visiblePc = pc;
          if (hasChosen && accesses != null) {
            now.chosenWord = word(accesses, pc);
          }
          if (isLookingAhead) {
            return;
          }
        }
        hasChosen |= op == CHOOSE;
      }
      reached[pc] = true;
      now.pc = pc + 1;
      if (--budget < 0) {
        now.report(Finding.fatal("endless_loop", "",
            "more than " + LOCAL_LIMIT + " instructions without a step that another thread could see", 0, ""));
        return;
      }
      if (op < FIRST_VISIBLE) {
        local(op, at);
      } else {
        shared(op, at);
      }
      if (now.outcome != Outcome.MOVED) {
        if (now.outcome == Outcome.ENDED) {
          now.outcome = Outcome.MOVED;
        }
        return;
      }
    }
    forget(dead.atStop(now.pc));
    state.set(base + ThreadWords.PC, now.pc + 1L);
    state.set(base + ThreadWords.FRAME, frame - base);
  }

  private void forget(int[] slots) {
    for (int slot : slots) {
      state.set(frame + slot, DeadLocals.rest(state.peek(frame + slot)));
    }
  }

  private long value(int operand) {
    int number = operand >> 2;
    return switch (operand & 3) {
      case Operand.SLOT -> state.get(frame + number);
      case Operand.REGISTER -> registers[number];
      default -> constants[number];
    };
  }

  private void put(int operand, long value) {
    int number = operand >> 2;
    switch (operand & 3) {
      case Operand.SLOT -> state.set(frame + number, value);
      case Operand.REGISTER -> registers[number] = value;
      default -> {}
    }
  }

  private void touched(int place) {
    if (step.isRecording && 0 < atomic && place != 0) {
      step.touched.add(place, accesses.kind(step.pc - 1), step.pc - 1);
    }
  }

  private void load(int to, int place) {
    touched(place);
    if (place != 0) {
      step.observedPlace = place;
      put(to, step.observed = state.get(place));
    }
  }

  private void store(int place, long value) {
    touched(place);
    if (place != 0) {
      state.set(place, value);
    }
  }

  private void zero(int from, int count) {
    for (int i = from; i < from + count; i++) {
      state.set(i, 0);
    }
  }

  private void local(int op, int at) {
    int a = code[at + 1];
    int b = code[at + 2];
    int c = code[at + 3];
    int d = code[at + 4];
    switch (OPS[op]) {
      case MOVE -> put(a, value(b));
      case LOAD_FIXED -> put(a, state.get(b));
      case STORE_FIXED -> state.set(a, value(b));
      case BINARY -> put(a, binary(ARITHMETIC[d], value(b), value(c)));
      case NOT -> put(a, value(b) == 0 ? 1 : 0);
      case NEGATE -> put(a, -value(b));
      case COMPLEMENT -> put(a, ~value(b));
      case JUMP -> step.pc = a;
      case JUMP_IF_ZERO -> step.pc = value(a) == 0 ? b : step.pc;
      case JUMP_IF_SET -> step.pc = value(a) != 0 ? b : step.pc;
      case CHECK_RANGE -> {
        long v = value(a);
        if (v < value(b) || value(c) < v) {
          step.report(Finding.fatal("range", "", v + " does not fit into " + value(b) + ".." + value(c), 0, ""));
        }
      }
      case CHECK_INDEX -> {
        long v = value(a);
        if (v < 0 || b <= v) {
          step.report(Finding.fatal("bounds", "", "index " + v + " of an array of " + b, 0, ""));
        }
      }
      case CHECK_NULL -> {
        if (value(a) == 0) {
          step.reportNull();
        }
      }
      case ZERO -> zero(frame + a, b);
      case FIELD_PLACE -> {
        long object = value(b);
        if (object == 0) {
          step.reportNull();
        } else {
          put(a, object + c);
        }
      }
      case ELEMENT_PLACE -> put(a, value(b) + value(c) * d);
      case CALL -> call(a);
      case RETURN -> leave(value(a));
      case ASSERT -> {
        if (value(a) == 0) {
          CheckSite site = program.checkSites().get(b);
          step.report(new Finding(site.oracle(), "", site.message(), 0, "", site.fatal()));
        }
      }
      case ASSUME -> {
        if (value(a) == 0) {
          step.outcome = Outcome.CUT;
        }
      }
      case PASS -> state.set(program.labels() + a * step.threads + step.agent(), 1);
      case PURE -> intrinsic(a, b);
      case ATOMIC_END -> atomic--;
      case REQUIRE -> {
        if (value(a) == 0) {
          step.block();
        }
      }
      case ASSERT_HELD -> locks.assertHeld(step, step.agent(), value(b), c);
      case END -> end(0);
      case START -> prepare(a, program.agents().get(a).function());
      default -> throw new IllegalStateException("not local: " + OPS[op]);
    }
  }

  private void shared(int op, int at) {
    int a = code[at + 1];
    int b = code[at + 2];
    int c = code[at + 3];
    int d = code[at + 4];
    switch (OPS[op]) {
      case LOAD -> load(a, step.place(value(b)));
      case LOAD_GLOBAL -> load(a, b);
      case LOAD_FIELD -> {
        int place = step.field(value(b), c);
        if (d == 0) {
          load(a, place);
        } else if (place != 0) {
          put(a, state.get(place));
        }
      }
      case STORE -> store(step.place(value(a)), value(b));
      case STORE_GLOBAL -> store(a, value(b));
      case STORE_FIELD -> store(step.field(value(a), c), value(b));
      case UPDATE -> {
        int place = step.place(value(b));
        touched(place);
        if (place != 0) {
          step.observedPlace = place;
          put(a, step.observed = update(UPDATES[d], place, value(c)));
        }
      }
      case COMPARE_EXCHANGE -> {
        int place = step.place(value(b));
        touched(place);
        if (place != 0) {
          long old = state.get(place);
          if (old == value(c)) {
            state.set(place, value(d));
          }
          put(a, step.observed = old);
        }
      }
      case ACQUIRE -> {
        int place = step.place(value(a));
        if (place != 0 && locks.acquire(step, step.agent(), place, b, c != 0)) {
          // The rwsem's writer queued: it still stands before the lock.
          step.pc--;
        }
      }
      case TRY_ACQUIRE -> {
        int place = step.place(value(b));
        if (place != 0) {
          boolean fails = (d & 2) != 0 && step.choose(2, "trylock") == 1;
          put(a, step.observed = !fails && locks.tryAcquire(step, step.agent(), place, c, (d & 1) != 0) ? 1 : 0);
        }
      }
      case RELEASE -> {
        int place = step.place(value(a));
        if (place != 0) {
          step.observedPlace = place;
          locks.release(step, step.agent(), place, b, c != 0);
        }
      }
      case DOWNGRADE -> {
        int place = step.place(value(a));
        if (place != 0) {
          locks.downgrade(step, step.agent(), place);
        }
      }
      case INTRINSIC -> step.observed = intrinsic(a, b);
      case ATOMIC_BEGIN -> atomic++;
      case CHOOSE -> put(a, choose(value(b), value(c), d == 1 ? "again" : "choose"));
      case AFTER -> after(a, b, c);
      case ALLOCATE -> {
        if (c != 0 && step.choose(2, "alloc") == 1) {
          put(a, step.observed = 0);
        } else {
          int header = step.allocate(pools[b]);
          long object = header == 0 ? 0 : Words.reference(header);
          step.observed = d == 0 ? object : step.observed;
          put(a, object);
        }
      }
      case FREE -> {
        int place = step.place(value(a));
        if (place != 0) {
          step.free(step.header(place));
        }
      }
      default -> throw new IllegalStateException("not a step: " + OPS[op]);
    }
  }

  private long binary(Arithmetic operator, long left, long right) {
    // Most right sides are small and positive: they suit every operator.
    if ((right <= 0 || 63 < right) && !operator.takes(right)) {
      step.report(operator == Arithmetic.DIV || operator == Arithmetic.REM
          ? Finding.fatal("division_by_zero", "", "division by zero", 0, "")
          : Finding.fatal("range", "", "a shift by " + right, 0, ""));
      return 0;
    }
    return operator.apply(left, right);
  }

  private long update(Update kind, int place, long operand) {
    long old = state.get(place);
    if (kind.changes(old)) {
      state.set(place, kind.stored(old, operand));
    }
    return kind.given(old, operand);
  }

  private void call(int site) {
    CallSite call = callSites[site];
    int[] operands = call.arguments();
    int callee = frame + call.callerFrameSize();
    state.set(callee, site + 1L);
    for (int i = 0; i < operands.length; i++) {
      state.set(callee + 1 + i, value(operands[i]));
    }
    forget(dead.duringCall(site));
    frame = callee;
    step.pc = functions[call.callee()].entry();
  }

  private void leave(long result) {
    int site = (int) state.get(frame) - 1;
    if (site < 0) {
      end(result);
      return;
    }
    coverage.returned(site, result);
    CallSite call = callSites[site];
    zero(frame, functions[call.callee()].frameSize());
    frame -= call.callerFrameSize();
    step.pc = call.returnTo();
    put(call.result(), result);
  }

  private void end(long result) {
    returned = result;
    locks.checkNoneHeld(step, step.agent());
    if (step.outcome != Outcome.MOVED) {
      return;
    }
    clearThread();
    step.outcome = Outcome.ENDED;
  }

  private void clearThread() {
    zero(frame, frameSizes[step.agent()]);
    state.set(base + ThreadWords.PC, 0);
    state.set(base + ThreadWords.FRAME, 0);
  }

  private long intrinsic(int result, int number) {
    long value = intrinsic(number);
    if (step.endsThread) {
      step.endsThread = false;
      endAtOnce();
    } else if (step.outcome == Outcome.MOVED) {
      step.hasResult = true;
      put(result, value);
    }
    return value;
  }

  /** The thread ends wherever it is: a signal. */
  private void endAtOnce() {
    int stack = base + ThreadWords.STACK;
    zero(stack, program.agents().get(step.agent()).stackWords());
    frame = stack;
    end(0);
  }

  private long intrinsic(int number) {
    IntrinsicSite site = intrinsicSites[number];
    int[] operands = site.arguments();
    for (int i = 0; i < operands.length; i++) {
      arguments[i] = value(operands[i]);
    }
    return site.binding().intrinsic().call(step, arguments);
  }

  private long choose(long low, long high, String what) {
    if (high < low) {
      step.report(Finding.fatal("range", "", "no number is in " + low + ".." + high, 0, ""));
      return 0;
    }
    if (CHOICE_LIMIT <= high - low) {
      step.exhausted("it chooses between more than " + CHOICE_LIMIT + " numbers");
      return 0;
    }
    return low + step.choose((int) (high - low) + 1, what);
  }

  private void after(int label, int first, int count) {
    boolean hasEnded = true;
    for (int awaited = first; awaited < first + count; awaited++) {
      if (state.get(program.labels() + label * step.threads + awaited) != 0) {
        return;
      }
      hasEnded &= state.get(bases[awaited] + ThreadWords.PC) == 0
          && state.get(bases[awaited] + ThreadWords.FRAME) != ThreadWords.NOT_STARTED;
    }
    step.outcome = hasEnded ? Outcome.CUT : Outcome.BLOCKED;
  }
}
