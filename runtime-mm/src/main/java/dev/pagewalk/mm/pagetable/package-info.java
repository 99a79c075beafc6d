/**
 * Page-table pages as the kernel sees them: allocating and freeing them, and making entries with a mapping's
 * protection.
 *
 * <p>Must not know when a table may be freed: that is judged by oracles and by the library's assertions.
 */
package dev.pagewalk.mm.pagetable;
