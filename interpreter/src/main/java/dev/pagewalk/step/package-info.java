/**
 * Stepping through one interleaving by hand, forwards and backwards: where it stands, which choices there are, what the
 * state says in words, and where to stop. The debugger of editors and the terminal are two faces of it.
 *
 * <p>Must not know any protocol, nor how anything is shown.
 */
package dev.pagewalk.step;
