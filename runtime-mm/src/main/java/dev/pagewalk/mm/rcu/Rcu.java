package dev.pagewalk.mm.rcu;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.lock.LockWord;
import java.util.List;

/**
 * Grace periods. A deferred free records the agents that are then inside a read-side section; each leaves the record
 * when its section ends, and the object is freed in the very step that empties the record: the earliest moment is the
 * worst one.
 *
 * <p>Model: interrupt handlers are no sections, since each runs in one step; a callback that only frees runs as soon as
 * it may, never later.
 *
 * <p>Model: sections are those between rcu_read_lock() and rcu_read_unlock() and those with interrupts or preemption
 * disabled. Holding a spinlock is none, as on PREEMPT_RT: code that relies on it is wrong there. (kernel/rcu/tree.c,
 * call_rcu(), 6.6; Documentation/RCU/checklist.rst)
 */
public final class Rcu {
  private static final int RECORDS = 16;

  private final int nesting;
  private final int waits;
  private final int records;

  /** The region whose word {@code a} says for whose sections agent {@code a} waits: bit by agent. */
  public static final String WAITS = "rcu waits";

  /** The region of deferred frees: pairs of an object's header and the agents for whose sections it waits, by bit. */
  public static final String RECORDED = "rcu records";

  /** Reserves the words for all agents and for the deferred frees that can be outstanding at once. */
  public Rcu(Layout layout) {
    nesting = layout.reserve("rcu nesting", LockWord.MAX_AGENTS);
    waits = layout.reserve(WAITS, LockWord.MAX_AGENTS);
    records = layout.reserve(RECORDED, 2 * RECORDS);
  }

  /** The functions of the language that belong to RCU and to sections that it respects. */
  public List<Binding> bindings() {
    return List.of(
        Binding.step("rcu_read_lock", 0, (context, args) -> enter(context)),
        Binding.step("rcu_read_unlock", 0, (context, args) -> leave(context)),
        Binding.step("kfree_rcu", 1, (context, args) -> {
          free(context, Words.index(args[0]));
          return 0;
        }),
        Binding.step("synchronize_rcu_start", 0, (context, args) -> start(context)),
        Binding.step(GracePeriodWait.NAME, 0, (context, args) -> await(context)));
  }

  /** The words of each agent. Beside them masks name agents: those of {@link #WAITS} and half of {@link #RECORDED}. */
  public List<Rows> wordsOfAgents() {
    return List.of(new Rows(nesting, LockWord.MAX_AGENTS, 1), new Rows(waits, LockWord.MAX_AGENTS, 1));
  }

  /** The index of the words that count the sections that agents are in, agent 0 first. */
  public int nesting() {
    return nesting;
  }

  /** The agents for whose sections an agent waits, if it waits for a grace period: bit by agent. */
  public long awaited(State state, int agent) {
    return state.get(waits + agent);
  }

  /** Whether the word says how deep in sections an agent is. */
  boolean isNesting(int index) {
    return nesting <= index && index < nesting + LockWord.MAX_AGENTS;
  }

  /** Whether the word says who waits for whom. */
  boolean isBookkeeping(int index) {
    return waits <= index && index < records + 2 * RECORDS;
  }

  /** The running agent enters a section; sections nest. */
  public long enter(StepContext context) {
    int word = nesting + context.agent();
    context.state().set(word, context.state().get(word) + 1);
    return 0;
  }

  /** The running agent leaves a section; what waited for it alone is freed. */
  public long leave(StepContext context) {
    State state = context.state();
    int agent = context.agent();
    long depth = state.get(nesting + agent);
    if (depth == 0) {
      context.report(Finding.fatal(
          "lock_rule", "unlock_without_lock", "an RCU read-side section is left that was not entered", 0, ""));
      return 0;
    }
    state.set(nesting + agent, depth - 1);
    if (depth == 1) {
      quiesce(context, agent);
    }
    return 0;
  }

