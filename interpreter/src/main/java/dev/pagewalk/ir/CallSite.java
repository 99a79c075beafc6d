package dev.pagewalk.ir;

import dev.pagewalk.dsl.syntax.Span;

/**
 * A place where a function is called.
 *
 * @param callee position in {@link Program#functions()}
 * @param arguments value operands
 * @param result where the result goes
 * @param returnTo the instruction behind the call
 * @param callerFrameSize words from the caller's frame to the callee's
 */
public record CallSite(int callee, int[] arguments, int result, int returnTo, int callerFrameSize, Span span) {}
