package dev.pagewalk.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers, names and quotes as people read them. */
public final class Wording {
  private Wording() {}

  /** {@code 12,304}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 state}, {@code 12,304 states}. */
  public static String count(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 0.42 s}; from a minute on {@code 3 min 7 s}. */
  public static String time(Duration elapsed) {
    if (elapsed.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.2f s", elapsed.toMillis() / 1000.0);
    }
    return elapsed.toMinutes() + " min " + elapsed.toSecondsPart() + " s";
  }

  /** {@code use_after_free(page_table)} as {@code use after free of a page table}. */
  public static String oracle(String name) {
    int open = name.indexOf('(');
    if (open < 0 || !name.endsWith(")")) {
      return name.replace('_', ' ');
    }
    String subject = name.substring(open + 1, name.length() - 1).replace('_', ' ');
    boolean vowel = !subject.isEmpty() && "aeiou".indexOf(subject.charAt(0)) >= 0;
    return name.substring(0, open).replace('_', ' ') + (vowel ? " of an " : " of a ") + subject;
  }

  /** One line without anything that a terminal would obey: tabs become blanks, control characters {@code ?}. */
  public static String printable(String text) {
    if (text.chars().noneMatch(Wording::isControl)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(c == '\t' || c == '\n' ? ' ' : isControl(c) ? '?' : (char) c));
    return out.toString();
  }

  /**
   * {@code text} in lines of at most {@code width} cells; every line but the first begins with {@code hanging} blanks.
   */
  public static List<String> wrap(String text, int width, int hanging) {
    return Layout.wrap(text, width, hanging);
  }

  private static boolean isControl(int c) {
    // Beside the control characters: those that turn the direction of what follows, so that it reads as something else.
    return c < 0x20 || 0x7f <= c && c < 0xa0 || 0x202a <= c && c <= 0x202e || 0x2066 <= c && c <= 0x2069;
  }

  /** {@code word} so that a POSIX shell reads it as one. */
  public static String shellWord(String word) {
    if (!word.isEmpty() && word.chars().allMatch(Wording::isPlainInShell)) {
      return word;
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isPlainInShell(int c) {
    return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || "_-+=:,./@%".indexOf(c) >= 0;
  }
}
