/**
 * What a text says about who holds which lock, without running it: locks that a thread gives back and does not hold,
 * takes twice, or still holds at its end.
 *
 * <p>Says nothing where it is not certain. Knows names and types, and nothing of states, variants or exploration.
 */
package dev.pagewalk.dsl.locks;
