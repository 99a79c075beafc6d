package dev.pagewalk.analysis;

import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.SearchResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a search rests on, and what it saved.
 *
 * @param missed the probability that two states were taken for one, or rather the number of such pairs to be
 *     expected: 0 where states are kept as a whole; empty where executions were drawn, so that it does not matter
 * @param withoutSymmetry how many states there would be without symmetry, exactly; empty if that was not counted
 * @param unreduced families that are declared symmetric and are looked at member by member, and why, in words; empty
 *     where symmetry was not asked for
 * @param expected a guess how many states there are in all, where the search ended early and has one
 */
public record Statistics(
    OptionalDouble missed, OptionalLong withoutSymmetry, List<String> unreduced, OptionalLong expected) {
  /** Of a variant that was not searched. */
  public static final Statistics NONE =
      new Statistics(OptionalDouble.empty(), OptionalLong.empty(), List.of(), OptionalLong.empty());

  public Statistics {
    unreduced = List.copyOf(unreduced);
  }

  static Statistics of(Machine machine, Searching how, SearchResult search, OptionalLong represented) {
    boolean wantsSymmetry = how.reductions().contains(Reduction.SYMMETRY);
    OptionalDouble missed = how.strategy() == Strategy.RANDOM
        ? OptionalDouble.empty()
        : OptionalDouble.of(how.isExact() ? 0 : Budget.expectedCollisions(search.states()));
    List<String> unreduced = machine.program().families().stream()
        .filter(family -> wantsSymmetry && family.refused().isPresent())
        .map(family -> "`" + family.name() + "` is looked at member by member, because " + family.refused().get())
        .toList();
    return new Statistics(missed, wantsSymmetry ? represented : OptionalLong.empty(), unreduced, search.expected());
  }
}
