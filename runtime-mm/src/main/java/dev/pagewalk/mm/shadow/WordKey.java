package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.memory.Geometry;

/**
 * What a word of the abstract memory is called, in one word: a word of a process's private memory, of a file, or of a
 * page to which somebody holds a reference.
 *
 * <pre>
 *   59..58  kind        57..13  page       12..9  word in the page       8..0  number of the mm or of the file
 * </pre>
 */
final class WordKey {
  /** How many words of a page can be told apart. */
  static final int MAX_WORDS = 1 << 4;

  private static final int KIND_SHIFT = 58;
  private static final int PAGE_SHIFT = 13;
  private static final int WORD_SHIFT = 9;
  private static final long USER = 1L << KIND_SHIFT;
  private static final long FILE = 2L << KIND_SHIFT;
  private static final long PINNED = 3L << KIND_SHIFT;
  private static final long KINDS = 3L << KIND_SHIFT;
  private static final long PLACE = (1L << KIND_SHIFT) - 1;

  private WordKey() {}

  /** Word {@code word} of the page at {@code address} in the private memory of address space number {@code slot}. */
  static long user(int slot, long address, int word) {
    return USER | address >> Geometry.PAGE_SHIFT << PAGE_SHIFT | (long) word << WORD_SHIFT | slot;
  }

  /** Word {@code word} of page {@code page} of file number {@code slot}. */
  static long file(int slot, long page, int word) {
    return FILE | page << PAGE_SHIFT | (long) word << WORD_SHIFT | slot;
  }

  /** The same place as {@code user}, as whoever holds a reference to the page may see it. */
  static long pinned(long user) {
    return PINNED | user & PLACE;
  }

  static boolean isUser(long key) {
    return (key & KINDS) == USER;
  }

  static boolean isFile(long key) {
    return (key & KINDS) == FILE;
  }

  /** The number of the address space or file. */
  static int slot(long key) {
    return (int) key & (1 << WORD_SHIFT) - 1;
  }

  static int word(long key) {
    return (int) (key >> WORD_SHIFT) & MAX_WORDS - 1;
  }

  /** The page of a file, or the number of a virtual page. */
  static long page(long key) {
    return (key & PLACE) >> PAGE_SHIFT;
  }

  /** The address of a word of private memory, in bytes. */
  static long address(long key) {
    return (page(key) << Geometry.PAGE_SHIFT) + (long) word(key) * Long.BYTES;
  }

  /** The same word in another address space. */
  static long inSpace(long key, int slot) {
    return key & -(1L << WORD_SHIFT) | slot;
  }

  /** The same word {@code bytes} further, a multiple of the page size. */
  static long moved(long key, long bytes) {
    return key + (bytes >> Geometry.PAGE_SHIFT << PAGE_SHIFT);
  }
}
