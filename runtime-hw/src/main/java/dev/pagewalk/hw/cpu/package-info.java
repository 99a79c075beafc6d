/**
 * The CPUs: which address space each has loaded, lazily or not, whether it takes interrupts, and for which address
 * spaces it may still hold translations.
 *
 * <p>Must not know what those translations are, nor who runs on a CPU beyond a number.
 */
package dev.pagewalk.hw.cpu;
