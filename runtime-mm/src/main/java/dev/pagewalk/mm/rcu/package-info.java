/**
 * Read-copy-update: who is inside a read-side section, and what waits for whom to leave.
 *
 * <p>Must not know what is freed.
 */
package dev.pagewalk.mm.rcu;
