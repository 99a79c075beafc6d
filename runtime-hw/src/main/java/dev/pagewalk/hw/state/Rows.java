package dev.pagewalk.hw.state;

/**
 * Words of which each of some (CPUs, agents) has its own, one row behind the other.
 *
 * @param base index of the first word of row 0
 * @param count how many rows there are: row {@code r} is that of number {@code r}
 * @param stride words of a row
 * @param columns how many words at the end of each row say something about one of the same each, number 0 first:
 *     who has asked whom
 */
public record Rows(int base, int count, int stride, int columns) {
  /** Rows that speak of their owners only. */
  public Rows(int base, int count, int stride) {
    this(base, count, stride, 0);
  }

  /** Whether the word at {@code index} is one of these. */
  public boolean contains(int index) {
    return base <= index && index < base + count * stride;
  }

  /** Where the word at {@code index} would lie if number {@code n} were called {@code names[n]}. */
  public int place(int index, int[] names) {
    int row = (index - base) / stride;
    int at = (index - base) % stride;
    int column = at - (stride - columns);
    return base + names[row] * stride + (column < 0 ? at : stride - columns + names[column]);
  }
}
