/**
 * Locks as single words of the state: who holds them, how, and who is queued.
 *
 * <p>Must not know what the locks protect.
 */
package dev.pagewalk.mm.lock;
