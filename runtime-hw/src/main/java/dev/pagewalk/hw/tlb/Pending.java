package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;

/** For each CPU the broadcast that it has sent and not yet waited for, if any: of which mm and which addresses. */
final class Pending {
  private static final int MM = 0;
  private static final int START = 1;
  private static final int END = 2;
  private static final int WORDS = 3;

  private final int base;
  private final int cpus;

  Pending(Layout layout, int cpus) {
    this.base = layout.reserve("broadcasts", cpus * WORDS);
    this.cpus = cpus;
  }

  void set(State state, int cpu, int mm, long start, long end) {
    state.set(base + cpu * WORDS + MM, Words.reference(mm));
    state.set(base + cpu * WORDS + START, start);
    state.set(base + cpu * WORDS + END, end);
  }

  void clear(State state, int cpu) {
    for (int word = 0; word < WORDS; word++) {
      state.set(base + cpu * WORDS + word, 0);
    }
  }

  /** The index of the mm; 0 if nothing is pending. */
  int mm(State state, int cpu) {
    return Words.index(state.get(base + cpu * WORDS + MM));
  }

  long start(State state, int cpu) {
    return state.get(base + cpu * WORDS + START);
  }

  long end(State state, int cpu) {
    return state.get(base + cpu * WORDS + END);
  }

  /**
   * Those marks of a paging-structure entry that hold for what a CPU has cached by its help: of the broadcasts that
   * invalidate both.
   */
  long inherited(State state, long marks, long from, long to) {
    long kept = 0;
    if (Forbidden.isInvalidated(marks)) {
      for (int cpu = 0; cpu < cpus; cpu++) {
        long mark = Forbidden.invalidatedBy(cpu);
        if ((marks & mark) != 0 && start(state, cpu) < to && from < end(state, cpu)) {
          kept |= mark;
        }
      }
    }
    return kept;
  }

  /** The words of each CPU. */
  Rows words() {
    return new Rows(base, cpus, WORDS);
  }

  boolean contains(int index) {
    return base <= index && index < base + cpus * WORDS;
  }
}
