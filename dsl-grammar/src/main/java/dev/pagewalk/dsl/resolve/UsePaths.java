package dev.pagewalk.dsl.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Paths in {@code use "..."}: relative to the file that they stand in, with {@code /} between folders. */
public final class UsePaths {
  private UsePaths() {}

  /** The path of the file that {@code use} names in the file {@code from}; both are paths as users read them. */
  public static String resolve(String from, String use) {
    String slashed = from.replace('\\', '/');
    String folder = slashed.contains("/") ? slashed.substring(0, slashed.lastIndexOf('/') + 1) : "";
    String joined = use.startsWith("/") ? use : folder + use;
    Deque<String> parts = new ArrayDeque<>();
    for (String part : joined.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.peekLast().equals("..") && !parts.peekLast().isEmpty()) {
        parts.removeLast();
      } else if (!part.equals(".") && !(part.isEmpty() && !parts.isEmpty())) {
        parts.addLast(part);
      }
    }
    List<String> left = new ArrayList<>(parts);
    return String.join("/", left);
  }
}
