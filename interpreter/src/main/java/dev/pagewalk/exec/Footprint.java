package dev.pagewalk.exec;

import dev.pagewalk.hw.state.AccessLog;
import java.util.Arrays;

/**
 * The words on which a step depends and those that it may change: what reductions, race detection and views ask for. A
 * word is listed as read also when its value only decides whether the step is enabled, or when only its object's life
 * matters.
 */
public final class Footprint implements AccessLog {
  private final int privateFrom;
  private final int privateTo;
  private int[] reads = new int[16];
  private int[] writes = new int[16];
  private int[] ownWrites = new int[16];
  private int readCount;
  private int writeCount;
  private int ownWriteCount;

  /**
   * Leaves out the words from {@code privateFrom} up to but not including {@code privateTo}: the agent's own. What it
   * writes there still conflicts with a step of another agent that looks at them: whether this agent has ended, can be
   * switched away from, or keeps a reference to what the other one frees.
   */
  Footprint(int privateFrom, int privateTo) {
    this.privateFrom = privateFrom;
    this.privateTo = privateTo;
  }

  private boolean isPrivate(int index) {
    return privateFrom <= index && index < privateTo;
  }

  @Override
  public void read(int index) {
    if (isPrivate(index)) {
      return;
    }
    if (readCount == reads.length) {
      reads = Arrays.copyOf(reads, readCount * 2);
    }
    reads[readCount++] = index;
  }

  @Override
  public void write(int index) {
    if (isPrivate(index)) {
      if (ownWriteCount == ownWrites.length) {
        ownWrites = Arrays.copyOf(ownWrites, ownWriteCount * 2);
      }
      ownWrites[ownWriteCount++] = index;
      return;
    }
    if (writeCount == writes.length) {
      writes = Arrays.copyOf(writes, writeCount * 2);
    }
    writes[writeCount++] = index;
  }

  /** The indices of the words that the step read, ascending, each once. */
  public int[] reads() {
    return Arrays.stream(reads, 0, readCount).sorted().distinct().toArray();
  }

  /** The indices of the words that the step changed or may change, ascending, each once. */
  public int[] writes() {
    return Arrays.stream(writes, 0, writeCount).sorted().distinct().toArray();
  }

  /** Whether the two steps, by different agents, could give different results in different order. */
  public boolean conflictsWith(Footprint other) {
    return meets(writes(), other.writes())
        || meets(writes(), other.reads())
        || meets(reads(), other.writes())
        || meets(ownWrites(), other.reads())
        || meets(reads(), other.ownWrites())
        || reaches(writes(), other)
        || reaches(other.writes(), this);
  }

  /** Whether words of the other agent's own are among these: it may be started by this step, as fork() starts a child. */
  private static boolean reaches(int[] words, Footprint other) {
    return Arrays.stream(words).anyMatch(other::isPrivate);
  }

  private int[] ownWrites() {
    return Arrays.stream(ownWrites, 0, ownWriteCount).sorted().distinct().toArray();
  }

  private static boolean meets(int[] left, int[] right) {
    int i = 0;
    int j = 0;
    while (i < left.length && j < right.length) {
      if (left[i] == right[j]) {
        return true;
      }
      if (left[i] < right[j]) {
        i++;
      } else {
        j++;
      }
    }
    return false;
  }
}
