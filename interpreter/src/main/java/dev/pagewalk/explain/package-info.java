/**
 * What a diagnostic or a verdict means, a page each: what it says, the smallest file that gives it, and what to do.
 *
 * <p>Must not know commands or how anything is checked; a test runs the example of each page.
 */
package dev.pagewalk.explain;
