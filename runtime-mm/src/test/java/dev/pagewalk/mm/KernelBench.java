package dev.pagewalk.mm;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.machine.Machine;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.rcu.Rcu;
import dev.pagewalk.mm.rcu.Sections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kernel on a small machine, whose functions are called by name as agent {@link #agent}, on the CPU of that number.
 */
final class KernelBench implements StepContext {
  private static final int SLOTS = 6;

  final Layout layout = new Layout();
  final Hardware hardware;
  final Kernel kernel;
  final State state;
  int agent;
  private final Map<String, Binding> bindings = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean blocked;
  /** What the next choices take, where there is that much to choose from. */
  int choice;
  private String exhausted = "";

  KernelBench() {
    Machine machine = Machine.x86(2).withLevels(2).withTableEntries(2).withMemory(Folios.framesFor(SLOTS, 2), 2);
    for (StructLayout struct : Library.structs()) {
      layout.pool(struct, machine.extraWords(struct.name()), SLOTS);
    }
    hardware = new Hardware(machine, layout);
    Rcu rcu = new Rcu(layout);
    int depth = layout.reserve("atomic depth", 2);
    kernel = new Kernel(layout, hardware, rcu, context -> hardware.cpus().loaded(context.state(), context.cpu()));
    List<Binding> all = new ArrayList<>(kernel.bindings());
    all.addAll(rcu.bindings());
    all.addAll(new Sections(rcu, hardware.cpus(), who -> depth + who).bindings());
    all.forEach(binding -> bindings.put(binding.name(), binding));
    state = new State(layout.size());
  }

  /** Calls a function of the library; earlier findings are forgotten. */
  long call(String name, long... args) {
    findings.clear();
    blocked = false;
    return bindings.get(name).intrinsic().call(this, args);
  }

  /** A new object with all fields 0. */
  long make(String struct) {
    return Words.reference(allocate(layout.pool(struct)));
  }

  long get(long object, String field) {
    return state.get(place(object, field));
  }

  KernelBench set(long object, String field, long value) {
    state.set(place(object, field), value);
    return this;
  }

  int place(long object, String field) {
    int header = Words.index(object);
    return header + layout.poolOf(header).orElseThrow().struct().offset(field);
  }

  boolean isLive(long object) {
    return state.get(Words.index(object)) == StructLayout.LIVE;
  }

  List<String> oracles() {
    return findings.stream().map(Finding::oracle).toList();
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
    return agent;
  }

  @Override
  public int cpu() {
    return agent;
  }

  @Override
  public int choose(int alternatives, String what) {
    return Math.min(choice, alternatives - 1);
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
    report(Finding.fatal("use_after_free", "", "{" + index + "}", header, "freed"));
    return false;
  }

  @Override
  public int allocate(Pool pool) {
    for (int slot = 0; slot < pool.count(); slot++) {
      if (state.get(pool.address(slot)) != StructLayout.LIVE) {
        state.set(pool.address(slot), StructLayout.LIVE);
        return pool.address(slot);
      }
    }
    exhausted("out of " + pool.struct().name());
    return 0;
  }

  @Override
  public void endThread() {
    throw new AssertionError("no thread runs here");
  }

  @Override
  public void free(int header) {
    Pool pool = layout.poolOf(header).orElseThrow();
    if (!touch(header)) {
      return;
    }
    for (FreeOracle oracle : kernel.freeOracles()) {
      oracle.beforeFree(this, pool, header);
    }
    for (int i = 0; i < pool.stride() && !isStopped(); i++) {
      state.set(header + i, 0);
    }
  }
}
