package dev.pagewalk.ir;

import dev.pagewalk.dsl.resolve.Type;

/**
 * A parameter or variable of a function, and where it is one.
 *
 * @param slot of the frame in which it is kept; others can have it before and after
 * @param from the first instruction where it can be seen
 * @param to the first instruction where it no longer can
 */
public record Variable(String name, int slot, int from, int to, Type type) {}
