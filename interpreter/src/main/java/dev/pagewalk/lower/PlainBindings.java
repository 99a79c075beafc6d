package dev.pagewalk.lower;

import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Waiting;
import dev.pagewalk.hw.step.WordText;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.rcu.GracePeriodWait;
import dev.pagewalk.mm.rcu.Rcu;
import dev.pagewalk.mm.rcu.Sections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The intrinsics of models without the kernel: read-copy-update and sections without preemption work there too. */
final class PlainBindings {
  private final int[] bases = new int[LockWord.MAX_AGENTS];
  private final Rcu rcu;
  private final Cpus cpus;
  private final Sections sections;

  PlainBindings(Layout layout, int count) {
    rcu = new Rcu(layout);
    cpus = new Cpus(layout, count);
    sections = new Sections(rcu, cpus, agent -> bases[agent] + ThreadWords.ATOMIC_DEPTH);
  }

  Map<String, Binding> bindings() {
    Map<String, Binding> bindings = new LinkedHashMap<>();
    rcu.bindings().forEach(binding -> bindings.put(binding.name(), binding));
    sections.bindings().forEach(binding -> bindings.put(binding.name(), binding));
    return bindings;
  }

  Rcu rcu() {
    return rcu;
  }

  /** In which sections threads are, for rules. */
  dev.pagewalk.mm.rule.Sections ruleSections() {
    return RuleSections.of(rcu, cpus);
  }

  List<Waiting> waitings() {
    return List.of(new GracePeriodWait(rcu));
  }

  List<WordText> wordTexts(IntFunction<String> agents) {
    return List.of(sections.wordText(agents));
  }

  /** Tells where a thread keeps its words. */
  void thread(int agent, int base) {
    bases[agent] = base;
  }
}
