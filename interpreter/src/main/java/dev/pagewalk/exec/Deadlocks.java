package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.step.Waiting;
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
import java.util.Optional;

/**
 * Who waits for whom. A thread waits for all who hold the lock that it wants; one that waits for other CPUs to take its
 * interrupt, for the threads that keep interrupts off there; one that waits for a grace period, for those inside a
 * section. A cycle is a deadlock, whatever else can run: it is called {@code interrupts} if an interrupt is part of it.
 *
 * <p>Model: who waits for a condition ({@code await}) is part of no cycle; that it waits for ever is found when nothing
 * can move any more.
 */
final class Deadlocks {
  private static final LockMode[] MODES = LockMode.values();

  private final Program program;
  private final State state;
  private final int[] headers;
  private final int[] bases;
  /** For each intrinsic site how it waits, or null. */
  private final Waiting[] waitings;

  /** For each instruction whether a thread that stands before it may wait for others. */
  private final boolean[] mayWait;

  Deadlocks(Program program, State state) {
    this.program = program;
    this.state = state;
    headers = program.layout().headers();
    bases = program.agents().stream().mapToInt(Agent::base).toArray();
    waitings = program.intrinsicSites().stream()
        .map(site -> program.waitings().stream().filter(w -> w.isWait(site.binding())).findFirst().orElse(null))
        .toArray(Waiting[]::new);
    mayWait = new boolean[program.instructions().size()];
    for (int i = 0; i < mayWait.length; i++) {
      Instruction instruction = program.instructions().get(i);
      mayWait[i] = instruction.op() == Op.ACQUIRE || waiting(instruction) != null;
    }
  }

  /** Who keeps {@code agent} from its next step: agent {@code i} is bit {@code i}. */
  private long blockers(int agent, int pc) {
    Instruction next = program.instructions().get(pc);
    if (next.op() == Op.ACQUIRE) {
      int place = lockPlace(agent, next);
      long lock = place == 0 ? 0 : state.get(place);
      return place == 0 || LockSteps.take(lock, agent, MODES[next.b()]) != lock ? 0 : LockWord.holders(lock);
    }
    Waiting waiting = waiting(next);
    return waiting == null ? 0 : blockers(agent, waiting);
  }

  private Waiting waiting(Instruction next) {
    return next.op() == Op.INTRINSIC ? waitings[next.b()] : null;
  }

  private long blockers(int agent, Waiting waiting) {
    int cpu = program.agents().get(agent).cpu();
    long threads = waiting.heldUpByAgents(state, agent, cpu);
    long cpus = waiting.heldUpByCpus(state, agent, cpu);
    for (int i = 0; cpus != 0 && i < bases.length; i++) {
      if ((cpus >>> program.agents().get(i).cpu() & 1) != 0 && state.get(bases[i] + ThreadWords.ATOMIC_DEPTH) != 0) {
        threads |= 1L << i;
      }
    }
    return threads;
  }

  private int lockPlace(int agent, Instruction next) {
    int operand = next.a();
    long pointer = switch (Operand.kind(operand)) {
      case Operand.SLOT -> state.get(
          bases[agent] + (int) state.get(bases[agent] + ThreadWords.FRAME) + Operand.number(operand));
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
    long blockers = mayWait[pc] ? blockers(agent, pc) : 0;
    if (blockers != 0 && isReached(blockers, agent, 0)) {
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
    String oracle = "deadlock";
    boolean through = false;
    int lock = 0;
    long told = 0;
    int at = agent;
    int position = pc;
    while ((told >>> at & 1) == 0) {
      told |= 1L << at;
      Instruction next = program.instructions().get(position);
      int holder = nextOnCycle(blockers(at, position), agent, told);
      waits.add(wait(at, next, holder));
      through |= waiting(next) != null;
      oracle = waiting(next) == null ? oracle : waiting(next).oracle();
      lock = lock == 0 && next.op() == Op.ACQUIRE ? lockPlace(at, next) : lock;
      at = holder;
      position = (int) state.get(bases[at]) - 1;
    }
    String what = waits.size() == 1 ? "a thread waits for itself: "
        : through ? "threads wait for each other: " : "threads wait for each other's locks: ";
    return Finding.fatal(oracle, "", what + String.join("; ", waits), lock, "locked");
  }

  private String wait(int agent, Instruction next, int holder) {
    return program.agents().get(agent).name() + " " + waitsFor(agent, next, holder);
  }

  private String waitsFor(int agent, Instruction next, int holder) {
    String other = program.agents().get(holder).name();
    Waiting waiting = waiting(next);
    if (waiting != null) {
      return "waits for " + waiting.awaited() + ", which " + other + " holds up";
    }
    return "waits for {" + lockPlace(agent, next) + "}, held by " + (holder == agent ? "itself" : other);
  }

  /**
   * For what {@code agent}, which stands before {@code pc}, waits, and whom; empty if nobody in particular keeps it.
   */
  Optional<String> waiting(int agent, int pc) {
    Instruction next = program.instructions().get(pc);
    long blockers = blockers(agent, pc);
    return blockers == 0
        ? Optional.empty()
        : Optional.of(waitsFor(agent, next, Long.numberOfTrailingZeros(blockers)));
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
