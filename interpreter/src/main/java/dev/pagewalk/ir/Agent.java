package dev.pagewalk.ir;

import dev.pagewalk.dsl.syntax.Span;

/**
 * A thread as the machine sees it.
 *
 * @param name as users see it: {@code trunc}, {@code walker[1]}
 * @param function position in {@link Program#functions()} of its body
 * @param base index of its first state word, see {@link ThreadWords}
 * @param stackWords room for frames
 * @param cpu the CPU on which it runs, from 0
 * @param family index in its family ({@code self}), 0 for a single thread
 * @param daemon may wait for ever
 * @param forked does not run from the start, but once another thread has forked it
 */
public record Agent(
    String name, int function, int base, int stackWords, int cpu, int family, boolean daemon, boolean kernel,
    boolean forked, Span span) {}
