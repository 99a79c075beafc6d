/**
 * Folios and the frames that they own, and the page cache as the set of folios that say they are in it.
 *
 * <p>Must not know why a folio is allocated, mapped or freed.
 */
package dev.pagewalk.mm.folio;
