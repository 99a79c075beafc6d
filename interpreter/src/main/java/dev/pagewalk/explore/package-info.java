/**
 * Searches, one per file, behind one small contract ({@link dev.pagewalk.explore.TransitionSystem}), and what they
 * find.
 *
 * <p>Must not know what a step is made of: toy systems in the tests are searched by the same code.
 */
package dev.pagewalk.explore;
