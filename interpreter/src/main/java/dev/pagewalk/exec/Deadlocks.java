package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Who waits for whom. A thread waits for all who hold the lock that it wants, and one that waits for other CPUs to take
 * its interrupt waits for the threads that keep interrupts off there. A cycle is a deadlock, whatever else can run: it
 * is called {@code interrupts} if an interrupt is part of it.
 */
final class Deadlocks {
  private static final LockMode[] MODES = LockMode.values();

  private final Program program;
  private final State state;
  private final int[] headers;
  private final int[] bases;
  private final boolean[] isWait;

  Deadlocks(Program program, State state) {
    this.program = program;
    this.state = state;
    headers = program.layout().headers();
    bases = program.agents().stream().mapToInt(Agent::base).toArray();
    isWait = new boolean[program.intrinsicSites().size()];
    program.waiting().ifPresent(waiting -> {
      for (int i = 0; i < isWait.length; i++) {
        isWait[i] = waiting.isWait(program.intrinsicSites().get(i).binding());
      }
    });
  }

  /** Who keeps {@code agent} from its next step: agent {@code i} is bit {@code i}. */
  private long blockers(int agent, int pc) {
    Instruction next = program.instructions().get(pc);
    if (next.op() == Op.ACQUIRE) {
      int place = lockPlace(agent, next);
      long lock = place == 0 ? 0 : state.get(place);
      return place == 0 || LockSteps.take(lock, agent, MODES[next.b()]) != lock ? 0 : LockWord.holders(lock);
    }
    return isAnswerWait(next) ? deaf(agent) : 0;
  }

  private boolean isAnswerWait(Instruction next) {
    return next.op() == Op.INTRINSIC && isWait[next.b()];
  }

  /** The threads that keep off the interrupts for whose acknowledgement {@code agent} waits. */
  private long deaf(int agent) {
    long cpus = deafCpus(agent);
    long threads = 0;
    for (int i = 0; cpus != 0 && i < bases.length; i++) {
      if ((cpus >>> program.agents().get(i).cpu() & 1) != 0 && state.get(bases[i] + ThreadWords.ATOMIC_DEPTH) != 0) {
        threads |= 1L << i;
      }
    }
    return threads;
  }

  private long deafCpus(int agent) {
    return program.waiting().map(w -> w.heldUpBy(state, program.agents().get(agent).cpu())).orElse(0L);
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
    return header != 0 && state.get(header) != StructLayout.LIVE ? 0 : place;
  }

  /**
   * Reports a deadlock if {@code agent}, which has just moved and stands before {@code pc}, waits for itself through
   * others.
   */
  void reportCycle(StepContext context, int agent, int pc) {
    if (isReached(blockers(agent, pc), agent, 0)) {
      context.report(cycle(agent, pc));
    }
  }

  /**
   * Whether some of {@code from} wait, directly or through others that are not in {@code without}, for {@code target}.
   */
  private boolean isReached(long from, int target, long without) {
    long open = from & ~without;
    long seen = without;
    while (open != 0 && (seen >>> target & 1) == 0) {
      int next = Long.numberOfTrailingZeros(open);
      seen |= 1L << next;
      long position = state.get(bases[next]);
      long wanted = next == target || position == 0 ? 0 : blockers(next, (int) position - 1);
      open = (open | wanted) & ~seen;
    }
    return (seen >>> target & 1) != 0;
  }

  private Finding cycle(int agent, int pc) {
    List<String> waits = new ArrayList<>();
    boolean throughInterrupt = false;
    int lock = 0;
    long told = 0;
    int at = agent;
    int position = pc;
    while ((told >>> at & 1) == 0) {
      told |= 1L << at;
      Instruction next = program.instructions().get(position);
      int holder = nextOnCycle(blockers(at, position), agent, told);
      waits.add(wait(at, next, holder));
      throughInterrupt |= isAnswerWait(next);
      lock = lock == 0 && next.op() == Op.ACQUIRE ? lockPlace(at, next) : lock;
      at = holder;
      position = (int) state.get(bases[at]) - 1;
    }
    String text = String.join("; ", waits);
    return throughInterrupt
        ? Finding.fatal("interrupts", "", "a CPU cannot answer the one that holds it up: " + text, lock, "locked")
        : Finding.fatal("deadlock", "", "threads wait for each other's locks: " + text, lock, "locked");
  }

  private String wait(int agent, Instruction next, int holder) {
    String name = program.agents().get(agent).name();
    String other = program.agents().get(holder).name();
    if (isAnswerWait(next)) {
      return name + " waits until cpu " + program.agents().get(holder).cpu() + " takes its interrupt, which " + other
          + " keeps off";
    }
    return name + " waits for {" + lockPlace(agent, next) + "}, held by " + (holder == agent ? "itself" : other);
  }

  /** The first of {@code holders} through which the cycle goes on to {@code target}. */
  private int nextOnCycle(long holders, int target, long told) {
    for (long open = holders; open != 0; open &= open - 1) {
      int next = Long.numberOfTrailingZeros(open);
      if (next == target || isReached(1L << next, target, told & ~(1L << target))) {
        return next;
      }
    }
    return target;
  }

  /** Reports that nothing can move although threads have not ended. */
  void reportStuck(StepContext context) {
    List<String> waits = new ArrayList<>();
    int word = 0;
    for (int i = 0; i < bases.length; i++) {
      long position = state.get(bases[i]);
      if (position == 0) {
        continue;
      }
      Instruction next = program.instructions().get((int) position - 1);
      long holders = blockers(i, (int) position - 1);
      if (holders != 0) {
        waits.add(wait(i, next, Long.numberOfTrailingZeros(holders)));
      } else {
        waits.add(program.agents().get(i).name() + " waits");
      }
      word = next.op() == Op.ACQUIRE && holders != 0 ? lockPlace(i, next) : word;
    }
    context.report(
        Finding.fatal("deadlock", "", "nothing can move: " + String.join("; ", waits), word, "locked"));
  }
}
