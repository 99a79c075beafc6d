package dev.pagewalk.mm.rcu;

import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.step.WordText;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Sections that keep preemption, and interrupts, off the running CPU. Both hold grace periods up, and within both a
 * thread must not sleep.
 *
 * <p>Model: sections nest, where {@code local_irq_disable} does not in the kernel.
 */
public final class Sections {
  private final Rcu rcu;
  private final Cpus cpus;
  private final IntUnaryOperator atomicDepth;

  /**
   * The sections of all threads.
   *
   * @param atomicDepth for an agent, the index of the word that counts the sections in which it must not sleep nor
   *     be preempted, spinlocks included
   */
  public Sections(Rcu rcu, Cpus cpus, IntUnaryOperator atomicDepth) {
    this.rcu = rcu;
    this.cpus = cpus;
    this.atomicDepth = atomicDepth;
  }

  /** The functions of the language that open and close them. */
  public List<Binding> bindings() {
    return List.of(
        Binding.step("preempt_disable", 0, (context, args) -> preemptDisable(context)),
        Binding.step("preempt_enable", 0, (context, args) -> preemptEnable(context)),
        Binding.step("local_irq_disable", 0, (context, args) -> {
          cpus.disableInterrupts(context.state(), context.cpu());
          return preemptDisable(context);
        }),
        Binding.step("local_irq_enable", 0, (context, args) -> {
          cpus.enableInterrupts(context.state(), context.cpu());
          return preemptEnable(context);
        }),
        Binding.local("might_sleep", 0, (context, args) -> mightSleep(context)));
  }

  /**
   * What the words of sections are called.
   *
   * @param agents gives the names of agents
   */
  public WordText wordText(IntFunction<String> agents) {
    return new SectionsText(rcu, cpus, agents);
  }

  private long preemptDisable(StepContext context) {
    addDepth(context, 1);
    return rcu.enter(context);
  }

  private long preemptEnable(StepContext context) {
    rcu.leave(context);
    if (!context.isStopped()) {
      addDepth(context, -1);
    }
    return 0;
  }

  private long mightSleep(StepContext context) {
    int depth = atomicDepth.applyAsInt(context.agent());
    boolean isAtomic = context.state().get(depth) != 0;
    if (isAtomic || rcu.isReading(context.state(), context.agent())) {
      context.report(Finding.recorded("lock_rule", "sleeping_while_atomic",
          "the thread may sleep in a section that must not sleep",
          isAtomic ? depth : rcu.nesting() + context.agent(), "entered"));
    }
    return 0;
  }

  private void addDepth(StepContext context, int by) {
    int word = atomicDepth.applyAsInt(context.agent());
    context.state().set(word, context.state().get(word) + by);
  }
}
