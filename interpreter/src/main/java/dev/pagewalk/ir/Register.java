package dev.pagewalk.ir;

import dev.pagewalk.dsl.resolve.Type;

/**
 * A variable of a thread's outermost block whose last value is kept.
 *
 * @param name as users know it: {@code t.r}, {@code w[1].r}
 * @param word the index of the word that keeps it
 */
public record Register(String name, int word, Type type) {}
