/**
 * The kernel put together: its objects over one layout, and the functions that the library declares as {@code extern},
 * bound by name.
 *
 * <p>Must not know the language, nor any path of the kernel in which an interleaving matters: those are in the library.
 */
package dev.pagewalk.mm;
