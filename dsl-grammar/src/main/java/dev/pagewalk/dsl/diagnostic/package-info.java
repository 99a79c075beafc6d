/**
 * What is wrong with a text, in the user's words: codes that never change their meaning, the place, the other party's
 * place, and a way out.
 *
 * <p>Must not know how a diagnostic is shown.
 */
package dev.pagewalk.dsl.diagnostic;