  /** Whether an agent is inside a section. */
  public boolean isReading(State state, int agent) {
    return state.get(nesting + agent) != 0;
  }

  /**
   * Frees the object whose header is at {@code header} once every section that is open now has ended; 0 is null, of
   * which there is nothing to free (include/linux/rcupdate.h, kfree_rcu(), 6.6).
   */
  public void free(StepContext context, int header) {
    State state = context.state();
    if (header == 0 || !context.touch(header)) {
      return;
    }
    long readers = readers(state);
    if (readers == 0) {
      context.free(header);
      return;
    }
    int last = records + 2 * (RECORDS - 1);
    if (state.get(last) != 0) {
      context.exhausted("it needs more than " + RECORDS + " deferred frees at a time");
      return;
    }
    // Sorted by object, so that the order of calls leaves no trace in the state.
    int at = last;
    while (records < at && (state.get(at - 2) == 0 || header < state.get(at - 2))) {
      state.set(at, state.get(at - 2));
      state.set(at + 1, state.get(at - 1));
      at -= 2;
    }
    state.set(at, header);
    state.set(at + 1, readers);
  }

  /**
   * Takes an object whose deferred free is still to come out of it, for use as a new one with all fields zero: what a
   * cache that is type-safe by RCU may do at any time (mm/slab_common.c, SLAB_TYPESAFE_BY_RCU, 6.15). Whether there is
   * such a reuse, and of which object, is explored.
   *
   * @return the index of its header; 0 for none
   */
  public int reuse(StepContext context, Pool pool) {
    State state = context.state();
    int candidates = 0;
    for (int at = records; at < records + 2 * RECORDS; at += 2) {
      candidates += pool.contains((int) state.get(at)) ? 1 : 0;
    }
    int chosen = context.choose(candidates + 1, "which freed object is used again");
    if (chosen == 0) {
      return 0;
    }
    int to = records;
    int header = 0;
    for (int from = records; from < records + 2 * RECORDS; from += 2) {
      long object = state.get(from);
      long readers = state.get(from + 1);
      state.set(from, 0);
      state.set(from + 1, 0);
      if (pool.contains((int) object) && --chosen == 0) {
        header = (int) object;
      } else if (object != 0) {
        state.set(to, object);
        state.set(to + 1, readers);
        to += 2;
      }
    }
    for (int word = header + 1; word < header + pool.struct().size(); word++) {
      state.set(word, 0);
    }
    return header;
  }

  private long readers(State state) {
    long readers = 0;
    for (int i = 0; i < LockWord.MAX_AGENTS; i++) {
      readers |= state.get(nesting + i) == 0 ? 0 : 1L << i;
    }
    return readers;
  }

  private void quiesce(StepContext context, int agent) {
    State state = context.state();
    for (int i = 0; i < LockWord.MAX_AGENTS; i++) {
      state.set(waits + i, state.get(waits + i) & ~(1L << agent));
    }
    int to = records;
    for (int from = records; from < records + 2 * RECORDS; from += 2) {
      int header = (int) state.get(from);
      long readers = state.get(from + 1) & ~(1L << agent);
      state.set(from, 0);
      state.set(from + 1, 0);
      if (header != 0 && readers == 0) {
        context.free(header);
        if (context.isStopped()) {
          return;
        }
      } else if (header != 0) {
        state.set(to, header);
        state.set(to + 1, readers);
        to += 2;
      }
    }
  }

  private long start(StepContext context) {
    if (isReading(context.state(), context.agent())) {
      context.report(
          Finding.fatal("deadlock", "", "synchronize_rcu() inside a read-side section waits for itself", 0, ""));
      return 0;
    }
    context.state().set(waits + context.agent(), readers(context.state()));
    return 0;
  }

  private long await(StepContext context) {
    if (context.state().get(waits + context.agent()) != 0) {
      context.block();
    }
    return 0;
  }
}
