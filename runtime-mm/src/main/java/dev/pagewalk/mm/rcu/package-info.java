/**
 * Read-copy-update: who is inside a read-side section, what waits for them to leave, and what else such sections forbid.
 *
 * <p>Must not know what is protected by it.
 */
package dev.pagewalk.mm.rcu;
