package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Device;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.CheckSite;
import dev.pagewalk.ir.Function;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.Property;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.ir.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Executes a program on a flat state, one visible step at a time.
 *
 * <p>A step is the visible instruction before which a thread stands and every local instruction behind it, up to the
 * next visible one. A {@code choose} belongs to the step that follows it. If anything in a step has to wait, the step
 * has not happened: the caller undoes what it changed.
 *
 * <p>This is a hot class: the loop of {@link #run} switches on numbers, and no step allocates. One worker uses one
 * machine.
 */
public final class Machine implements TransitionSystem, StepContext {
  /** Instructions that a thread may execute between two visible steps before it counts as endless. */
  static final int LOCAL_LIMIT = 1_000_000;

  /** Steps that set-up may take. */
  static final int SETUP_LIMIT = 1_000_000;

  private static final Op[] OPS = Op.values();
  private static final Arithmetic[] ARITHMETIC = Arithmetic.values();
  private static final Update[] UPDATES = Update.values();

  private final Program program;
  private final int[] code;
  private final boolean[] visible;
  private final boolean[] reached;
  private final long[] constants;
  private final State state;
  private final int[] headers;
  private final long[] registers;
  private final long[] arguments = new long[16];
  private final int[] bases;
  private final int threads;
  private final Device[] devices;
  private final StateOracle[] stateOracles;
  private final LockSteps locks;
  private final Deadlocks deadlocks;
  private final Heap heap;
  private final List<Finding> findings = new ArrayList<>(4);

  // The step that is running.
  private int agent;
  private int base;
  private int frame;
  private int pc;
  private int atomic;
  private Choices choices;
  private Outcome outcome;
  private String exhausted = "";
  private int visiblePc;
  private int findingPc;
  private boolean judging;
  private final boolean[] hasReturned;
  private final long[] results;
  private final boolean[] isConstant;
  private long observed;
  private int observedPlace;
  private long returned;
  private long witnessed;
  private Optional<String> setupProblem = Optional.empty();

  /** A machine that stands in the program's start state. */
  public Machine(Program program) {
    this.program = program;
    Code assembled = new Code(program);
    code = assembled.words;
    visible = assembled.visible;
    reached = new boolean[visible.length];
    hasReturned = new boolean[program.callSites().size()];
    results = new long[hasReturned.length];
    isConstant = new boolean[hasReturned.length];
    constants = program.constants();
    state = new State(program.layout().size());
    headers = program.layout().headers();
    registers = new long[Math.max(1, program.registers())];
    threads = program.agents().size();
    bases = program.agents().stream().mapToInt(Agent::base).toArray();
    devices = program.devices().toArray(Device[]::new);
    stateOracles = program.stateOracles().toArray(StateOracle[]::new);
    locks = new LockSteps(program, state);
    deadlocks = new Deadlocks(program, state);
    heap = new Heap(program, state);
    start();
  }

  private void start() {
    for (long[] word : program.initial()) {
      state.set((int) word[0], word[1]);
    }
    Choices none = new Choices();
    int setup = program.setup();
    prepare(setup, program.agents().get(setup).function());
    int left = SETUP_LIMIT;
    while (step(setup, none) == Outcome.MOVED && 0 < left) {
      none.clear();
      left--;
    }
    setupProblem = switch (outcome) {
      case ENDED -> findings.stream().findFirst().map(Finding::message);
      case FOUND -> Optional.of(findings.getLast().message());
      case BLOCKED -> Optional.of("it waits for something that nobody will do");
      case CUT -> Optional.of("an assumption does not hold");
      case EXHAUSTED -> Optional.of(exhausted);
      case MOVED -> Optional.of("it does not end within " + SETUP_LIMIT + " steps");
    };
    if (setupProblem.isEmpty()) {
      for (int i = 0; i < threads; i++) {
        if (program.agents().get(i).forked()) {
          state.set(bases[i] + ThreadWords.FRAME, ThreadWords.NOT_STARTED);
        } else if (i != setup) {
          prepare(i, program.agents().get(i).function());
          prime(i);
        }
      }
    }
    state.commit();
  }

  /** Why the start state could not be built, if it could not; words are named by placeholders as in a finding's message. */
  public Optional<String> setupProblem() {
    return setupProblem;
  }

  private void prepare(int thread, int function) {
    Function body = program.functions().get(function);
    state.set(bases[thread] + ThreadWords.PC, body.entry() + 1);
    state.set(bases[thread] + ThreadWords.FRAME, bases[thread] + ThreadWords.STACK);
  }

  /**
   * Runs a thread's local instructions up to its first visible one; a finding on the way is left for its first step.
   */
  private void prime(int thread) {
    int mark = state.mark();
    begin(thread, null);
    run(true);
    if (outcome != Outcome.MOVED || !findings.isEmpty()) {
      state.undo(mark);
    }
  }

  @Override
  public int agents() {
    return threads + devices.length;
  }

  @Override
  public Outcome step(int moving, Choices taken) {
    int mark = state.mark();
    if (threads <= moving) {
      begin(moving, taken);
      devices[moving - threads].step(this);
      judgeState(mark);
      return outcome;
    }
    if (state.get(bases[moving]) == 0) {
      if (!findings.isEmpty()) {
        findings.clear();
      }
      return outcome = Outcome.ENDED;
    }
    begin(moving, taken);
    if (locks.isPreempted(moving)) {
      return outcome = Outcome.BLOCKED;
    }
    run(false);
    if (outcome == Outcome.MOVED && state.get(base) != 0) {
      deadlocks.reportCycle(this, moving, (int) state.get(base) - 1);
    }
    if (moving != program.setup()) {
      judgeState(mark);
    }
    return outcome;
  }

  private void judgeState(int mark) {
    judging = true;
    for (int i = 0; i < stateOracles.length && outcome == Outcome.MOVED; i++) {
      stateOracles[i].afterStep(this, mark);
    }
    judging = false;
  }

  private void begin(int moving, Choices taken) {
    agent = moving;
    choices = taken;
    outcome = Outcome.MOVED;
    atomic = 0;
    visiblePc = -1;
    observedPlace = 0;
    if (!findings.isEmpty()) {
      findings.clear();
    }
    if (moving < threads) {
      base = bases[moving];
      pc = (int) state.get(base) - 1;
      frame = (int) state.get(base + ThreadWords.FRAME);
    }
  }

  /**
   * Runs from {@link #pc} until the thread stands before a visible instruction; {@code stepped}: before the very first
   * one.
   */
  private void run(boolean stepped) {
    boolean done = stepped;
    int budget = LOCAL_LIMIT;
    while (true) {
      int at = pc * Code.STRIDE;
      int op = code[at];
      if (visible[pc]) {
        if (done && atomic == 0) {
          break;
        }
        if (op != CHOOSE && !done) {
          done = true;
          visiblePc = pc;
        }
      }
      reached[pc] = true;
      pc++;
      if (--budget < 0) {
        report(Finding.fatal("endless_loop", "",
            "more than " + LOCAL_LIMIT + " instructions without a step that another thread could see", 0, ""));
        return;
      }
      if (op < FIRST_VISIBLE) {
        local(op, at);
      } else {
        shared(op, at);
      }
      if (outcome != Outcome.MOVED) {
        if (outcome == Outcome.ENDED) {
          outcome = Outcome.MOVED;
        }
        return;
      }
    }
    state.set(base + ThreadWords.PC, pc + 1L);
    state.set(base + ThreadWords.FRAME, frame);
  }

  private static final int FIRST_VISIBLE = Op.LOAD.ordinal();
  private static final int CHOOSE = Op.CHOOSE.ordinal();

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
      case JUMP -> pc = a;
      case JUMP_IF_ZERO -> {
        if (value(a) == 0) {
          pc = b;
        }
      }
      case JUMP_IF_SET -> {
        if (value(a) != 0) {
          pc = b;
        }
      }
      case CHECK_RANGE -> {
        long v = value(a);
        if (v < value(b) || value(c) < v) {
          report(Finding.fatal("range", "", v + " does not fit into " + value(b) + ".." + value(c), 0, ""));
        }
      }
      case CHECK_INDEX -> {
        long v = value(a);
        if (v < 0 || b <= v) {
          report(Finding.fatal("bounds", "", "index " + v + " of an array of " + b, 0, ""));
        }
      }
      case CHECK_NULL -> {
        if (value(a) == 0) {
          reportNull();
        }
      }
      case ZERO -> {
        for (int i = a; i < a + b; i++) {
          state.set(frame + i, 0);
        }
      }
      case FIELD_PLACE -> {
        long object = value(b);
        if (object == 0) {
          reportNull();
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
          report(new Finding(site.oracle(), "", site.message(), 0, "", site.fatal()));
        }
      }
      case ASSUME -> {
        if (value(a) == 0) {
          outcome = Outcome.CUT;
        }
      }
      case PASS -> state.set(program.labels() + a * threads + agent, 1);
      case PURE -> intrinsic(a, b);
      case ATOMIC_END -> atomic--;
      case REQUIRE -> {
        if (value(a) == 0) {
          block();
        }
      }
      case ASSERT_HELD -> locks.assertHeld(this, agent, value(b), c);
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
      case LOAD -> {
        int place = place(value(b));
        if (place != 0) {
          observedPlace = place;
          put(a, observed = state.get(place));
        }
      }
      case LOAD_GLOBAL -> {
        observedPlace = b;
        put(a, observed = state.get(b));
      }
      case LOAD_FIELD -> {
        int place = field(value(b), c);
        if (place != 0 && d != 0) {
          put(a, state.get(place));
        } else if (place != 0) {
          observedPlace = place;
          put(a, observed = state.get(place));
        }
      }
      case STORE -> {
        int place = place(value(a));
        if (place != 0) {
          state.set(place, value(b));
        }
      }
      case STORE_GLOBAL -> state.set(a, value(b));
      case STORE_FIELD -> {
        int place = field(value(a), c);
        if (place != 0) {
          state.set(place, value(b));
        }
      }
      case UPDATE -> {
        int place = place(value(b));
        if (place != 0) {
          observedPlace = place;
          put(a, observed = update(UPDATES[d], place, value(c)));
        }
      }
      case COMPARE_EXCHANGE -> {
        int place = place(value(b));
        if (place != 0) {
          long old = state.get(place);
          if (old == value(c)) {
            state.set(place, value(d));
          }
          put(a, observed = old);
        }
      }
      case ACQUIRE -> {
        int place = place(value(a));
        if (place != 0 && locks.acquire(this, agent, place, b, c != 0)) {
          // The rwsem's writer queued: it still stands before the lock.
          pc--;
        }
      }
      case TRY_ACQUIRE -> {
        int place = place(value(b));
        if (place != 0) {
          boolean fails = (d & 2) != 0 && choose(2, "trylock") == 1;
          put(a, observed = !fails && locks.tryAcquire(agent, place, c, (d & 1) != 0) ? 1 : 0);
        }
      }
      case RELEASE -> {
        int place = place(value(a));
        if (place != 0) {
          observedPlace = place;
          locks.release(this, agent, place, b, c != 0);
        }
      }
      case DOWNGRADE -> {
        int place = place(value(a));
        if (place != 0) {
          locks.downgrade(this, agent, place);
        }
      }
      case INTRINSIC -> observed = intrinsic(a, b);
      case ATOMIC_BEGIN -> atomic++;
      case CHOOSE -> put(a, value(b) + choose(c, "choose"));
      case AFTER -> after(a, b);
      case ALLOCATE -> {
        if (c != 0 && choose(2, "alloc") == 1) {
          put(a, observed = 0);
        } else {
          int header = heap.allocate(this, agent, program.layout().pools().get(b));
          long object = header == 0 ? 0 : Words.reference(header);
          observed = d == 0 ? object : observed;
          put(a, object);
        }
      }
      case FREE -> {
        int place = place(value(a));
        if (place != 0) {
          free(headers[place]);
        }
      }
      default -> throw new IllegalStateException("not a step: " + OPS[op]);
    }
  }

  private long binary(Arithmetic operator, long left, long right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> right == 0 ? divisionByZero() : left / right;
      case REM -> right == 0 ? divisionByZero() : left % right;
      case AND -> left & right;
      case OR -> left | right;
      case XOR -> left ^ right;
      case SHL -> left << right;
      case SHR -> left >> right;
      case EQ -> left == right ? 1 : 0;
      case NE -> left != right ? 1 : 0;
      case LT -> left < right ? 1 : 0;
      case LE -> left <= right ? 1 : 0;
    };
  }

  private long divisionByZero() {
    report(Finding.fatal("division_by_zero", "", "division by zero", 0, ""));
    return 0;
  }

  private long update(Update kind, int place, long operand) {
    long old = state.get(place);
    return switch (kind) {
      case EXCHANGE -> {
        state.set(place, operand);
        yield old;
      }
      case FETCH_ADD -> {
        state.set(place, old + operand);
        yield old;
      }
      case ADD_FETCH -> {
        state.set(place, old + operand);
        yield old + operand;
      }
      case ADD_UNLESS_ZERO -> {
        if (old != 0) {
          state.set(place, old + operand);
        }
        yield old == 0 ? 0 : 1;
      }
    };
  }

  private void call(int site) {
    CallSite call = program.callSites().get(site);
    int[] operands = call.arguments();
    int callee = frame + call.callerFrameSize();
    state.set(callee, site + 1L);
    for (int i = 0; i < operands.length; i++) {
      state.set(callee + 1 + i, value(operands[i]));
    }
    frame = callee;
    pc = program.functions().get(call.callee()).entry();
  }

  private void leave(long result) {
    int site = (int) state.get(frame) - 1;
    if (site < 0) {
      end(result);
      return;
    }
    isConstant[site] = !hasReturned[site] || isConstant[site] && results[site] == result;
    hasReturned[site] = true;
    results[site] = result;
    CallSite call = program.callSites().get(site);
    int size = program.functions().get(call.callee()).frameSize();
    for (int i = frame; i < frame + size; i++) {
      state.set(i, 0);
    }
    frame -= call.callerFrameSize();
    pc = call.returnTo();
    put(call.result(), result);
  }

  private void end(long result) {
    returned = result;
    locks.checkNoneHeld(this, agent);
    if (outcome != Outcome.MOVED) {
      return;
    }
    int size = program.functions().get(program.agents().get(agent).function()).frameSize();
    for (int i = frame; i < frame + size; i++) {
      state.set(i, 0);
    }
    state.set(base + ThreadWords.PC, 0);
    state.set(base + ThreadWords.FRAME, 0);
    outcome = Outcome.ENDED;
  }

  private long intrinsic(int result, int number) {
    long value = intrinsic(number);
    if (outcome == Outcome.MOVED) {
      put(result, value);
    }
    return value;
  }

  private long intrinsic(int number) {
    IntrinsicSite site = program.intrinsicSites().get(number);
    int[] operands = site.arguments();
    for (int i = 0; i < operands.length; i++) {
      arguments[i] = value(operands[i]);
    }
    return site.binding().intrinsic().call(this, arguments);
  }

  private void after(int label, int awaited) {
    if (state.get(program.labels() + label * threads + awaited) == 0) {
      if (state.get(bases[awaited]) == 0
          && state.get(bases[awaited] + ThreadWords.FRAME) != ThreadWords.NOT_STARTED) {
        outcome = Outcome.CUT;
      } else {
        block();
      }
    }
  }

  private int place(long pointer) {
    if (pointer == 0) {
      reportNull();
      return 0;
    }
    int index = (int) pointer;
    return touch(index) ? index : 0;
  }

  private int field(long object, int offset) {
    if (object == 0) {
      reportNull();
      return 0;
    }
    int header = (int) object;
    return touch(header) ? header + offset : 0;
  }

  private void reportNull() {
    report(Finding.fatal("null_dereference", "", "null is dereferenced", 0, ""));
  }

  @Override
  public boolean touch(int index) {
    int header = headers[index];
    if (header == 0 || state.get(header) == StructLayout.LIVE) {
      return true;
    }
    heap.reportUseAfterFree(this, index, header);
    return false;
  }

  @Override
  public Outcome rest() {
    findings.clear();
    witnessed = 0;
    outcome = Outcome.ENDED;
    for (int i = 0; i < threads; i++) {
      if (state.get(bases[i]) != 0 && !program.agents().get(i).daemon()) {
        deadlocks.reportStuck(this);
        return outcome;
      }
    }
    List<Property> properties = program.properties();
    List<Finding> judged = new ArrayList<>(0);
    for (int i = 0; i < properties.size(); i++) {
      int mark = state.mark();
      FirstRead read = new FirstRead(bases[program.setup()]);
      state.watch(read);
      boolean holds = evaluate(properties.get(i).function()) != 0;
      state.watch(null);
      state.undo(mark);
      if (outcome == Outcome.FOUND) {
        judged.addAll(findings);
      } else {
        judge(properties.get(i), i, holds, read.index(), judged);
      }
    }
    findings.clear();
    findings.addAll(judged);
    List<EndOracle> oracles = program.endOracles();
    for (int i = 0; i < oracles.size(); i++) {
      outcome = Outcome.MOVED;
      oracles.get(i).atEnd(this);
    }
    outcome = findings.isEmpty() ? Outcome.ENDED : Outcome.FOUND;
    return outcome;
  }

  private void judge(Property property, int number, boolean holds, int word, List<Finding> judged) {
    switch (property.kind()) {
      case FINAL, FORALL -> {
        if (!holds) {
          String oracle = property.kind() == Property.Kind.FINAL ? "final" : "forall";
          judged.add(Finding.fatal(oracle, "", "`" + property.text() + "` does not hold at the end", word, "written"));
        }
      }
      case NEVER -> {
        if (holds) {
          judged.add(Finding.fatal("never", "", "`" + property.text() + "` holds at the end", word, "written"));
        }
      }
      case EXISTS -> {
        if (holds) {
          witnessed |= 1L << number;
        }
      }
    }
  }

  /** Runs a function without parameters on the present state, as one step, and gives its result. */
  private long evaluate(int function) {
    int judge = program.setup();
    int mark = state.mark();
    Function body = program.functions().get(function);
    state.set(bases[judge] + ThreadWords.PC, body.entry() + 1L);
    state.set(bases[judge] + ThreadWords.FRAME, bases[judge] + ThreadWords.STACK);
    begin(judge, new Choices());
    atomic = 1;
    run(false);
    state.undo(mark);
    return returned;
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public long witnessed() {
    return witnessed;
  }

  @Override
  public String exhausted() {
    return exhausted;
  }

  @Override
  public int mark() {
    return state.mark();
  }

  @Override
  public void undo(int mark) {
    state.undo(mark);
  }

  @Override
  public long key() {
    return state.fingerprint();
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Layout layout() {
    return program.layout();
  }

  @Override
  public int agent() {
    return agent;
  }

  @Override
  public int cpu() {
    return agent < threads ? program.agents().get(agent).cpu() : agent - threads;
  }

  @Override
  public int choose(int alternatives, String what) {
    if (choices == null) {
      // Nothing is chosen while threads are brought before their first step: the choice is left for that step.
      outcome = 1 < alternatives ? Outcome.BLOCKED : outcome;
      return 0;
    }
    return choices.choose(alternatives, what);
  }

  @Override
  public void block() {
    outcome = Outcome.BLOCKED;
  }

  @Override
  public void report(Finding finding) {
    findings.add(finding);
    findingPc = judging && 0 <= visiblePc ? visiblePc : pc - 1;
    if (finding.fatal()) {
      outcome = Outcome.FOUND;
    }
  }

  @Override
  public void exhausted(String why) {
    exhausted = why;
    outcome = Outcome.EXHAUSTED;
  }

  @Override
  public boolean isStopped() {
    return outcome != Outcome.MOVED && outcome != Outcome.ENDED;
  }

  @Override
  public int allocate(Pool pool) {
    return heap.allocate(this, agent, pool);
  }

  @Override
  public void endThread() {
    if (threads <= agent || agent == program.setup()) {
      return;
    }
    int stack = base + ThreadWords.STACK;
    for (int i = stack; i < stack + program.agents().get(agent).stackWords(); i++) {
      state.set(i, 0);
    }
    frame = stack;
    end(0);
  }

  @Override
  public void free(int header) {
    heap.free(this, header);
  }

  /** The program that it runs. */
  public Program program() {
    return program;
  }

  /** The visible instruction of the last step, or -1 if it had none (a device, or a thread that ended without one). */
  public int visibleInstruction() {
    return visiblePc;
  }

  /** The value that the last step read or wrote, if its visible instruction is one that does. */
  public long observed() {
    return observed;
  }

  /** The index of the word that the last step read, if its visible instruction reads one; else 0. */
  public int observedPlace() {
    return observedPlace;
  }

  /** The instruction at which the last finding was reported. */
  public int findingInstruction() {
    return findingPc;
  }

  /** The one value with which every call through a call site has returned; empty if there were several, or no return. */
  public OptionalLong onlyResult(int callSite) {
    return isConstant[callSite] ? OptionalLong.of(results[callSite]) : OptionalLong.empty();
  }

  /** Whether an instruction has ever been executed by this machine. */
  public boolean isReached(int instruction) {
    return reached[instruction];
  }

  /** The instruction before which a thread stands, or -1 if it has ended. */
  public int position(int thread) {
    return (int) state.get(bases[thread]) - 1;
  }

  /** The call sites through which a thread has come to where it is, outermost first; empty in its own body. */
  public List<Integer> callStack(int thread) {
    List<Integer> stack = new ArrayList<>();
    if (state.get(bases[thread]) != 0) {
      int at = (int) state.get(bases[thread] + ThreadWords.FRAME);
      for (int site = (int) state.get(at) - 1; 0 <= site; site = (int) state.get(at) - 1) {
        stack.add(site);
        at -= program.callSites().get(site).callerFrameSize();
      }
    }
    return stack.reversed();
  }

  /**
   * Everything on which the next step of {@code moving} depends, and what it may change, apart from the words that only
   * that agent can reach. The step is tried and taken back.
   */
  public Footprint footprint(int moving, Choices taken) {
    Footprint footprint = new Footprint(moving < threads ? bases[moving] : 0,
        moving < threads ? bases[moving] + program.agents().get(moving).stackWords() + ThreadWords.STACK : 0);
    int mark = state.mark();
    state.watch(footprint);
    step(moving, taken);
    state.watch(null);
    state.undo(mark);
    return footprint;
  }
}
