/**
 * Stepping in a terminal: a screen with a column for each CPU and keys that move threads, or plain lines where nobody
 * watches. The only package that knows JLine.
 *
 * <p>Must not know how steps are made or what states mean: {@link dev.pagewalk.step} does.
 */
package dev.pagewalk.terminal;
