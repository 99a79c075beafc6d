/**
 * Accesses to memory by address: a page walk, or a cached translation, chosen within the step of the access.
 *
 * <p>Must not know what the kernel does about a fault.
 */
package dev.pagewalk.hw.walk;
