/**
 * Compiles a variant of a scenario (which patches, which parameters, which machine) from the resolved model to
 * instructions.
 *
 * <p>Must not know how instructions are executed or executions explored.
 */
package dev.pagewalk.lower;
