package dev.pagewalk.hw.ipi;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;

/**
 * The requests under way: for each sending CPU one request at most, since a sender waits before it sends again, and a
 * word for each target that has not yet taken it.
 */
final class Requests {
  private static final int FLUSH = 1;
  private static final int SYNCHRONISE = 2;
  private static final int KIND = 0;
  private static final int MM = 1;
  private static final int START = 2;
  private static final int END = 3;
  private static final int PENDING = 4;

  private final int base;
  private final int stride;
  private final int cpus;

  Requests(Layout layout, int cpus) {
    this.cpus = cpus;
    this.stride = PENDING + cpus;
    this.base = layout.reserve("interrupts", cpus * stride);
  }

  /** Sends a request to flush to the CPUs in {@code targets}; {@code mm} 0 means whichever they have loaded. */
  void sendFlush(State state, int sender, long targets, int mm, long start, long end) {
    send(state, sender, targets, FLUSH);
    if (targets != 0) {
      state.set(base + sender * stride + MM, mm == 0 ? 0 : Words.reference(mm));
      state.set(base + sender * stride + START, start);
      state.set(base + sender * stride + END, end);
    }
  }

  /** Sends a request to do nothing but take the interrupt. */
  void sendSynchronise(State state, int sender, long targets) {
    send(state, sender, targets, SYNCHRONISE);
  }

  boolean isPending(State state, int sender, int target) {
    return state.get(pendingIndex(sender, target)) != 0;
  }

  /** Whether every target of the sender has taken its request. */
  boolean isDone(State state, int sender) {
    return state.get(base + sender * stride + KIND) == 0;
  }

  boolean isFlush(State state, int sender) {
    return state.get(base + sender * stride + KIND) == FLUSH;
  }

  int mm(State state, int sender) {
    return Words.index(state.get(base + sender * stride + MM));
  }

  long start(State state, int sender) {
    return state.get(base + sender * stride + START);
  }

  long end(State state, int sender) {
    return state.get(base + sender * stride + END);
  }

  /** Marks a request as taken; the last target's doing so clears it. */
  void acknowledge(State state, int sender, int target) {
    state.set(pendingIndex(sender, target), 0);
    for (int other = 0; other < cpus; other++) {
      if (isPending(state, sender, other)) {
        return;
      }
    }
    for (int word = KIND; word < PENDING; word++) {
      state.set(base + sender * stride + word, 0);
    }
  }

  /** The words of each sender, those that say whom it asks at the end. */
  Rows words() {
    return new Rows(base, cpus, stride, cpus);
  }

  boolean contains(int index) {
    return base <= index && index < base + cpus * stride;
  }

  boolean isPendingWord(int index) {
    return contains(index) && PENDING <= (index - base) % stride;
  }

  int senderOf(int index) {
    return (index - base) / stride;
  }

  int targetOf(int index) {
    return (index - base) % stride - PENDING;
  }

  private void send(State state, int sender, long targets, int kind) {
    for (int target = 0; target < cpus; target++) {
      if ((targets >> target & 1) != 0) {
        state.set(pendingIndex(sender, target), 1);
      }
    }
    state.set(base + sender * stride + KIND, targets == 0 ? 0 : kind);
  }

  private int pendingIndex(int sender, int target) {
    return base + sender * stride + PENDING + target;
  }
}
