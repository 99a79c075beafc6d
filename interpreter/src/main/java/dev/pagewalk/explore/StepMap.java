package dev.pagewalk.explore;

/** The fewest steps in which each key has been reached: 12 bytes a key, open addressing. */
final class StepMap {
  private long[] keys = new long[1 << 12];
  private int[] steps = new int[1 << 12];
  private int size;

  /** The number of keys. */
  int size() {
    return size;
  }

  /** Whether {@code key} has been reached in {@code count} steps or fewer. */
  boolean isReachedWithin(long key, int count) {
    int at = slot(key);
    return keys[at] != 0 && steps[at] <= count;
  }

  /** Notes that {@code key} can be reached in {@code count} steps. */
  void put(long key, int count) {
    int at = slot(key);
    if (keys[at] == 0) {
      keys[at] = key == 0 ? 1 : key;
      size++;
      steps[at] = count;
      if (keys.length < 2 * size) {
        grow();
      }
    } else {
      steps[at] = Math.min(steps[at], count);
    }
  }

  private int slot(long key) {
    long stored = key == 0 ? 1 : key;
    int mask = keys.length - 1;
    int at = (int) (stored >>> 20) & mask;
    while (keys[at] != 0 && keys[at] != stored) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSteps = steps;
    keys = new long[oldKeys.length * 2];
    steps = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = slot(oldKeys[i]);
        keys[at] = oldKeys[i];
        steps[at] = oldSteps[i];
      }
    }
  }
}
