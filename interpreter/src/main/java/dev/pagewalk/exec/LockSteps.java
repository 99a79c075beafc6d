package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.LockMode;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import java.util.List;

/** Taking and giving back locks, and what can be wrong with it: who waits for whom, who holds what when. */
final class LockSteps {
  private static final LockMode[] MODES = LockMode.values();

  private final Program program;
  private final State state;
  private final int[] headers;
  private final int[] bases;
  private final int[][] siblings;
  private final boolean tracks;

  LockSteps(Program program, State state) {
    this.program = program;
    this.state = state;
    headers = program.layout().headers();
    List<Agent> agents = program.agents();
    bases = agents.stream().mapToInt(Agent::base).toArray();
    tracks = program.tracksContext();
    siblings = new int[agents.size()][];
    for (int i = 0; i < siblings.length; i++) {
      int self = i;
      siblings[i] = java.util.stream.IntStream.range(0, agents.size())
          .filter(other -> other != self && other != program.setup() && self != program.setup())
          .filter(other -> agents.get(other).cpu() == agents.get(self).cpu())
          .toArray();
    }
  }

  /** Whether another thread on the same CPU is in a section in which it cannot be switched away from. */
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
    if (tracks && !spins && state.get(bases[agent] + ThreadWords.ATOMIC_DEPTH) != 0) {
      context.report(Finding.recorded("lock_rule", "sleeping_while_atomic",
          "{" + place + "} may sleep, but the thread is in a section that must not sleep", place, "locked"));
    }
    long lock = state.get(place);
    long taken = take(lock, agent, MODES[mode]);
    if (taken != lock) {
      state.set(place, taken);
      enter(agent, spins);
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

  boolean tryAcquire(int agent, int place, int mode, boolean spins) {
    long lock = state.get(place);
    long taken = take(lock, agent, MODES[mode]);
    if (taken == lock) {
      return false;
    }
    state.set(place, taken);
    enter(agent, spins);
    return true;
  }

  /** The lock once {@code agent} has it, or unchanged if it cannot be had now. */
  private static long take(long lock, int agent, LockMode mode) {
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
    long lock = state.get(place);
    boolean held = how == 2 ? LockWord.isHeldAlone(lock, agent) : LockWord.isHeld(lock, agent);
    if (!held) {
      context.report(Finding.recorded("lock_rule", "not_held",
          "{" + place + "} must be held" + (how == 2 ? " for writing" : "") + " here", place, "locked"));
    }
  }

  void checkNoneHeld(StepContext context, int agent) {
    if (agent == program.setup()) {
      return;
    }
    for (int place : program.lockWords()) {
      if (LockWord.isHeld(state.get(place), agent)) {
        context.report(Finding.fatal("lock_rule", "held_at_exit",
            "the thread ends while it holds {" + place + "}", place, "locked"));
        return;
      }
    }
  }

  /** Who keeps {@code agent} from its next step, if that step is to take a lock: agent {@code i} is bit {@code i}. */
  private long blockers(int agent, int pc) {
    Instruction next = program.instructions().get(pc);
    if (next.op() != Op.ACQUIRE) {
      return 0;
    }
    int place = lockPlace(agent, next);
    if (place == 0) {
      return 0;
    }
    long lock = state.get(place);
    LockMode mode = MODES[next.b()];
    return take(lock, agent, mode) == lock ? LockWord.holders(lock) : 0;
  }

  private int lockPlace(int agent, Instruction next) {
    int operand = next.a();
    long pointer = switch (Operand.kind(operand)) {
      case Operand.SLOT -> state.get((int) state.get(bases[agent] + ThreadWords.FRAME) + Operand.number(operand));
      case Operand.CONSTANT -> program.constants()[Operand.number(operand)];
      default -> 0;
    };
    int place = (int) pointer;
    int header = headers[place];
    return header != 0 && state.get(header) != 1 ? 0 : place;
  }

  /**
   * Reports a deadlock if {@code agent}, which has just moved and stands before {@code pc}, waits for itself through
   * others.
   */
  void reportCycle(StepContext context, int agent, int pc) {
    long wanted = blockers(agent, pc);
    if (wanted == 0) {
      return;
    }
    long seen = 0;
    long open = wanted;
    while (open != 0) {
      int next = Long.numberOfTrailingZeros(open);
      open &= open - 1;
      seen |= 1L << next;
      long position = state.get(bases[next]);
      if (next != agent && position != 0) {
        open |= blockers(next, (int) position - 1) & ~seen;
      }
    }
    if ((seen >>> agent & 1) != 0) {
      int place = lockPlace(agent, program.instructions().get(pc));
      context.report(Finding.fatal("deadlock", "",
          "threads wait for each other's locks: " + waits(agent, pc), place, "locked"));
    }
  }

  /** {@code a waits for {lock}, held by b}, and so on round the cycle. */
  private String waits(int agent, int pc) {
    StringBuilder text = new StringBuilder();
    long told = 0;
    int at = agent;
    int position = pc;
    while ((told >>> at & 1) == 0) {
      told |= 1L << at;
      int place = lockPlace(at, program.instructions().get(position));
      long holders = LockWord.holders(state.get(place));
      int holder = nextOnCycle(holders, agent, told);
      text.append(text.isEmpty() ? "" : "; ")
          .append(program.agents().get(at).name()).append(" waits for {").append(place).append("}, held by ")
          .append(program.agents().get(holder).name());
      at = holder;
      position = (int) state.get(bases[at]) - 1;
    }
    return text.toString();
  }

  private int nextOnCycle(long holders, int target, long told) {
    if ((holders >>> target & 1) != 0) {
      return target;
    }
    for (long open = holders & ~told; open != 0; open &= open - 1) {
      int next = Long.numberOfTrailingZeros(open);
      long position = state.get(bases[next]);
      if (position != 0 && blockers(next, (int) position - 1) != 0) {
        return next;
      }
    }
    return Long.numberOfTrailingZeros(holders);
  }

  /** Reports that nothing can move although threads have not ended. */
  void reportStuck(StepContext context, int[] threadBases) {
    StringBuilder text = new StringBuilder();
    int word = 0;
    for (int i = 0; i < threadBases.length; i++) {
      long position = state.get(threadBases[i]);
      if (position == 0) {
        continue;
      }
      Instruction next = program.instructions().get((int) position - 1);
      text.append(text.isEmpty() ? "" : "; ").append(program.agents().get(i).name());
      int place = next.op() == Op.ACQUIRE ? lockPlace(i, next) : 0;
      if (place == 0) {
        text.append(" waits");
      } else {
        word = place;
        text.append(" waits for {").append(place).append('}');
        long holders = LockWord.holders(state.get(place));
        if (holders != 0) {
          text.append(", held by ").append(program.agents().get(Long.numberOfTrailingZeros(holders)).name());
        }
      }
    }
    context.report(Finding.fatal("deadlock", "", "nothing can move: " + text, word, "locked"));
  }
}
