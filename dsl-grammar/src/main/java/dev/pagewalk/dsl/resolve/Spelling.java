package dev.pagewalk.dsl.resolve;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant. */
public final class Spelling {
  private static final int LONGEST = 64;

  /** What {@link #longer} gives at most, and the letters that it wants at least. */
  private static final int MOST = 3;
  private static final int FEWEST = 3;

  private Spelling() {}

  /**
   * The candidate that is nearest to {@code text} by single-letter changes, if it is near enough to be meant: a third
   * of its letters may differ. The first of equally near ones.
   */
  public static Optional<String> nearest(String text, Collection<String> candidates) {
    if (text.isEmpty() || LONGEST < text.length()) {
      return Optional.empty();
    }
    int limit = Math.max(1, (text.length() + 1) / 3);
    String best = null;
    int bestDistance = limit + 1;
    for (String candidate : candidates) {
      int distance = distance(text, candidate, bestDistance);
      if (distance < bestDistance && distance < candidate.length() && !candidate.equals(text)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * A few of the candidates that have {@code text} in them, with nothing or `_` on both sides: those that begin with it,
   * then the shortest.
   */
  static List<String> longer(String text, Collection<String> candidates) {
    if (text.length() < FEWEST) {
      return List.of();
    }
    return candidates.stream()
        .filter(candidate -> ("_" + candidate + "_").contains("_" + text + "_") && !candidate.equals(text))
        .sorted(Comparator.comparing((String candidate) -> !candidate.startsWith(text))
            .thenComparing(String::length).thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Insertions, deletions, replacements and swaps of neighbours; {@code limit} if there are as many or more. */
  private static int distance(String a, String b, int limit) {
    if (limit <= Math.abs(a.length() - b.length())) {
      return limit;
    }
    if (a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT))) {
      return Math.min(1, limit);
    }
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
        if (1 < i && 1 < j && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = above;
      above = row;
      row = spare;
    }
    return Math.min(above[b.length()], limit);
  }
}
