package dev.pagewalk.hw.state;

/**
 * How values are packed into words. The two top bits below the sign say what a word is, so that every word that names
 * an object can be found without knowing the types of local variables:
 *
 * <pre>
 *   62  reference or pointer: the low 32 bits are the index of a word; for a reference, of the object's first word
 *   61  page-table entry: see {@code dev.pagewalk.hw.memory.Entry}
 *   60  page frame number: the low 32 bits
 * </pre>
 *
 * <p>Numbers, booleans, enum members, flag sets and virtual addresses (at most 57 bits) have none of these bits,
 * negative numbers all of them. Null is 0.
 */
public final class Words {
  /** Marks references and pointers. */
  public static final long REFERENCE = 1L << 62;

  /** Marks page-table entries that are not none. */
  public static final long ENTRY = 1L << 61;

  /** Marks page frame numbers. */
  public static final long FRAME = 1L << 60;

  private static final long TAGS = REFERENCE | ENTRY | FRAME;

  private Words() {}

  /** A reference to the object at {@code index}, or a pointer to that word. */
  public static long reference(int index) {
    return REFERENCE | index;
  }

  /** Whether the word is a reference or pointer that is not null. */
  public static boolean isReference(long word) {
    return word > 0 && (word & TAGS) == REFERENCE;
  }

  /** Whether the word is a page-table entry that is not none. */
  public static boolean isEntry(long word) {
    return word > 0 && (word & TAGS) == ENTRY;
  }

  /** Whether the word is a page frame number. */
  public static boolean isFrame(long word) {
    return word > 0 && (word & TAGS) == FRAME;
  }

  /** The word index in a reference or pointer; 0 for null. */
  public static int index(long reference) {
    return (int) reference;
  }

  /** A page frame number as a word. */
  public static long frame(int pfn) {
    return FRAME | pfn;
  }

  /** The number in a page-frame word. */
  public static int pfn(long frame) {
    return (int) frame;
  }
}
