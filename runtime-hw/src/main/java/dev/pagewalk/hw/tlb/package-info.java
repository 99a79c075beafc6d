/**
 * What CPUs may still have cached. A CPU may fill and evict at any time, so there is no transition for either: a
 * translation that is in memory may be in use anyway, and one that was in memory joins a set in the step in which its
 * entry changes. An access chooses among the present walk and the set. Every change of an entry by the kernel therefore
 * goes through {@link dev.pagewalk.hw.tlb.EntryWrites}.
 *
 * <p>Must not know how a flush reaches another CPU, nor why the kernel changes an entry.
 */
package dev.pagewalk.hw.tlb;
