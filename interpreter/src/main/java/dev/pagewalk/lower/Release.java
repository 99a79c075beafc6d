package dev.pagewalk.lower;

import java.util.Arrays;
import java.util.Optional;

/** A kernel release, compared by component: 6.10 comes after 6.9. */
public record Release(String text) implements Comparable<Release> {
  /** Behind every release: what is not merged yet is never in, everything else is. */
  public static final Release NEWEST = new Release("newest");

  /** The release written so; empty if it is not numbers with dots between. */
  public static Optional<Release> parse(String text) {
    return text.matches("[0-9]{1,4}(\\.[0-9]{1,4}){0,3}") ? Optional.of(new Release(text)) : Optional.empty();
  }

  @Override
  public int compareTo(Release other) {
    return Arrays.compare(components(), other.components());
  }

  private int[] components() {
    if (equals(NEWEST)) {
      return new int[] {Integer.MAX_VALUE};
    }
    int[] numbers = Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    int length = numbers.length;
    // 6.0 and 6.0.0 are the same release.
    while (1 < length && numbers[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(numbers, length);
  }

  @Override
  public String toString() {
    return text;
  }
}
