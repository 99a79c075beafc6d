package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The step that is running, or the last one that ran: who makes it, how it ends, what it found and saw. One for each
 * machine, begun anew for each step: no step allocates.
 */
final class Step implements StepContext {
  final List<Finding> findings = new ArrayList<>(4);
  final int threads;

  /** The instruction that runs next. */
  int pc;

  /** The visible instruction, or -1 before there is one. */
  int visiblePc;

  Outcome outcome;

  /** The value that the visible instruction read, and where it read it; 0 if it reads no word. */
  long observed;
  int observedPlace;

  /** Whether an intrinsic came to its end; one that a finding stops has no result. */
  boolean hasResult;

  /** Whether oracles look at the state behind the step: what they find belongs to its visible instruction. */
  boolean isJudged;

  /** Whether the accesses of the step are noted in {@link #touched}: those of an atomic block. */
  boolean isRecording;
  final Touched touched = new Touched();

  /** The word that the visible instruction behind a choice accesses; 0 if it accesses none. */
  int chosenWord;

  /** Whether the thread ends with the intrinsic that runs. */
  boolean endsThread;

  private final Program program;
  private final State state;
  private final int[] headers;
  private final Heap heap;
  private int agent;
  private Choices choices;
  private int findingPc;
  private List<Integer> findingCalls = List.of();
  private Supplier<List<Integer>> calls = List::of;
  private String exhausted = "";

  Step(Program program, State state, Shares shares) {
    this.program = program;
    this.state = state;
    headers = program.layout().headers();
    heap = new Heap(program, state, shares);
    threads = program.agents().size();
  }

  /** A step of {@code moving} begins; with {@code taken} null it ends, blocked, where it would choose. */
  void begin(int moving, Choices taken) {
    agent = moving;
    choices = taken;
    outcome = Outcome.MOVED;
    visiblePc = -1;
    observedPlace = 0;
    endsThread = false;
    hasResult = false;
    clearFindings();
  }

  void clearFindings() {
    if (!findings.isEmpty()) {
      findings.clear();
    }
  }

  /** The word to which a pointer leads; 0 after a finding: null, or an object that is not alive. */
  int place(long pointer) {
    if (pointer == 0) {
      reportNull();
      return 0;
    }
    int index = (int) pointer;
    return touch(index) ? index : 0;
  }

  /** The word {@code offset} words behind the header of an object; 0 after a finding, as above. */
  int field(long object, int offset) {
    int header = place(object);
    return header == 0 ? 0 : header + offset;
  }

  /** Whether the object to which a word belongs, if it belongs to one, is alive. */
  boolean isAlive(int index) {
    int header = headers[index];
    return header == 0 || state.peek(header) == StructLayout.LIVE;
  }

  void reportNull() {
    report(Finding.fatal("null_dereference", "", "null is dereferenced", 0, ""));
  }

  /** The header of the object to which a word belongs. */
  int header(int index) {
    return headers[index];
  }

  /** The instruction at which the last finding was reported. */
  int findingInstruction() {
    return findingPc;
  }

  /** From now on the calls that lead to a finding are kept; {@code present} are those that lead to the running code. */
  void keepCalls(Supplier<List<Integer>> present) {
    calls = present;
  }

  /** The call sites that led to the last finding, the outermost first; empty if they are not kept. */
  List<Integer> findingCalls() {
    return findingCalls;
  }

  /** What the model ran out of. */
  String exhausted() {
    return exhausted;
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
    findingPc = isJudged && 0 <= visiblePc ? visiblePc : pc - 1;
    findingCalls = isJudged ? List.of() : calls.get();
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
  public boolean touch(int index) {
    int header = headers[index];
    if (header == 0 || state.get(header) == StructLayout.LIVE) {
      return true;
    }
    heap.reportUseAfterFree(this, index, header);
    return false;
  }

  @Override
  public int allocate(Pool pool) {
    return heap.allocate(this, agent, pool);
  }

  @Override
  public void free(int header) {
    heap.free(this, header);
  }

  @Override
  public void endThread() {
    endsThread = agent < threads && agent != program.setup();
  }
}
