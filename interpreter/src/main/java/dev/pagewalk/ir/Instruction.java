package dev.pagewalk.ir;

import dev.pagewalk.dsl.syntax.Span;

/**
 * One instruction: at most one visible step.
 *
 * @param span the source that it comes from
 * @param function position in {@link Program#functions()} of the function that it belongs to
 */
public record Instruction(Op op, int a, int b, int c, int d, Span span, int function) {}
