package dev.pagewalk.explore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A system whose keys are exact: each state is kept as a whole, and its key is a number that no other state has. It
 * costs some hundred times the memory, so it is for small spaces, and for who does not want to trust in fingerprints.
 */
public final class ExactKeys extends DelegatingSystem {
  /** What the table needs for a state beside its image, in bytes. */
  private static final int OVERHEAD = 96;

  /** An odd number: multiplying by it spreads numbers, and takes no two to one. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final IntFunction<byte[]> image;
  private final long limit;
  private final Map<Image, Long> numbers = new HashMap<>();
  private long bytes;

  /** All that is to be known of a state. */
  private record Image(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Image that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /**
   * Keeps the states of {@code system}.
   *
   * @param image an image of the present state, with an agent that is marked in it or -1: the same for two states
   *     if and only if they count as one
   * @param limit bytes that may be used; beyond them steps end with {@link Outcome#EXHAUSTED}
   */
  public ExactKeys(TransitionSystem system, IntFunction<byte[]> image, long limit) {
    super(system);
    this.image = image;
    this.limit = limit;
  }

  private long number(int last) {
    Image present = new Image(image.apply(last));
    Long known = numbers.get(present);
    if (known != null) {
      return known;
    }
    long number = numbers.size() + 1L;
    numbers.put(present, number);
    bytes += OVERHEAD + present.bytes.length;
    return number;
  }

  @Override
  public long key() {
    return number(-1) * SPREAD;
  }

  @Override
  public long key(int last) {
    return number(last) * SPREAD;
  }

  @Override
  public Outcome step(int agent, Choices choices) {
    return isFull() ? Outcome.EXHAUSTED : super.step(agent, choices);
  }

  @Override
  public String exhausted() {
    return isFull()
        ? "the memory for states that are kept as a whole, %,d bytes, is full".formatted(limit)
        : super.exhausted();
  }

  private boolean isFull() {
    return limit < bytes;
  }
}
