/**
 * The whole machine put together: what it is made of, its views over one layout, and its operations under the names by
 * which the kernel library calls them.
 *
 * <p>Must not know the kernel's objects beyond the two that hardware reads: an mm's root and a page table's entries.
 */
package dev.pagewalk.hw.machine;
