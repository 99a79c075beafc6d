package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.state.AccessLog;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Device;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Executes a program on a flat state, one visible step at a time.
 *
 * <p>A step is the visible instruction before which a thread stands and every local instruction behind it, up to the
 * next visible one. A {@code choose} belongs to the step that follows it. If anything in a step has to wait, the step
 * has not happened: the caller undoes what it changed.
 *
 * <p>One worker uses one machine.
 */
public final class Machine implements TransitionSystem {
  /** Steps that set-up may take. */
  private static final int SETUP_LIMIT = 1_000_000;

  private final Program program;
  private final State state;
  private final int threads;
  private final int[] bases;
  private final Device[] devices;
  private final StateOracle[] stateOracles;
  private final Step step;
  private final Stepper stepper;
  private final LockSteps locks;
  private final Deadlocks deadlocks;
  private final DataRaces dataRaces;
  private final EndStates ends;
  private final Coverage coverage;
  private final Optional<String> setupProblem;
  private final Symmetry symmetry;
  private final Shares shares;
  private final Set<Reduction> reductions;
  private final HotSteps.When compiling;
  private final HotSteps.Shared shared;
  private AccessLog accesses;

  /** A machine that stands in the program's start state. */
  public Machine(Program program) {
    this(program, Reduction.NONE);
  }

  /** The same, leaving out what {@code reductions} say. */
  public Machine(Program program, Set<Reduction> reductions) {
    this(program, reductions, HotSteps.When.IT_PAYS);
  }

  Machine(Program program, Set<Reduction> reductions, HotSteps.When compiling) {
    this(program, reductions, compiling, new HotSteps.Shared());
  }

  private Machine(Program program, Set<Reduction> reductions, HotSteps.When compiling, HotSteps.Shared shared) {
    this.reductions = reductions;
    this.compiling = compiling;
    this.shared = shared;
    this.program = program;
    state = new State(program.layout().size(), !program.layout().pools().isEmpty());
    symmetry = Symmetry.of(program, reductions);
    if (symmetry != null) {
      symmetry.prepare(state);
    }
    threads = program.agents().size();
    bases = program.agents().stream().mapToInt(Agent::base).toArray();
    devices = program.devices().toArray(Device[]::new);
    stateOracles = program.stateOracles().toArray(StateOracle[]::new);
    coverage = new Coverage(program.instructions().size(), program.callSites().size());
    shares = new Shares(program);
    step = new Step(program, state, shares);
    DeadLocals dead = DeadLocals.of(program, reductions.contains(Reduction.DEAD_LOCALS));
    locks = new LockSteps(program, state);
    deadlocks = new Deadlocks(program, state);
    Code code = new Code(program);
    HotSteps hot = new HotSteps(program.instructions().size(), compiling, dead, shared);
    Accesses accesses = DataRaces.isNeeded(program) ? new Accesses(program) : null;
    stepper = new Stepper(program, state, step, locks, code, coverage, hot, dead, accesses);
    dataRaces = accesses == null ? null : new DataRaces(program, state, step, locks, coverage, accesses, code, dead,
        shares);
    ends = new EndStates(program, state, step, stepper, deadlocks);
    setupProblem = start();
    state.commit();
  }

  /**
   * A machine that interprets every step, however often it is made, so that {@link #observed} and what belongs to it
   * can always be asked for.
   */
  public static Machine interpreted(Program program) {
    return new Machine(program, Reduction.NONE, HotSteps.When.NEVER);
  }

  /** Another machine in the start state of the same program, for another worker. */
  public Machine sibling() {
    return new Machine(program, reductions, compiling, shared);
  }

  /** What {@code other} has executed counts as executed by this machine. */
  public void learn(Machine other) {
    if (other != this) {
      coverage.add(other.coverage);
    }
  }

  /** Builds the start state and brings every thread before its first step; gives what went wrong. */
  private Optional<String> start() {
    for (long[] word : program.initial()) {
      state.set((int) word[0], word[1]);
    }
    Optional<String> problem = setUp();
    if (symmetry != null) {
      symmetry.begin(state, shares);
    }
    for (int i = 0; i < threads && problem.isEmpty(); i++) {
      if (program.agents().get(i).forked()) {
        state.set(bases[i] + ThreadWords.FRAME, ThreadWords.NOT_STARTED);
      } else if (i != program.setup()) {
        stepper.prepare(i, program.agents().get(i).function());
        stepper.prime(i);
      }
    }
    return problem;
  }

  private Optional<String> setUp() {
    int setup = program.setup();
    stepper.prepare(setup, program.agents().get(setup).function());
    Choices none = new Choices();
    int left = SETUP_LIMIT;
    while (step(setup, none) == Outcome.MOVED && 0 < left) {
      if (0 < none.size() && none.name(0).equals("choose")) {
        return Optional.of("it chooses, but there is one start state");
      }
      none.clear();
      left--;
    }
    return switch (step.outcome) {
      case ENDED -> step.findings.stream().findFirst().map(Finding::message);
      case FOUND -> Optional.of(step.findings.getLast().message());
      case BLOCKED -> Optional.of("it waits for something that nobody will do");
      case CUT -> Optional.of("an assumption does not hold");
      case EXHAUSTED -> Optional.of(step.exhausted());
      case MOVED -> Optional.of("it does not end within " + SETUP_LIMIT + " steps");
    };
  }

  /**
   * Why the start state could not be built, if it could not; words are named by placeholders as in a finding's message.
   */
  public Optional<String> setupProblem() {
    return setupProblem;
  }

  @Override
  public int agents() {
    return threads + devices.length;
  }

