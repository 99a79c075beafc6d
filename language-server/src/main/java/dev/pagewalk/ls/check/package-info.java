/**
 * Checks the scenarios of open files while nobody waits for them, and keeps what is known: verdicts, the places of
 * races, and which of it is stale.
 *
 * <p>Must not know any protocol.
 */
package dev.pagewalk.ls.check;
