package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One member of a thread declaration.
 *
 * @param name as users see it: {@code walker[1]} for a member of a family
 * @param member index in its family, from 0
 * @param cpu where it runs, from 0
 * @param forked whether it starts when another thread forks it
 */
record ThreadPlan(ScenarioItem.Thread decl, String name, int member, int cpu, boolean forked) {
  /**
   * The threads of a scenario, in the order of the text. Each has a CPU of its own unless {@code on} says otherwise.
   */
  static List<ThreadPlan> of(Resolution resolution, Decl.Scenario scenario, Variant variant) {
    Constants constants = new Constants(resolution, variant, 1);
    Set<Integer> taken = new HashSet<>();
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Thread thread) {
        int cpu = cpu(resolution, thread);
        if (0 <= cpu) {
          taken.add(cpu);
        }
      }
    }
    List<ThreadPlan> plans = new ArrayList<>();
    int next = 0;
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Thread thread) {
        int count = thread.count().map(c -> (int) constants.value(c).orElse(1)).orElse(1);
        for (int member = 0; member < count; member++) {
          int cpu = cpu(resolution, thread);
          if (cpu < 0) {
            while (taken.contains(next)) {
              next++;
            }
            cpu = next++;
          }
          String name = thread.name().text() + (thread.count().isPresent() ? "[" + member + "]" : "");
          plans.add(new ThreadPlan(thread, name, member, cpu, false));
        }
      }
    }
    for (ScenarioItem.Thread child : Forks.of(resolution, scenario)) {
      int count = child.count().map(c -> (int) constants.value(c).orElse(1)).orElse(1);
      for (int member = 0; member < count; member++) {
        while (taken.contains(next)) {
          next++;
        }
        String name = child.name().text() + (child.count().isPresent() ? "[" + member + "]" : "");
        plans.add(new ThreadPlan(child, name, member, next++, true));
      }
    }
    return plans;
  }

  private static int cpu(Resolution resolution, ScenarioItem.Thread thread) {
    return thread.cpu()
        .flatMap(resolution::symbol)
        .map(symbol -> symbol instanceof Symbol.Cpu cpu ? cpu.number() : -1)
        .orElse(-1);
  }

  /** How many CPUs these threads need. */
  static int cpus(List<ThreadPlan> plans) {
    return plans.stream().mapToInt(plan -> plan.cpu() + 1).max().orElse(1);
  }
}
