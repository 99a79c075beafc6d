/**
 * Where the process starts and ends: the one {@code main}, which gives the standard streams to a command and its status
 * to the system; and the rehearsal of what editors say first, for whoever records what starts load.
 *
 * <p>Must not know what any command does.
 */
package dev.pagewalk.ls;
