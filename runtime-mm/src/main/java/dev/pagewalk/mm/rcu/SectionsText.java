package dev.pagewalk.mm.rcu;

import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.step.WordText;
import java.util.Optional;
import java.util.function.IntFunction;

/** The words of sections as people read them: {@code rcu depth of walker: 0 -> 1}. */
record SectionsText(Rcu rcu, Cpus cpus, IntFunction<String> agents) implements WordText {
  @Override
  public Optional<String> name(int index) {
    return rcu.isNesting(index)
        ? Optional.of("rcu depth of " + agents.apply(index - rcu.nesting()))
        : cpus.describe(index);
  }

  @Override
  public Optional<String> value(int index, long value) {
    return cpus.describeValue(index, value);
  }

  @Override
  public boolean isTold(int index) {
    return !rcu.isBookkeeping(index);
  }
}
