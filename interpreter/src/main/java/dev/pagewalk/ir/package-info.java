/**
 * The form in which programs run: instructions of which each is at most one visible step, functions, threads, and the
 * tables that lead back to the source.
 *
 * <p>Must not know the syntax tree, nor how executions are explored.
 */
package dev.pagewalk.ir;
