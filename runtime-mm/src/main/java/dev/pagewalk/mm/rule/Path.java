package dev.pagewalk.mm.rule;

import dev.pagewalk.hw.state.Words;

/**
 * The way from something that a rule speaks of to a word: through references in its fields.
 *
 * @param root which of the things that the rule speaks of it starts from, from 0; for {@code isWord} the index of a
 *     word that belongs to no object
 * @param isWord whether it starts from a word
 * @param offsets where the fields are on the way, from the headers of their objects
 * @param text as it is written
 */
public record Path(int root, boolean isWord, int[] offsets, String text) {
  /** What {@link #place} gives where the way ends before its end. */
  static final int NOWHERE = 0;

  /**
   * The index of the word to which it leads, or {@link #NOWHERE} where a reference on the way is null.
   *
   * @param things references to what the rule speaks of
   */
  int place(View view, long[] things) {
    if (isWord && offsets.length == 0) {
      return root;
    }
    long object = isWord ? view.get(root) : things[root];
    for (int i = 0; i < offsets.length; i++) {
      if (object == 0) {
        return NOWHERE;
      }
      int word = Words.index(object) + offsets[i];
      if (i == offsets.length - 1) {
        return word;
      }
      object = view.get(word);
    }
    return NOWHERE;
  }

  /** What stands there: a value, or a reference; 0 where the way ends before its end. */
  long value(View view, long[] things) {
    if (!isWord && offsets.length == 0) {
      return things[root];
    }
    int place = place(view, things);
    return place == NOWHERE ? 0 : view.get(place);
  }
}
