/**
 * Runs programs: the machine that executes instructions on the flat state, step by step, and watches with the oracles
 * that belong to every access.
 *
 * <p>Must not know how executions are explored beyond the contract {@link dev.pagewalk.explore.TransitionSystem}, nor
 * the syntax tree.
 */
package dev.pagewalk.exec;
