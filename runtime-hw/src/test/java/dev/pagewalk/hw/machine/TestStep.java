package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A step for tests: choices come from a script, 0 where it has ended; what happened is kept. */
final class TestStep implements StepContext {
  private final State state;
  private final Layout layout;
  private final int cpu;
  private final List<Integer> script;
  private final List<Integer> alternatives = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean blocked;
  private String exhausted = "";

  TestStep(State state, Layout layout, int cpu, List<Integer> script) {
    this.state = state;
    this.layout = layout;
    this.cpu = cpu;
    this.script = script;
  }

  /** A result of one way in which a step can go. */
  record Way<T>(T result, List<Finding> findings, boolean blocked, long[] words) {}

  /** Every way in which a step can go from a state, which is as before afterwards. */
  static <T> List<Way<T>> allWays(State state, Layout layout, int cpu, Function<StepContext, T> step) {
    List<Way<T>> ways = new ArrayList<>();
    List<Integer> script = new ArrayList<>();
    while (script != null) {
      int mark = state.mark();
      TestStep context = new TestStep(state, layout, cpu, script);
      T result = step.apply(context);
      ways.add(new Way<>(result, List.copyOf(context.findings), context.blocked, state.snapshot()));
      state.undo(mark);
      script = context.next();
    }
    return ways;
  }

  private List<Integer> next() {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < alternatives.size(); i++) {
      taken.add(i < script.size() ? script.get(i) : 0);
    }
    for (int i = taken.size() - 1; 0 <= i; i--) {
      if (taken.get(i) + 1 < alternatives.get(i)) {
        List<Integer> following = new ArrayList<>(taken.subList(0, i));
        following.add(taken.get(i) + 1);
        return following;
      }
    }
    return null;
  }

  List<Finding> findings() {
    return findings;
  }

  boolean isBlocked() {
    return blocked;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public int agent() {
    return cpu;
  }

  @Override
  public int cpu() {
    return cpu;
  }

  @Override
  public int choose(int count, String what) {
    if (count == 1) {
      return 0;
    }
    int position = alternatives.size();
    alternatives.add(count);
    return position < script.size() ? script.get(position) : 0;
  }

  @Override
  public void block() {
    blocked = true;
  }

  @Override
  public void report(Finding finding) {
    findings.add(finding);
  }

  @Override
  public void exhausted(String why) {
    exhausted = why;
  }

  @Override
  public boolean isStopped() {
    return blocked || !exhausted.isEmpty() || findings.stream().anyMatch(Finding::fatal);
  }

  @Override
  public boolean touch(int index) {
    int header = layout.header(index);
    if (header == 0 || state.get(header) == StructLayout.LIVE) {
      return true;
    }
    report(Finding.fatal("use_after_free", "page_table", "{" + index + "}", header, "freed"));
    return false;
  }

  @Override
  public int allocate(Pool pool) {
    for (int slot = 0; slot < pool.count(); slot++) {
      if (state.get(pool.address(slot)) == 0) {
        state.set(pool.address(slot), StructLayout.LIVE);
        return pool.address(slot);
      }
    }
    exhausted(pool.struct().name());
    return 0;
  }

  @Override
  public void endThread() {
    throw new AssertionError("no thread runs here");
  }

  @Override
  public void free(int header) {
    Pool pool = layout.poolOf(header).orElseThrow();
    for (int i = 0; i < pool.stride(); i++) {
      state.set(header + i, 0);
    }
  }
}
