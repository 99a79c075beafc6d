/**
 * Adding up the kernel's books when every thread has ended: reference and map counts, page-table counts, and whether
 * the reverse maps know every mapping.
 *
 * <p>Must not know how the counts came about.
 */
package dev.pagewalk.mm.accounting;
