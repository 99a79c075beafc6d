package dev.pagewalk.step;

import java.util.List;
import java.util.function.Supplier;

/**
 * A line of a view of the state, with what lies beneath it.
 *
 * @param name of the line
 * @param value in words
 * @param was what the last step changed: the old value, or which lines beneath; empty if it changed nothing here
 * @param path under which expressions and data breakpoints know it; empty if they do not
 * @param count how many lines lie beneath it, if it is cheap to know; 0 for none
 * @param children the lines beneath it, made when they are asked for
 */
public record Item(String name, String value, String was, String path, int count, Supplier<List<Item>> children) {
  static Item line(String name, String value, String was, String path) {
    return new Item(name, value, was, path, 0, List::of);
  }

  static Item text(String name, String value) {
    return line(name, value, "", "");
  }

  static Item group(String name, String value, String was, List<Item> children) {
    return new Item(name, value, was, "", children.size(), () -> children);
  }

  /** Whether anything lies beneath it. */
  public boolean hasChildren() {
    return 0 < count;
  }

  /** The value, with what it was if the last step changed it. */
  public String shown() {
    return was.isEmpty() ? value : value + "   (" + was + ")";
  }
}
