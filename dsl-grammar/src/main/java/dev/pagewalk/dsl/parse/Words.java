package dev.pagewalk.dsl.parse;

import java.util.Optional;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What kind of word a token type is, and how it is written. Types follow the order of PagewalkLexer.g4. */
final class Words {
  private Words() {}

  /** C's statement words, the constants, and the words that open a declaration. */
  static boolean isReserved(int type) {
    return PagewalkLexer.BREAK <= type && type <= PagewalkLexer.WHILE;
  }

  /** Whether {@code type} can be a name, keywords by position included. */
  static boolean isName(int type) {
    return type == PagewalkLexer.ID || PagewalkLexer.AFTER <= type && type <= PagewalkLexer.WRITE;
  }

  /** A token type as users write it, in backquotes where it is fixed text. */
  static String describe(int type) {
    return switch (type) {
      case PagewalkLexer.ID -> "a name";
      case PagewalkLexer.NUMBER -> "a number";
      case PagewalkLexer.STRING -> "a string in quotes";
      case org.antlr.v4.runtime.Token.EOF -> "the end of the file";
      default -> "`" + text(type) + "`";
    };
  }

  /** The fixed text of a token type, such as {@code ;}; empty if it has none. */
  static String text(int type) {
    Vocabulary vocabulary = PagewalkLexer.VOCABULARY;
    String literal = vocabulary.getLiteralName(type);
    return literal == null ? "" : literal.substring(1, literal.length() - 1);
  }

  /** The keyword of {@code possible} that {@code word} is a slip of the pen away from. */
  static Optional<String> nearest(String word, IntervalSet possible) {
    if (32 < word.length()) {
      return Optional.empty();
    }
    String best = "";
    int bestDistance = 3;
    for (int type : possible.toArray()) {
      String text = type < 0 || type == PagewalkLexer.ID ? "" : text(type);
      int distance = text.length() < 3 ? bestDistance : distance(word, text);
      if (distance < bestDistance && distance * 3 <= text.length()) {
        best = text;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** How many letters must be put in, left out, changed or swapped with their neighbour. */
  private static int distance(String from, String to) {
    int[][] rows = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int least = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1);
        least = Math.min(least, rows[i - 1][j - 1] + change);
        boolean isSwap =
            1 < i && 1 < j && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        rows[i][j] = isSwap ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
      }
    }
    return rows[from.length()][to.length()];
  }
}
