/**
 * Looking up mappings: by address in an address space, by page in the reverse maps of files and of anonymous memory. A
 * tree is the set of objects that say they are in it; a look-up is one step.
 *
 * <p>Must not know when mappings enter or leave these trees.
 */
package dev.pagewalk.mm.vma;
