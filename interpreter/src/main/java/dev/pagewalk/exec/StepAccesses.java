package dev.pagewalk.exec;

import dev.pagewalk.hw.state.AccessLog;
import java.util.Arrays;

/**
 * Which words a step reads and writes.
 *
 * <p>A step that allocates or frees looks through the whole state for words that name the object: nobody means that
 * when asking who reads a word, so that reads of a step that makes very many are forgotten.
 */
public final class StepAccesses implements AccessLog {
  private static final int MOST = 2_048;

  private int[] reads = new int[64];
  private int[] writes = new int[64];
  private int readCount;
  private int writeCount;

  /** Forgets what was read and written before. */
  public void clear() {
    readCount = 0;
    writeCount = 0;
  }

  @Override
  public void read(int index) {
    if (readCount < MOST) {
      if (readCount == reads.length) {
        reads = Arrays.copyOf(reads, 2 * readCount);
      }
      reads[readCount++] = index;
    }
  }

  @Override
  public void write(int index) {
    if (writeCount == writes.length) {
      writes = Arrays.copyOf(writes, 2 * writeCount);
    }
    writes[writeCount++] = index;
  }

  /** The indices of the words that were read, in ascending order; none if they were very many. */
  public int[] reads() {
    return readCount == MOST ? new int[0] : Arrays.stream(reads, 0, readCount).sorted().distinct().toArray();
  }

  /** The indices of the words that were written, in ascending order. */
  public int[] writes() {
    return Arrays.stream(writes, 0, writeCount).sorted().distinct().toArray();
  }
}
