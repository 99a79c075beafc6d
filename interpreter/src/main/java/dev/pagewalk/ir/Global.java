package dev.pagewalk.ir;

import dev.pagewalk.dsl.resolve.Type;

/**
 * A shared variable or lock of the scenario.
 *
 * @param index of its first word
 * @param length in words; above 1 for an array
 */
public record Global(String name, int index, int length, Type type) {}
