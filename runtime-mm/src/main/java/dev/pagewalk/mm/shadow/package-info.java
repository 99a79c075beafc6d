/**
 * The abstract memory: what programs may observe, kept beside what memory really holds. Each user word has a set of
 * values that a load may return; outside calls that are not atomic that is the last value stored.
 *
 * <p>Must not know how the kernel brings memory about: no page tables but to compare, no folios but to find contents.
 */
package dev.pagewalk.mm.shadow;
