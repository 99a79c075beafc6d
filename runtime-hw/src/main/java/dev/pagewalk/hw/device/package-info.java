/**
 * Devices that use memory by themselves. So far the one kind that follows a process's page tables: a secondary MMU
 * behind mmu notifiers.
 *
 * <p>Must not know what CPUs cache, nor which kernel path sends a notification.
 */
package dev.pagewalk.hw.device;
