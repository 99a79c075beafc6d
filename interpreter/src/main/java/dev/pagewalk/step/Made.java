package dev.pagewalk.step;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.witness.StepText;
import java.util.List;
import java.util.Optional;

/**
 * A step of the interleaving, as it was made.
 *
 * @param move who moved, with which choices
 * @param choices what it chose where there was more than one way to go on
 * @param from the instruction before which the thread stood; -1 for a device
 * @param stack the call sites through which it had come there, outermost first
 * @param text what it did, with what it read
 * @param span where that is written; empty for a device
 * @param changes the words that have another value since
 * @param reads the words that it read, ascending
 * @param writes the words that it wrote, ascending, also those that have the value they had
 * @param findings what oracles found, fatal ones last
 * @param outcome {@code MOVED}, or {@code FOUND} if the execution ended with it
 */
public record Made(
    Move move,
    List<Chosen> choices,
    int from,
    List<Integer> stack,
    String text,
    Optional<Span> span,
    List<StepText.Change> changes,
    int[] reads,
    int[] writes,
    List<Finding> findings,
    Outcome outcome) {
  public Made {
    choices = List.copyOf(choices);
    stack = List.copyOf(stack);
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }

  /**
   * One choice.
   *
   * @param kind {@code translation}, {@code choose}, {@code slot}, ...
   * @param value which one, from 0
   * @param of how many there were
   */
  public record Chosen(String kind, int value, int of) {
    @Override
    public String toString() {
      return kind + " " + value + " of 0.." + (of - 1);
    }
  }

  /** Who made it. */
  public int agent() {
    return move.agent();
  }
}
