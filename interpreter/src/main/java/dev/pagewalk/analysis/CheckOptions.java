package dev.pagewalk.analysis;

import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.hw.cpu.Architecture;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the user asks for beside what the scenario says.
 *
 * @param parameters {@code -D name=value}
 * @param kernel {@code --kernel}: instead of the expectation's own
 * @param arch {@code --arch}: instead of the scenario's or the expectation's own
 * @param with patches added by {@code --with}
 * @param without patches taken away by {@code --without}
 * @param strategy {@code exhaustive}, {@code preemptions} or {@code shortest}
 * @param reductions what searches may leave out
 * @param workers threads that search together, for each search
 * @param budget for each search
 */
public record CheckOptions(
    Map<String, Long> parameters,
    Optional<String> kernel,
    Optional<Architecture> arch,
    List<String> with,
    List<String> without,
    String strategy,
    Set<Reduction> reductions,
    int workers,
    Budget budget) {
  public CheckOptions {
    // In the order of their names: they are part of what is printed.
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    with = List.copyOf(with);
    without = List.copyOf(without);
    reductions = reductions.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(reductions));
  }

  /** Nothing special. */
  public static final CheckOptions DEFAULT =
      new CheckOptions(
          Map.of(), Optional.empty(), Optional.empty(), List.of(), List.of(), "exhaustive", Reduction.NONE, 1,
          Budget.DEFAULT);

  /** The same with another strategy. */
  public CheckOptions by(String other) {
    return new CheckOptions(parameters, kernel, arch, with, without, other, reductions, workers, budget);
  }

  /** The same with another budget. */
  public CheckOptions within(Budget other) {
    return new CheckOptions(parameters, kernel, arch, with, without, strategy, reductions, workers, other);
  }
}
