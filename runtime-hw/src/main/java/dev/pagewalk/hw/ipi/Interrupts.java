package dev.pagewalk.hw.ipi;

import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.tlb.Invalidation;

/** Sending requests to other CPUs, waiting until they were taken, and taking them. */
public final class Interrupts {
  private final Cpus cpus;
  private final Invalidation invalidation;
  private final Requests requests;

  /** Reserves the requests under way. */
  public Interrupts(Layout layout, Cpus cpus, Invalidation invalidation) {
    this.cpus = cpus;
    this.invalidation = invalidation;
    this.requests = new Requests(layout, cpus.count());
  }

  /** Whether the interrupt agent of a CPU has a step: a request is pending and the CPU takes interrupts. */
  public boolean isDeliverable(State state, int cpu) {
    return cpus.takesInterrupts(state, cpu) && 0 < pending(state, cpu);
  }

  /** The step of the interrupt agent of a CPU: takes one pending request, whichever; blocks where there is none. */
  public void deliver(StepContext context, int cpu) {
    State state = context.state();
    if (!isDeliverable(state, cpu)) {
      context.block();
      return;
    }
    int left = context.choose(pending(state, cpu), "interrupt");
    int sender = 0;
    while (!requests.isPending(state, sender, cpu) || left-- != 0) {
      sender++;
    }
    if (requests.isFlush(state, sender)) {
      invalidation.answer(
          context, cpu, requests.mm(state, sender), requests.start(state, sender), requests.end(state, sender));
    }
    if (!context.isStopped()) {
      requests.acknowledge(state, sender, cpu);
    }
  }

  /**
   * Asks every other CPU to take an interrupt, without more. {@link #await} then waits until all have.
   *
   * @return how many acknowledgements there are to wait for
   */
  public int synchronise(StepContext context) {
    long others = (1L << cpus.count()) - 1 & ~(1L << context.cpu());
    if (maySend(context, others)) {
      requests.sendSynchronise(context.state(), context.cpu(), others);
    }
    return Long.bitCount(others);
  }

  /** Blocks until every target has taken the request of the running CPU, if it has sent one. */
  public void await(StepContext context) {
    if (requests.isDone(context.state(), context.cpu())) {
      return;
    }
    if (takesInterrupts(context)) {
      context.block();
    }
  }

  /** Whether the running CPU has sent a request that not every target has taken yet. */
  public boolean isAwaited(State state, int cpu) {
    return !requests.isDone(state, cpu);
  }

  /** The requests of each CPU. */
  public Rows words() {
    return requests.words();
  }

  /** Whether the word at {@code index} belongs to a request. */
  public boolean contains(int index) {
    return requests.contains(index);
  }

  /** Whether the word at {@code index} says that a target has a request to take. */
  public boolean isPendingWord(int index) {
    return requests.isPendingWord(index);
  }

  /** The name of such a word. */
  public String describe(int index) {
    return "interrupt from cpu" + requests.senderOf(index) + " to cpu" + requests.targetOf(index);
  }

  /** The CPUs that have not taken the request of {@code sender} and have interrupts off, as a mask. */
  public long heldUpBy(State state, int sender) {
    long mask = 0;
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      if (requests.isPending(state, sender, cpu) && !cpus.takesInterrupts(state, cpu)) {
        mask |= 1L << cpu;
      }
    }
    return mask;
  }

  /** Sends a request to flush to the CPUs in the mask {@code targets}. */
  void flush(StepContext context, long targets, int mm, long start, long end) {
    if (maySend(context, targets)) {
      requests.sendFlush(context.state(), context.cpu(), targets, mm, start, end);
    }
  }

  private boolean maySend(StepContext context, long targets) {
    if (targets != 0 && !takesInterrupts(context)) {
      return false;
    }
    if (!requests.isDone(context.state(), context.cpu())) {
      context.block();
      return false;
    }
    return true;
  }

  /** Reports where the running CPU has its own interrupts off, so that two that wait for each other would hang. */
  private boolean takesInterrupts(StepContext context) {
    int cpu = context.cpu();
    if (cpus.takesInterrupts(context.state(), cpu)) {
      return true;
    }
    context.report(Finding.fatal("interrupts", "",
        "cpu" + cpu + " interrupts other CPUs and waits for them with its own interrupts off", cpus.irqOffIndex(cpu),
        "disabled"));
    return false;
  }

  private int pending(State state, int cpu) {
    int count = 0;
    for (int sender = 0; sender < cpus.count(); sender++) {
      if (requests.isPending(state, sender, cpu)) {
        count++;
      }
    }
    return count;
  }
}
