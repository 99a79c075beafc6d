package dev.pagewalk.exec;

import java.util.Arrays;

/** The words that the accesses within an atomic block touch, each with what {@link Accesses} says of the access. */
final class Touched {
  private int[] words = new int[16];
  private int[] kinds = new int[16];
  private int[] instructions = new int[16];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int word, int kind, int pc) {
    if (count == words.length) {
      words = Arrays.copyOf(words, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
      instructions = Arrays.copyOf(instructions, count * 2);
    }
    words[count] = word;
    instructions[count] = pc;
    kinds[count++] = kind;
  }

  /** What all accesses to a word are, together; 0 if there is none. */
  int kind(int word) {
    int all = 0;
    for (int i = 0; i < count; i++) {
      all |= words[i] == word ? kinds[i] : 0;
    }
    return all;
  }

  /** Tells which of the accesses to a word are meant to race. */
  void tellIntended(int word, Coverage coverage) {
    for (int i = 0; i < count; i++) {
      if (words[i] == word) {
        coverage.intended(instructions[i], kinds[i]);
      }
    }
  }
}
