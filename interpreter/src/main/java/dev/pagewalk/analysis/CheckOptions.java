package dev.pagewalk.analysis;

import dev.pagewalk.explore.Budget;
import dev.pagewalk.hw.cpu.Architecture;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the user asks for beside what the scenario says.
 *
 * @param parameters {@code -D name=value}
 * @param kernel {@code --kernel}: instead of the expectation's own
 * @param arch {@code --arch}: instead of the scenario's or the expectation's own
 * @param with patches added by {@code --with}
 * @param without patches taken away by {@code --without}
 * @param search how each variant is searched
 */
public record CheckOptions(
    Map<String, Long> parameters,
    Optional<String> kernel,
    Optional<Architecture> arch,
    List<String> with,
    List<String> without,
    Searching search) {
  public CheckOptions {
    // In the order of their names: they are part of what is printed.
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    with = List.copyOf(with);
    without = List.copyOf(without);
  }

  /** Nothing special. */
  public static final CheckOptions DEFAULT =
      new CheckOptions(
          Map.of(), Optional.empty(), Optional.empty(), List.of(), List.of(), Searching.DEFAULT);

  /** The same, searched in another way. */
  public CheckOptions searching(Searching other) {
    return new CheckOptions(parameters, kernel, arch, with, without, other);
  }

  /** The same with another budget. */
  public CheckOptions within(Budget other) {
    return searching(search.within(other));
  }
}
