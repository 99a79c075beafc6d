/**
 * What the text means: every name bound to a {@link dev.pagewalk.dsl.resolve.Symbol}, every expression typed, across
 * the files named by {@code use} and the kernel library.
 *
 * <p>Must not know how a model is executed.
 */
package dev.pagewalk.dsl.resolve;
