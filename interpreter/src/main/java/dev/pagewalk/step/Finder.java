package dev.pagewalk.step;

import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Found;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.ShortestSearch;
import dev.pagewalk.hw.step.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the nearest violation from the position on: the one with the fewest context switches, then steps. */
final class Finder {
  private static final Budget BUDGET = new Budget(5_000_000, 1_000_000, Duration.ofMinutes(2));

  private final Interleaving interleaving;

  Finder(Interleaving interleaving) {
    this.interleaving = interleaving;
  }

  /**
   * What was found.
   *
   * @param moves from the position on
   */
  record Way(Finding finding, List<Move> moves) {}

  /** The nearest finding of an oracle, or of any if {@code wanted} is empty. */
  Optional<Way> find(String wanted, Cancellation cancellation) {
    Machine machine = new Machine(interleaving.program());
    for (Move move : interleaving.moves()) {
      Choices choices = new Choices();
      choices.follow(move.choices());
      machine.step(move.agent(), choices);
    }
    Optional<Found> found = new ShortestSearch(
        machine, finding -> isWanted(wanted, finding), BUDGET, cancellation).run();
    return found.map(way -> new Way(way.finding(), new ArrayList<>(way.moves())));
  }

  static boolean isWanted(String wanted, Finding finding) {
    return wanted.isEmpty() || wanted.equals(finding.oracle()) || wanted.equals(Interleaving.name(finding));
  }
}
