package dev.pagewalk.hw.state;

import java.util.Arrays;

/**
 * The state of one execution: {@link Layout#size()} words of 64 bits, all zero at first.
 *
 * <p>This is the one place where style bends to speed. Every change goes through {@link #set}, which keeps the old
 * value in a journal, so that a search undoes steps instead of copying states, and keeps a fingerprint that is the sum
 * of one strongly mixed number per non-zero word: a word of value 0 adds nothing, so unused parts of the state cost
 * nothing.
 *
 * <p>Not thread-safe: each worker has its own.
 */
public final class State {
  private static final int BLOCK_SHIFT = 6;

  private final long[] words;

  /** How many words are not 0 in each block: most of a state is empty, and who looks for something can pass by. */
  private final int[] occupied;
  private final boolean counts;
  private int[] journalIndex = new int[1 << 12];
  private long[] journalOld = new long[1 << 12];

  /** The fingerprint before each change: going back takes it from here instead of computing it. */
  private long[] journalFingerprint = new long[1 << 12];
  private int journalSize;
  private long fingerprint;

  // With parts, each has a sum of its own over indices from its base; see split.
  private int[] parts;
  private int[] bases;
  private long[] sums;

  // With renamings, the fingerprint that the state would have under each, and those before each change; see rename.
  private Renaming[] renamings;
  private long[] renamed;
  private long[] journalRenamed;
  private AccessLog log;

  /** A state of {@code size} words, all zero. Word 0 is never used: 0 as a reference is null. */
  public State(int size) {
    this(size, true);
  }

  /**
   * The same; {@code counts} says whether {@link #nextOccupied} will be asked, and so is worth being kept up to date.
   */
  public State(int size, boolean counts) {
    this.counts = counts;
    words = new long[size];
    occupied = new int[(size >> BLOCK_SHIFT) + 1];
  }

  /** How many words there are. */
  public int size() {
    return words.length;
  }

  /** The word at {@code index}. */
  public long get(int index) {
    if (log != null) {
      log.read(index);
    }
    return words[index];
  }

  /** The word at {@code index}, for who goes through all words to see whether one of them names something. */
  public long search(int index) {
    if (log != null) {
      log.search(index);
    }
    return words[index];
  }

  /** The word at {@code index}, without telling the log: for parts of words that only the running agent can change. */
  public long peek(int index) {
    return words[index];
  }

  /** Changes a word; {@link #undo} brings the old value back. */
  public void set(int index, long value) {
    if (log != null) {
      log.write(index);
    }
    long old = words[index];
    if (old == value) {
      return;
    }
    int at = journalSize;
    if (at == journalIndex.length) {
      growJournal();
    }
    journalIndex[at] = index;
    journalOld[at] = old;
    journalFingerprint[at] = fingerprint;
    journalSize = at + 1;
    words[index] = value;
    if (renamings != null) {
      addRenamed(at, index, old, value);
    }
    if (parts == null) {
      fingerprint += mix(index, value) - mix(index, old);
    } else {
      addToPart(at, index, old, value);
    }
    if (counts) {
      occupied[index >> BLOCK_SHIFT] += (value == 0 ? 0 : 1) - (old == 0 ? 0 : 1);
    }
  }

  private void growJournal() {
    int room = journalSize * 2;
    journalIndex = Arrays.copyOf(journalIndex, room);
    journalOld = Arrays.copyOf(journalOld, room);
    journalFingerprint = Arrays.copyOf(journalFingerprint, room);
    if (renamings != null) {
      journalRenamed = Arrays.copyOf(journalRenamed, room * renamings.length);
    }
  }

  /**
   * The first word from {@code index} on that may not be 0, or {@link #size} if there is none. While a log is told of
   * accesses nothing is passed by, since a step that looks everywhere depends on every word.
   */
  public int nextOccupied(int index) {
    if (log != null || !counts) {
      return Math.min(index, words.length);
    }
    int at = index;
    while (at < words.length) {
      if (occupied[at >> BLOCK_SHIFT] == 0) {
        at = (at >> BLOCK_SHIFT) + 1 << BLOCK_SHIFT;
      } else if (words[at] == 0) {
        at++;
      } else {
        return at;
      }
    }
    return words.length;
  }

  /** The place in the journal to which {@link #undo} can go back. */
  public int mark() {
    return journalSize;
  }

