package dev.pagewalk.analysis;

import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.explore.Sampling;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a variant is searched.
 *
 * @param strategy how executions are gone through
 * @param reductions what searches may leave out
 * @param workers threads that search together, for each search
 * @param budget for each search
 * @param sampling how a random search draws
 * @param exactBytes bytes for states that are kept as a whole; 0 if they are told apart by fingerprints
 * @param coverage whether it is counted where states come about
 */
public record Searching(
    Strategy strategy,
    Set<Reduction> reductions,
    int workers,
    Budget budget,
    Sampling sampling,
    long exactBytes,
    boolean coverage) {
  /** Everything, once, by one worker. */
  public static final Searching DEFAULT =
      new Searching(Strategy.EXHAUSTIVE, Reduction.NONE, 1, Budget.DEFAULT, Sampling.DEFAULT, 0, false);

  public Searching {
    reductions = reductions.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(reductions));
  }

  /** The same with another budget. */
  public Searching within(Budget other) {
    return new Searching(strategy, reductions, workers, other, sampling, exactBytes, coverage);
  }

  /** The same by another strategy. */
  public Searching by(Strategy other) {
    return new Searching(other, reductions, workers, budget, sampling, exactBytes, coverage);
  }

  /** The same, and it is counted where states come about. */
  public Searching withCoverage() {
    return new Searching(strategy, reductions, workers, budget, sampling, exactBytes, true);
  }

  /** Whether one worker looks at each state once, in the usual order. */
  public boolean isPlain() {
    boolean inOrder = strategy == Strategy.EXHAUSTIVE || strategy == Strategy.SHORTEST;
    return inOrder && workers == 1 && budget.maxPreemptions() == Budget.ANY_NUMBER;
  }

  /** Whether every state is kept as a whole. */
  public boolean isExact() {
    return 0 < exactBytes;
  }
}
