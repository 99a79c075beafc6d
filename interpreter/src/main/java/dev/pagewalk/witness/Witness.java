package dev.pagewalk.witness;

import java.util.List;

/**
 * The choices of one execution, by name, so that they survive edits that do not touch their path.
 *
 * @param file the scenario's file, relative to the witness file or absolute
 * @param scenario its name
 * @param variant what selects the variant, as options of the command line: {@code --kernel 6.1 --without p -D R=2}
 * @param expected what the execution violates: an oracle's name
 * @param hash of the scenario's text and the library, in hexadecimal: says whether anything has changed since
 * @param steps in order
 */
public record Witness(
    String file, String scenario, List<String> variant, String expected, String hash, List<Step> steps) {
  public Witness {
    variant = List.copyOf(variant);
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param agent who moves
   * @param label what it does: the source text of the step; compared when replayed
   * @param choices what it chooses, by kind and number: {@code translation 1}
   */
  public record Step(String agent, String label, List<Choice> choices) {
    public Step {
      choices = List.copyOf(choices);
    }
  }

  /** A choice: what kind, and which alternative, from 0. */
  public record Choice(String kind, int value) {}
}
