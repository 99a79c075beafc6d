package dev.pagewalk.explore;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What one step chooses. The step asks {@link #choose} as often as it likes; the answers of its last attempt are the
 * tape. {@link #next} turns the tape to the alternative that follows, in a fixed order, until there is none.
 */
public final class Choices {
  private int[] values = new int[8];
  private int[] arities = new int[8];
  private String[] names = new String[8];
  private final IntUnaryOperator untaken;
  private int length;
  private int position;

  /** A tape on which a place that has not been answered gets the first alternative. */
  public Choices() {
    this(alternatives -> 0);
  }

  /** A tape on which a place that has not been answered gets what {@code untaken} gives for its alternatives. */
  Choices(IntUnaryOperator untaken) {
    this.untaken = untaken;
  }

  /** Forgets everything: the next attempt takes the first alternative everywhere. */
  public void clear() {
    length = 0;
    position = 0;
  }

  /** Starts an attempt that follows the tape, and takes first alternatives behind its end. */
  public void rewind() {
    position = 0;
  }

  /** The answer for a place with {@code alternatives} ways to go on. */
  public int choose(int alternatives, String what) {
    if (alternatives <= 1) {
      return 0;
    }
    if (position == length) {
      if (length == values.length) {
        values = Arrays.copyOf(values, length * 2);
        arities = Arrays.copyOf(arities, length * 2);
        names = Arrays.copyOf(names, length * 2);
      }
      values[length] = untaken.applyAsInt(alternatives);
      length++;
    }
    arities[position] = alternatives;
    names[position] = what;
    int value = values[position++];
    return Math.min(value, alternatives - 1);
  }

  /** Turns to the next alternative of the last attempt; false if all have been taken. */
  public boolean next() {
    length = position;
    while (0 < length && values[length - 1] + 1 == arities[length - 1]) {
      length--;
    }
    position = 0;
    if (length == 0) {
      return false;
    }
    values[length - 1]++;
    return true;
  }

  /** How many places of the last attempt had a choice. */
  public int size() {
    return position;
  }

  /** What was taken at place {@code i}. */
  public int value(int i) {
    return values[i];
  }

  /** How many alternatives there were at place {@code i}. */
  public int arity(int i) {
    return arities[i];
  }

  /** What kind of choice place {@code i} was. */
  public String name(int i) {
    return names[i];
  }

  /** The answers of the last attempt. */
  public int[] taken() {
    return Arrays.copyOf(values, position);
  }

  /** The last attempt, for {@link #restore}; null if it had no choices. */
  int[] save() {
    if (position == 0) {
      return null;
    }
    int[] saved = Arrays.copyOf(values, 2 * position);
    System.arraycopy(arities, 0, saved, position, position);
    return saved;
  }

  /** Brings back an attempt kept by {@link #save}, so that {@link #next} goes on behind it. */
  void restore(int[] saved) {
    clear();
    if (saved != null) {
      position = saved.length / 2;
      length = position;
      values = Arrays.copyOf(saved, Math.max(position, values.length));
      arities = Arrays.copyOf(Arrays.copyOfRange(saved, position, saved.length), values.length);
      names = Arrays.copyOf(names, values.length);
    }
  }

  /** Makes the next attempt follow {@code answers}. */
  public void follow(int[] answers) {
    clear();
    if (values.length < answers.length) {
      values = new int[answers.length];
      arities = new int[answers.length];
      names = new String[answers.length];
    }
    System.arraycopy(answers, 0, values, 0, answers.length);
    length = answers.length;
  }
}
