package dev.pagewalk.mm.rcu;

import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Sections that must not sleep, or hold grace periods up, or keep interrupts out: what the language calls built in. */
public final class RcuBindings {
  private final Rcu rcu;
  private final Cpus cpus;
  private final IntUnaryOperator atomicDepth;

  private RcuBindings(Rcu rcu, Cpus cpus, IntUnaryOperator atomicDepth) {
    this.rcu = rcu;
    this.cpus = cpus;
    this.atomicDepth = atomicDepth;
  }

  /**
   * All of them.
   *
   * @param atomicDepth for an agent, the index of the word that counts the sections in which it must not sleep nor be
   *     preempted, spinlocks included
   */
  public static List<Binding> bindings(Rcu rcu, Cpus cpus, IntUnaryOperator atomicDepth) {
    RcuBindings all = new RcuBindings(rcu, cpus, atomicDepth);
    return List.of(
        all.step("rcu_read_lock", rcu::enter),
        all.step("rcu_read_unlock", rcu::leave),
        all.step("preempt_disable", all::preemptDisable),
        all.step("preempt_enable", all::preemptEnable),
        all.step("local_irq_disable", all::interruptsOff),
        all.step("local_irq_enable", all::interruptsOn),
        all.step("synchronize_rcu_start", all::beginWait),
        all.step("synchronize_rcu_wait", rcu::awaitOthers),
        Binding.local("might_sleep", 0, (context, args) -> {
          all.mightSleep(context);
          return 0;
        }),
        Binding.step("kfree_rcu", 1, (context, args) -> {
          if (context.touch(Words.index(args[0]))) {
            rcu.freeLater(context, Words.index(args[0]));
          }
          return 0;
        }));
  }

  private interface Body {
    void run(StepContext context);
  }

  private Binding step(String name, Body body) {
    return Binding.step(name, 0, (context, args) -> {
      body.run(context);
      return 0;
    });
  }

  private void preemptDisable(StepContext context) {
    addDepth(context, 1);
    rcu.enter(context);
  }

  private void preemptEnable(StepContext context) {
    rcu.leave(context);
    if (!context.isStopped()) {
      addDepth(context, -1);
    }
  }

  private void interruptsOff(StepContext context) {
    cpus.disableInterrupts(context.state(), context.cpu());
    preemptDisable(context);
  }

  private void interruptsOn(StepContext context) {
    preemptEnable(context);
    if (!context.isStopped()) {
      cpus.enableInterrupts(context.state(), context.cpu());
    }
  }

  private void beginWait(StepContext context) {
    mightSleep(context);
    rcu.beginWait(context);
  }

  private void mightSleep(StepContext context) {
    int word = atomicDepth.applyAsInt(context.agent());
    if (rcu.isInside(context.state(), context.agent()) || context.state().get(word) != 0) {
      context.report(Finding.recorded("lock_rule", "sleeping_while_atomic",
          "the thread may sleep in a section that must not sleep", word, "entered"));
    }
  }

  private void addDepth(StepContext context, int by) {
    int word = atomicDepth.applyAsInt(context.agent());
    context.state().set(word, context.state().get(word) + by);
  }
}
