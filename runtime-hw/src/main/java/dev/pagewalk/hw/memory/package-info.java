/**
 * Physical memory and what lies in it: the geometry of page tables, the packing of their entries, the tables
 * themselves, and data frames with their words and owners. Everything is arithmetic over the flat state.
 *
 * <p>Must not know CPUs or what they cache: reading an entry here is looking at memory, not walking it.
 */
package dev.pagewalk.hw.memory;
