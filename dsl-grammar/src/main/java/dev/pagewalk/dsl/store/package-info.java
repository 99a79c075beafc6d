/**
 * Syntax trees as bytes and back, so that texts that seldom change need not be parsed at every start.
 *
 * <p>Knows nothing of files, nor of what the trees are for. A tree that comes back is equal to the one that went in.
 */
package dev.pagewalk.dsl.store;
