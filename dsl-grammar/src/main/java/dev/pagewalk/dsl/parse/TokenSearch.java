package dev.pagewalk.dsl.parse;

import java.util.List;

/** Finds tokens by their place. */
final class TokenSearch {
  private TokenSearch() {}

  /** Index of the first token that starts at or behind {@code offset}; the number of tokens if there is none. */
  static int firstFrom(List<SourceToken> tokens, int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
