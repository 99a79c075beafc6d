package dev.pagewalk.step;

import dev.pagewalk.dsl.resolve.Type;

/**
 * The value of an expression.
 *
 * @param word the value
 * @param type as far as it is known; {@link Type.Error} where it is not
 * @param place the index of the word that holds it; 0 if it was computed
 */
public record Value(long word, Type type, int place) {
  static Value computed(long word) {
    return new Value(word, new Type.Error(), 0);
  }

  static Value truth(boolean holds) {
    return new Value(holds ? 1 : 0, new Type.Bool(), 0);
  }
}
