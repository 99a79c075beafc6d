package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.lock.LockWord;

/**
 * The calls that are running and are not atomic, as words of the state: one for each agent. While a call's window is
 * open, the words in it have more than one legal value.
 *
 * <p>Model: an agent is in one such call at a time.
 */
final class Windows {
  /** What a window is for. */
  enum Kind {
    /** {@code subject} is copied to {@code other}: both address spaces. */
    FORK,
    /** Bytes {@code start} to {@code end} of an address space become {@code other}. */
    REPLACE,
    /** Pages {@code start} to {@code end} of a file become zero. */
    REPLACE_FILE,
    /** Bytes {@code start} to {@code end} of an address space go to {@code other}. */
    MOVE
  }

  private static final Kind[] KINDS = Kind.values();
  private static final int WORDS = 5;

  private final int base;

  Windows(Layout layout) {
    base = layout.reserve("windows of the abstract memory", WORDS * LockWord.MAX_AGENTS);
  }

  boolean contains(int index) {
    return base <= index && index < base + WORDS * LockWord.MAX_AGENTS;
  }

  /** The window of each agent. */
  Rows words() {
    return new Rows(base, LockWord.MAX_AGENTS, WORDS);
  }

  /** Opens the running agent's window. {@code subject} is the number of an address space or file. */
  void open(StepContext context, Kind kind, int subject, long start, long end, long other) {
    int at = of(context.agent());
    State state = context.state();
    if (state.get(at) != 0) {
      context.exhausted("a thread is in two calls at once that are not atomic");
      return;
    }
    state.set(at, kind.ordinal() + 1L);
    state.set(at + 1, subject);
    state.set(at + 2, start);
    state.set(at + 3, end);
    state.set(at + 4, other);
  }

  /** Closes the running agent's window. */
  void close(StepContext context) {
    int at = of(context.agent());
    for (int i = 0; i < WORDS; i++) {
      context.state().set(at + i, 0);
    }
  }

  /** How many there can be; they are numbered by agent. */
  int count() {
    return LockWord.MAX_AGENTS;
  }

  private int of(int agent) {
    return base + agent % LockWord.MAX_AGENTS * WORDS;
  }

  /** Whether agent {@code i} has a window of this kind open on an address space or file. */
  boolean is(State state, int i, Kind kind, int subject) {
    return state.get(of(i)) == kind.ordinal() + 1L && state.get(of(i) + 1) == subject;
  }

  /** The kind of the running agent's window, or null if it has none. */
  boolean isOpen(StepContext context, Kind kind) {
    long open = context.state().get(of(context.agent()));
    return open != 0 && KINDS[(int) open - 1] == kind;
  }

  long start(State state, int i) {
    return state.get(of(i) + 2);
  }

  long end(State state, int i) {
    return state.get(of(i) + 3);
  }

  long other(State state, int i) {
    return state.get(of(i) + 4);
  }
}
