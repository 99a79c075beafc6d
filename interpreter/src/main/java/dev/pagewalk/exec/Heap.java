package dev.pagewalk.exec;

import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.Naming;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.ir.Program;
import dev.pagewalk.mm.lock.LockWord;
import java.util.Map;

/**
 * Objects that begin and end. Which slot a new object gets depends on the agent that allocates it, not on what others
 * have allocated before, so that executions that differ only in the order of allocations meet in the same state.
 * Besides one slot that nothing names, every free slot that some word still names is explored: that is every case of
 * reuse that can be told apart.
 */
final class Heap {
  /** How users call the kinds of objects behind {@code use_after_free}; others go by their struct's name. */
  private static final Map<String, String> SUBJECTS = Map.of("ptdesc", "page_table");

  private final Program program;
  private final State state;
  private final int[] headers;
  private final Shares shares;
  private final Naming[] namings;
  private int[] candidates = new int[16];

  Heap(Program program, State state, Shares shares) {
    this.program = program;
    this.state = state;
    this.shares = shares;
    headers = program.layout().headers();
    namings = program.namings().toArray(Naming[]::new);
  }

  static String subject(Pool pool) {
    return SUBJECTS.getOrDefault(pool.struct().name(), pool.struct().name());
  }

  int allocate(StepContext context, int agent, Pool pool) {
    int fresh = fresh(agent, pool);
    int count = 0;
    if (fresh != 0) {
      candidates[count++] = fresh;
    }
    for (int slot = 0; slot < pool.count() && count < candidates.length; slot++) {
      int header = pool.address(slot);
      if (header != fresh && state.get(header) == StructLayout.NAMED && isNamed(pool, header)) {
        candidates[count++] = header;
      }
    }
    if (count == 0) {
      String kind = pool.struct().name();
      context.exhausted("it needs more than " + pool.count() + " objects of kind `" + kind + "` at a time");
      return 0;
    }
    int header = candidates[context.choose(count, "slot")];
    state.set(header, StructLayout.LIVE);
    for (int lock : program.rawLocks().get(program.layout().pools().indexOf(pool))) {
      state.set(header + lock, LockWord.RAW);
    }
    return header;
  }

  /** A free slot that nothing names: the first from where the agent's share of the pool begins. */
  private int fresh(int agent, Pool pool) {
    int first = shares.first(pool, agent);
    for (int i = 0; i < pool.count(); i++) {
      int header = pool.address((first + i) % pool.count());
      long life = state.get(header);
      if (life == 0 || life == StructLayout.NAMED && !isNamed(pool, header)) {
        return header;
      }
    }
    return 0;
  }

  void free(StepContext context, int header) {
    Pool pool = program.layout().poolOf(header).orElseThrow();
    if (state.get(header) != StructLayout.LIVE) {
      String what = "{" + header + "} is freed twice";
      context.report(Finding.fatal("use_after_free", subject(pool), what, header, "freed"));
      return;
    }
    for (FreeOracle oracle : program.freeOracles()) {
      oracle.beforeFree(context, pool, header);
      if (context.isStopped()) {
        return;
      }
    }
    for (int i = header + 1; i < header + pool.stride(); i++) {
      state.set(i, 0);
    }
    state.set(header, isNamed(pool, header) ? StructLayout.NAMED : 0);
  }

  /** Whether some word outside the object names it or a word in it. */
  private boolean isNamed(Pool pool, int header) {
    int end = header + pool.stride();
    for (int i = state.nextOccupied(1); i < headers.length; i = state.nextOccupied(i + 1)) {
      if (header <= i && i < end) {
        i = end - 1;
        continue;
      }
      long word = state.search(i);
      if (word != 0 && names(word, pool, header, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean names(long word, Pool pool, int header, int end) {
    if (Words.isReference(word)) {
      return header <= Words.index(word) && Words.index(word) < end;
    }
    if (Words.isFrame(word) || Words.isEntry(word)) {
      for (Naming naming : namings) {
        if (naming.names(word, pool, header)) {
          return true;
        }
      }
    }
    return false;
  }

  void reportUseAfterFree(StepContext context, int index, int header) {
    Pool pool = program.layout().poolOf(header).orElseThrow();
    String what = index == header ? "{" + header + "}" : "{" + index + "}";
    String message = what + " is used after it was freed";
    context.report(Finding.fatal("use_after_free", subject(pool), message, header, "freed"));
  }
}
