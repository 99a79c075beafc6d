package dev.pagewalk.dsl.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text cut at its top declarations, without parsing it: a hundred times cheaper, and enough to tell which of a
 * library's declarations are worth parsing.
 *
 * @param text the whole text
 * @param items its declarations, in order; together they cover everything that is not white space or comment
 */
public record Outline(String text, List<Item> items) {
  public Outline {
    items = List.copyOf(items);
  }

  /**
   * A declaration.
   *
   * @param words its first words, three at most, such as {@code extern fn ptep_get}
   * @param start where the declaration before it ends, so that its doc comment is inside
   * @param end behind its last sign
   */
  public record Item(List<String> words, int start, int end) {
    public Item {
      words = List.copyOf(words);
    }
  }

  /** The outline of a text; empty if its brackets do not match or it ends inside something. */
  public static Optional<Outline> of(String text) {
    List<Item> items = new ArrayList<>();
    List<String> words = new ArrayList<>(3);
    int depth = 0;
    int start = 0;
    boolean empty = true;
    for (int at = 0; at < text.length(); ) {
      char sign = text.charAt(at);
      if (sign <= ' ') {
        at++;
        continue;
      }
      int comment = skipComment(text, at);
      if (comment != at) {
        at = comment;
        continue;
      }
      empty = false;
      if (isWordStart(sign)) {
        int end = wordEnd(text, at);
        if (words.size() < 3) {
          words.add(text.substring(at, end));
        }
        at = end;
        continue;
      }
      at = sign == '"' ? skipString(text, at) : at + 1;
      if (sign == '{' || sign == '(' || sign == '[') {
        depth++;
      } else if (sign == '}' || sign == ')' || sign == ']') {
        depth--;
      }
      if (depth < 0) {
        return Optional.empty();
      }
      if (depth == 0 && (sign == ';' || sign == '}')) {
        items.add(new Item(words, start, at));
        words.clear();
        start = at;
        empty = true;
      }
    }
    return empty && depth == 0 ? Optional.of(new Outline(text, items)) : Optional.empty();
  }

  /** Adds to {@code found} every word of an item outside of comments and strings, keywords included. */
  public void addWords(Item item, Set<String> found) {
    addWords(text, item.start(), item.end(), found);
  }

  /** Adds to {@code found} every word of {@code text} outside of comments and strings, keywords included. */
  public static void addWords(String text, Set<String> found) {
    addWords(text, 0, text.length(), found);
  }

  private static void addWords(String text, int start, int limit, Set<String> found) {
    for (int at = start; at < limit; ) {
      char sign = text.charAt(at);
      if (isWordStart(sign)) {
        int end = wordEnd(text, at);
        found.add(text.substring(at, end));
        at = end;
      } else if (sign == '"') {
        at = skipString(text, at);
      } else if (sign == '/') {
        at = Math.max(at + 1, skipComment(text, at));
      } else if (Character.isDigit(sign)) {
        at = wordEnd(text, at);
      } else {
        at++;
      }
    }
  }

  /** Behind the comment that begins at {@code at}; {@code at} if there is none. */
  private static int skipComment(String text, int at) {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 2;
    }
    return at;
  }

  /** Behind the string that begins at {@code at}, which ends with its line at the latest. */
  private static int skipString(String text, int at) {
    for (int next = at + 1; next < text.length(); next++) {
      char sign = text.charAt(next);
      if (sign == '"') {
        return next + 1;
      }
      if (sign == '\n') {
        return next;
      }
      if (sign == '\\') {
        next++;
      }
    }
    return text.length();
  }

  private static boolean isWordStart(char sign) {
    return 'a' <= sign && sign <= 'z' || 'A' <= sign && sign <= 'Z' || sign == '_';
  }

  private static int wordEnd(String text, int at) {
    int end = at;
    while (end < text.length() && (isWordStart(text.charAt(end)) || '0' <= text.charAt(end) && text.charAt(end) <= '9')) {
      end++;
    }
    return Math.max(end, at + 1);
  }
}
