/**
 * Interrupts from CPU to CPU, and the flushes that travel by them or by other means. The interrupt of a CPU is an agent
 * of its own: it takes one pending request while the CPU takes interrupts.
 *
 * <p>Must not know why a CPU is interrupted beyond flushing and synchronising.
 */
package dev.pagewalk.hw.ipi;
