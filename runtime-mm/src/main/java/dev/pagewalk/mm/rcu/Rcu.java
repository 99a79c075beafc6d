package dev.pagewalk.mm.rcu;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * Read-side sections and grace periods. A grace period begins with the agents that are inside a section just then, and ends in
 * the step in which the last of them leaves its section; what only frees is freed in that step, the earliest moment there is.
 *
 * <p>A section is opened by {@code rcu_read_lock}, and by disabling preemption or interrupts; sections nest.
 *
 * <p>Model: holding a spinlock alone is no section, although it is one in kernels without PREEMPT_RT.
 */
public final class Rcu {
  /** How many agents there can be: one bit each. */
  public static final int MAX_AGENTS = 62;

  private static final int PENDING = 16;

  private final int sections;
  private final int waits;
  private final int agents;
  private final PairSet callbacks;

  /** Reserves the words for {@code agents} agents. */
  public Rcu(Layout layout, int agents) {
    if (MAX_AGENTS < agents) {
      throw new IllegalArgumentException("at most " + MAX_AGENTS + " agents: " + agents);
    }
    this.sections = layout.reserve("rcu_sections", agents);
    this.waits = layout.reserve("rcu_waits", agents);
    this.callbacks = new PairSet(layout, "rcu_callbacks", 1, PENDING);
    this.agents = agents;
  }

  /** Whether an agent is inside a section. */
  public boolean isInside(State state, int agent) {
    return state.get(sections + agent) != 0;
  }

  /** The running agent enters a section, or one more level of it. */
  public void enter(StepContext context) {
    State state = context.state();
    state.set(sections + context.agent(), state.get(sections + context.agent()) + 1);
  }

  /** The running agent leaves one level; with the last, grace periods that waited only for it end. */
  public void leave(StepContext context) {
    State state = context.state();
    int agent = context.agent();
    long depth = state.get(sections + agent);
    if (depth == 0) {
      context.report(Finding.fatal("lock_rule", "", "a read-side section is left that was not entered", 0, "left"));
      return;
    }
    state.set(sections + agent, depth - 1);
    if (depth == 1) {
      pass(context, ~(1L << agent));
    }
  }

  /** Frees an object once everybody who is inside a section now has left it; at once if nobody is. */
  public void freeLater(StepContext context, int header) {
    State state = context.state();
    for (int i = 0; callbacks.key(state, 0, i) != 0; i++) {
      if (Words.index(callbacks.key(state, 0, i)) == header) {
        context.report(Finding.fatal("use_after_free", "", "{" + header + "} is freed twice", header, "freed"));
        return;
      }
    }
    long inside = inside(state);
    if (inside == 0) {
      context.free(header);
    } else if (!callbacks.add(state, 0, Words.reference(header), inside)) {
      context.exhausted("more than " + PENDING + " objects wait for a grace period");
    }
  }

  /** Begins to wait for everybody else who is inside a section now. Within a section of one's own that would never end. */
  public void beginWait(StepContext context) {
    State state = context.state();
    if (isInside(state, context.agent())) {
      context.report(Finding.fatal("deadlock", "",
          "synchronize_rcu() inside a read-side section waits for itself", sections + context.agent(), "entered"));
      return;
    }
    state.set(waits + context.agent(), inside(state));
  }

  /** Blocks while somebody is left for whom the running agent began to wait. */
  public void awaitOthers(StepContext context) {
    if (context.state().get(waits + context.agent()) != 0) {
      context.block();
    }
  }

  private long inside(State state) {
    long mask = 0;
    for (int agent = 0; agent < agents; agent++) {
      if (isInside(state, agent)) {
        mask |= 1L << agent;
      }
    }
    return mask;
  }

  private void pass(StepContext context, long others) {
    State state = context.state();
    for (int agent = 0; agent < agents; agent++) {
      state.set(waits + agent, state.get(waits + agent) & others);
    }
    int i = 0;
    while (callbacks.key(state, 0, i) != 0 && !context.isStopped()) {
      long key = callbacks.key(state, 0, i);
      long left = callbacks.value(state, 0, i) & others;
      if (left == callbacks.value(state, 0, i)) {
        i++;
        continue;
      }
      callbacks.remove(state, 0, i);
      if (left == 0) {
        context.free(Words.index(key));
      } else {
        callbacks.add(state, 0, key, left);
        i++;
      }
    }
  }
}
