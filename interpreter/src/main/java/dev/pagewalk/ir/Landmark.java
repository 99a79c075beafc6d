package dev.pagewalk.ir;

import dev.pagewalk.dsl.resolve.Type;

/**
 * Something that can be named in a scenario and never changes once the start state is built: a process, a mapping, a
 * file, a constant.
 *
 * @param name as it is written: {@code A}, {@code A.end}, {@code P.mm}, {@code VM_READ}
 * @param constant its value, where {@code word} is 0
 * @param word the index of the word that holds its value; 0 for none
 */
public record Landmark(String name, long constant, int word, Type type) {
  /** Bytes of a page. */
  public static final long PAGE_SIZE = 4096;
}