  /** Takes back every change since {@code mark}. */
  public void undo(int mark) {
    int at = journalSize;
    if (at <= mark) {
      return;
    }
    while (mark < at) {
      at--;
      int index = journalIndex[at];
      long old = journalOld[at];
      long value = words[index];
      words[index] = old;
      if (parts != null) {
        takeFromPart(at, index);
      }
      if (counts) {
        occupied[index >> BLOCK_SHIFT] += (old == 0 ? 0 : 1) - (value == 0 ? 0 : 1);
      }
    }
    journalSize = mark;
    if (parts == null) {
      fingerprint = journalFingerprint[mark];
    }
    if (renamings != null) {
      System.arraycopy(journalRenamed, mark * renamed.length, renamed, 0, renamed.length);
    }
  }

  /**
   * From now on words belong to parts, each with a fingerprint of its own in which indices count from the part's base:
   * two parts whose words are the same have the same one. All words are still 0.
   *
   * @param partOf for each word its part; 0 for those that {@link #fingerprint} covers, -1 for those in no fingerprint
   * @param partBases the index from which each part counts; part 0 is not used
   */
  public void split(int[] partOf, int[] partBases) {
    parts = partOf.clone();
    bases = partBases.clone();
    sums = new long[partBases.length];
  }

  /** The fingerprint of a part. */
  public long fingerprint(int part) {
    return sums[part];
  }

  /**
   * From now on the fingerprints are known that the state would have under some renamings. What was changed before
   * cannot be taken back any more.
   */
  public void rename(Renaming... others) {
    commit();
    renamings = others.clone();
    renamed = new long[others.length];
    journalRenamed = new long[journalIndex.length * others.length];
    for (int i = 0; i < words.length; i++) {
      for (int j = 0; words[i] != 0 && j < others.length; j++) {
        renamed[j] += mix(others[j].place(i), others[j].value(i, words[i]));
      }
    }
  }

  /** The fingerprint that the state would have under a renaming: that of {@code others[renaming]}. */
  public long renamed(int renaming) {
    return renamed[renaming];
  }

  private void addRenamed(int at, int index, long old, long value) {
    for (int i = 0; i < renamed.length; i++) {
      Renaming renaming = renamings[i];
      int place = renaming.place(index);
      journalRenamed[at * renamed.length + i] = renamed[i];
      renamed[i] += mix(place, renaming.value(index, value)) - mix(place, renaming.value(index, old));
    }
  }

  private void addToPart(int at, int index, long old, long value) {
    int part = parts[index];
    if (part == 0) {
      fingerprint += mix(index, value) - mix(index, old);
    } else if (0 < part) {
      journalFingerprint[at] = sums[part];
      sums[part] += mix(index - bases[part], value) - mix(index - bases[part], old);
    }
  }

  private void takeFromPart(int at, int index) {
    int part = parts[index];
    if (part == 0) {
      fingerprint = journalFingerprint[at];
    } else if (0 < part) {
      sums[part] = journalFingerprint[at];
    }
  }

  /** Forgets the journal: the present state becomes the one that {@link #undo} cannot go behind. */
  public void commit() {
    journalSize = 0;
  }

  /** From now on tells {@code log} of every access, until it is called with null. Costs nothing while there is none. */
  public void watch(AccessLog log) {
    this.log = log;
  }

  /** Whether a log is told of accesses. */
  public boolean isWatched() {
    return log != null;
  }

  /**
   * The index of the word changed by journal entry {@code entry}; entries count from 0, the newest is
   * {@code mark() - 1}.
   */
  public int journalIndex(int entry) {
    return journalIndex[entry];
  }

  /** The value that journal entry {@code entry} replaced. */
  public long journalOld(int entry) {
    return journalOld[entry];
  }

  /** A 64-bit fingerprint: equal states have equal ones, others differ but for a chance of 2^-64. */
  public long fingerprint() {
    return fingerprint;
  }

  /** The fingerprint computed from scratch; tests compare it with the incremental one. */
  long recomputedFingerprint() {
    long sum = 0;
    for (int i = 0; i < words.length; i++) {
      sum += mix(i, words[i]);
    }
    return sum;
  }

  /** A copy of all words, for comparisons in tests and for rendering. */
  public long[] snapshot() {
    return words.clone();
  }

  /** A strongly mixed number for a value at a place; 0 for the value 0. */
  public static long mix(int index, long value) {
    if (value == 0) {
      return 0;
    }
    long x = value * 0x9E3779B97F4A7C15L + index * 0xC2B2AE3D27D4EB4FL;
    x ^= x >>> 32;
    x *= 0xD6E8FEB86659FD93L;
    x ^= x >>> 29;
    x *= 0xBF58476D1CE4E5B9L;
    x ^= x >>> 32;
    return x;
  }
}
