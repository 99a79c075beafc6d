package dev.pagewalk.hw.step;

import java.util.Optional;

/** Knows how people call some words of the state that belong to no object, and what they hold. */
public interface WordText {
  /** The name of the word at {@code index}, if this is one of them. */
  Optional<String> name(int index);

  /** What the word at {@code index} says when it holds {@code value}, if that is more than the value. */
  Optional<String> value(int index, long value);

  /** What an operation says when it gives {@code result}, if that is more than the value. */
  default Optional<String> result(String operation, long result) {
    return Optional.empty();
  }

  /** Whether a change of the word is worth telling beside the change of another. */
  boolean isTold(int index);
}