  @Override
  public Outcome step(int moving, Choices taken) {
    int mark = state.mark();
    if (threads <= moving) {
      step.begin(moving, taken);
      expectRaces(moving);
      watch();
      devices[moving - threads].step(step);
      unwatch();
      judgeRaces(mark);
      judgeState(mark);
      return step.outcome;
    }
    int base = bases[moving];
    if (state.get(base) == 0) {
      step.clearFindings();
      return step.outcome = Outcome.ENDED;
    }
    step.begin(moving, taken);
    if (locks.isPreempted(moving)) {
      return step.outcome = Outcome.BLOCKED;
    }
    expectRaces(moving);
    watch();
    stepper.move(moving);
    unwatch();
    judgeRaces(mark);
    if (step.outcome == Outcome.MOVED && state.get(base) != 0) {
      deadlocks.reportCycle(step, moving, (int) state.get(base) - 1);
    }
    if (moving != program.setup()) {
      judgeState(mark);
    }
    return step.outcome;
  }

  private void expectRaces(int moving) {
    if (dataRaces != null) {
      dataRaces.before(moving);
    }
  }

  private void judgeRaces(int mark) {
    if (dataRaces != null) {
      dataRaces.after(mark);
    }
  }

  private void watch() {
    if (accesses != null) {
      state.watch(accesses);
    }
  }

  private void unwatch() {
    if (accesses != null) {
      state.watch(null);
    }
  }

  private void judgeState(int mark) {
    step.isJudged = true;
    for (int i = 0; i < stateOracles.length && step.outcome == Outcome.MOVED; i++) {
      stateOracles[i].afterStep(step, mark);
    }
    step.isJudged = false;
  }

  @Override
  public Outcome rest() {
    return ends.judge();
  }

  @Override
  public List<Finding> findings() {
    return step.findings;
  }

  @Override
  public long witnessed() {
    return ends.witnessed();
  }

  @Override
  public String exhausted() {
    return step.exhausted();
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
    return symmetry == null ? state.fingerprint() : symmetry.key(state, -1);
  }

  @Override
  public long key(int last) {
    return symmetry == null ? TransitionSystem.super.key(last) : symmetry.key(state, last);
  }

  /** Which members count as the same, or null. */
  Symmetry symmetry() {
    return symmetry;
  }

  /**
   * For how many states the present one stands: more than one where members of a family can be exchanged. Not counted
   * with the kernel, where states also differ in the slots of objects: 1.
   */
  long standsFor() {
    return symmetry instanceof MemberSums sums ? sums.orbit(state) : 1;
  }

  /**
   * All of the present state: the same for two states if and only if they count as one.
   *
   * @param last an agent that is marked in it, or -1
   */
  public byte[] image(int last) {
    if (symmetry != null) {
      return symmetry.image(state, last);
    }
    StateImage image = new StateImage();
    image.mark(last);
    image.addAll(state);
    return image.bytes();
  }

  /** The state in which it stands. */
  public State state() {
    return state;
  }

  /** The program that it runs. */
  public Program program() {
    return program;
  }

  /** The visible instruction of the last step, or -1 if it had none (a device, or a thread that ended without one). */
  public int visibleInstruction() {
    return step.visiblePc;
  }

  /** The value that the last step read or wrote, if its visible instruction is one that does. */
  public long observed() {
    return step.observed;
  }

  /** Whether the last step called the kernel or the machine and got an answer: a finding may have stopped the call. */
  public boolean hasResult() {
    return step.hasResult;
  }

  /** The index of the word that the last step read, if its visible instruction reads one; else 0. */
  public int observedPlace() {
    return step.observedPlace;
  }

  /** The data races that the last step is a part of. */
  public List<Race> races() {
    return dataRaces == null ? List.of() : List.copyOf(dataRaces.found());
  }

  /** Whether an instruction is one half of a race that was met and is meant as it is. */
  public boolean isIntendedRace(int instruction) {
    return coverage.intended[instruction];
  }

  /** The instruction at which the last finding was reported. */
  public int findingInstruction() {
    return step.findingInstruction();
  }

  /** From now on {@link #findingCalls} are kept. */
  public void keepCalls() {
    step.keepCalls(stepper::calls);
  }

  /**
   * The call sites that led to where the last finding was reported, the outermost first; empty if they are not kept, or
   * if it was found in the state behind the step.
   */
  public List<Integer> findingCalls() {
    return step.findingCalls();
  }

  /**
   * The one value with which every call through a call site has returned; empty if there were several, or no return.
   */
  public OptionalLong onlyResult(int callSite) {
    return coverage.onlyResult(callSite);
  }

  /** Whether an instruction has ever been executed by this machine. */
  public boolean isReached(int instruction) {
    return coverage.reached[instruction];
  }

  /**
   * From now on {@code log} is told what steps read and write themselves, not what oracles look at afterwards;
   * with null it no longer is.
   */
  public void watchAccesses(AccessLog log) {
    accesses = log;
  }

  /**
   * For whom or what a thread that cannot move waits, as the end of a sentence with placeholders as in a finding's
   * message: {@code waits for {17}, held by khugepaged}. Empty if it is not known what keeps it.
   */
  public Optional<String> waiting(int thread) {
    return state.get(bases[thread]) == 0 ? Optional.empty() : deadlocks.waiting(thread, position(thread));
  }

  /** Whether another thread on the CPU of this one cannot be switched away from. */
  public boolean isPreempted(int thread) {
    return locks.isPreempted(thread);
  }

  /** The instruction before which a thread stands, or -1 if it has ended. */
  public int position(int thread) {
    return (int) state.get(bases[thread]) - 1;
  }

  /** The call sites through which a thread has come to where it is, outermost first; empty in its own body. */
  public List<Integer> callStack(int thread) {
    return state.get(bases[thread]) == 0
        ? List.of()
        : stepper.calls(bases[thread] + (int) state.get(bases[thread] + ThreadWords.FRAME));
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
