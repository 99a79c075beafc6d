/**
 * What the launcher has done once after each build, so that starts are fast.
 *
 * <p>Knows nothing of the tool itself: it runs before it, on its files.
 */
package dev.pagewalk.ls.launch;
