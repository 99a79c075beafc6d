package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.LockMode;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import java.util.List;

/** Taking and giving back locks, and what can be wrong with it. */
final class LockSteps {
  private static final LockMode[] MODES = LockMode.values();

  private final Program program;
  private final State state;
  private final int[] bases;
  private final int[][] siblings;
  private final boolean tracks;
  private final LockRules rules;

  LockSteps(Program program, State state) {
    this.program = program;
    this.state = state;
    List<Agent> agents = program.agents();
    bases = agents.stream().mapToInt(Agent::base).toArray();
    tracks = program.tracksContext();
    rules = new LockRules(program, state);
    siblings = new int[agents.size()][];
    for (int i = 0; i < siblings.length; i++) {
      int self = i;
      siblings[i] = java.util.stream.IntStream.range(0, agents.size())
          .filter(other -> other != self && other != program.setup() && self != program.setup())
          .filter(other -> agents.get(other).cpu() == agents.get(self).cpu())
          .toArray();
    }
  }

  /**
   * Whether another thread on the same CPU is in a section in which it cannot be switched away from.
   *
   * <p>Model: a thread that spins for a lock, or for the answers to its interrupts, can be switched away from; in the
   * kernel it keeps its CPU, so that a deadlock with another thread of that CPU is not found.
   */
  boolean isPreempted(int agent) {
    for (int other : siblings[agent]) {
      if (state.get(bases[other] + ThreadWords.ATOMIC_DEPTH) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Takes the lock, or blocks; true if the agent has only queued and still has to take it. */
  boolean acquire(StepContext context, int agent, int place, int mode, boolean spins) {
    if (tracks && !spins) {
      rules.checkMaySleep(context, agent, bases[agent], place);
    }
    long lock = initialised(context, place);
    long taken = take(lock, agent, MODES[mode]);
    if (taken != lock) {
      state.set(place, taken);
      enter(agent, spins);
      rules.checkOrder(context, agent, bases[agent], place);
      return false;
    }
    if (MODES[mode] == LockMode.SEM_WRITE && (LockWord.queued(lock) >>> agent & 1) == 0
        && !LockWord.isHeld(lock, agent)) {
      state.set(place, LockWord.queue(lock, agent));
      return true;
    }
    context.block();
    return false;
  }

  /**
   * Takes the lock if it can be had at once. An rwsem for which a writer has queued cannot, even while it is free
   * (kernel/locking/rwsem.c, __down_read_trylock(), 6.6).
   */
  boolean tryAcquire(StepContext context, int agent, int place, int mode, boolean spins) {
    long lock = initialised(context, place);
    boolean isSem = MODES[mode] == LockMode.SEM_READ || MODES[mode] == LockMode.SEM_WRITE;
    long taken = isSem && LockWord.queued(lock) != 0 ? lock : take(lock, agent, MODES[mode]);
    if (taken == lock) {
      return false;
    }
    state.set(place, taken);
    enter(agent, spins);
    return true;
  }

  /**
   * The lock, as somebody finds it who wants it. One that nobody has initialised is reported, and works as if it were:
   * that is what zeroed memory does in most kernels (lib/locking: "spinlock bad magic" with CONFIG_DEBUG_SPINLOCK, and
   * lockdep's "trying to register non-static key", 6.12).
   */
  private long initialised(StepContext context, int place) {
    long lock = state.get(place);
    if (!LockWord.isRaw(lock)) {
      return lock;
    }
    context.report(Finding.recorded("lock_rule", "not_initialised",
        "{" + place + "} is taken before it is initialised", program.layout().headers()[place], "allocated"));
    state.set(place, 0);
    return 0;
  }

  /** The lock once {@code agent} has it, or unchanged if it cannot be had now. */
  static long take(long lock, int agent, LockMode mode) {
    return switch (mode) {
      case EXCLUSIVE, WRITE, SEM_WRITE -> LockWord.isFree(lock) ? LockWord.own(lock, agent) : lock;
      case READ -> admits(lock, agent, false) ? LockWord.read(lock, agent) : lock;
      case SEM_READ -> admits(lock, agent, true) ? LockWord.read(lock, agent) : lock;
    };
  }

  /** Model: a thread that holds a lock three times for reading waits for ever if it wants it once more. */
  private static boolean admits(long lock, int agent, boolean fair) {
    return LockWord.admitsReader(lock, fair) && LockWord.reads(lock, agent) < LockWord.MAX_READS;
  }

  /**
   * Gives the lock back.
   *
   * <p>Model: only who holds a lock can give it back. In the kernel a folio's lock has no owner: the end of I/O unlocks
   * what a thread has locked.
   */
  void release(StepContext context, int agent, int place, int mode, boolean spins) {
    long lock = state.get(place);
    boolean reads = MODES[mode] == LockMode.READ || MODES[mode] == LockMode.SEM_READ;
    boolean held = reads ? 0 < LockWord.reads(lock, agent) : LockWord.isHeldAlone(lock, agent);
    if (!held) {
      context.report(Finding.fatal("lock_rule", "unlock_without_lock",
          "{" + place + "} is unlocked" + (reads ? " for reading" : "") + ", but this thread does not hold it"
              + (reads ? " so" : ""), place, "locked"));
      return;
    }
    state.set(place, reads ? LockWord.unread(lock, agent) : LockWord.disown(lock));
    if (tracks && spins) {
      int depth = bases[agent] + ThreadWords.ATOMIC_DEPTH;
      state.set(depth, state.get(depth) - 1);
    }
  }

  void downgrade(StepContext context, int agent, int place) {
    long lock = state.get(place);
    if (!LockWord.isHeldAlone(lock, agent)) {
      context.report(Finding.fatal("lock_rule", "unlock_without_lock",
          "{" + place + "} is downgraded, but this thread does not hold it for writing", place, "locked"));
      return;
    }
    state.set(place, LockWord.read(LockWord.disown(lock), agent));
  }

  private void enter(int agent, boolean spins) {
    if (tracks && spins) {
      int depth = bases[agent] + ThreadWords.ATOMIC_DEPTH;
      state.set(depth, state.get(depth) + 1);
    }
  }

  /** {@code how}: 0 in any mode, 1 at least for reading, 2 for writing. */
  void assertHeld(StepContext context, int agent, long pointer, int how) {
    int place = (int) pointer;
    if (place == 0 || !context.touch(place)) {
      return;
    }
    boolean held = how == 2 ? LockWord.isHeldAlone(own(place, agent), agent) : holds(place, agent);
    if (!held) {
      context.report(Finding.recorded("lock_rule", "not_held",
          "{" + place + "} must be held" + (how == 2 ? " for writing" : "") + " here", place, "locked")
          .mendedBy(List.of(List.of(new Finding.Lack(place, how == 2)))));
    }
  }

  private boolean holds(int place, int agent) {
    return LockWord.isHeld(own(place, agent), agent);
  }

  /**
   * The lock, for a look at what {@code agent} itself holds of it. Nobody else can take a lock in its name, so that a
   * lock that it does not hold is no word on which its step depends; one that it holds ends with its object.
   */
  private long own(int place, int agent) {
    long lock = state.peek(place);
    return LockWord.isHeld(lock, agent) ? state.get(place) : lock;
  }

  /** Whether an agent holds nothing, so that {@link #checkNoneHeld} has nothing to report. */
  boolean mayEnd(int agent) {
    for (int place : program.lockWords()) {
      long lock = state.peek(place);
      if (lock != 0 && LockWord.isHeld(lock, agent)) {
        return false;
      }
    }
    return rules.section(agent, bases[agent]) == 0;
  }

  /** Reports what {@code agent}, which ends, still holds. */
  void checkNoneHeld(StepContext context, int agent) {
    if (agent == program.setup()) {
      return;
    }
    for (int place : program.lockWords()) {
      if (state.peek(place) != 0 && holds(place, agent)) {
        context.report(Finding.fatal("lock_rule", "held_at_exit",
            "the thread ends while it holds {" + place + "}", place, "locked"));
        return;
      }
    }
    int section = rules.section(agent, bases[agent]);
    if (section != 0) {
      context.report(Finding.fatal("lock_rule", "held_at_exit",
          "the thread ends in a section that it has not left", section, "entered"));
    }
  }
}
